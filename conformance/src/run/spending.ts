import { type Accounting, type ClientOptions, type Cost, exact, type Job } from "@seedbed/core";
import type { SpentRecord } from "@seedbed/report";

/** Watches what a run sets aside and pays. */
export interface Spending {
  /** Settings of a client that behave as before, with every paid call written down. */
  watch(provider: string, client: ClientOptions, emulated: () => boolean): ClientOptions;
  /** What was spent, by provider and currency; providers that were not paid are left out. */
  records(): SpentRecord[];
}

/** One attempt, as it stands. */
interface Attempted {
  readonly provider: string;
  readonly emulated: () => boolean;
  /** What was set aside, at worst; null where no price is known. */
  readonly reserved: Cost | null;
  state: "reserved" | "not-sent" | "rejected" | "accepted" | "unknown";
  cost: Cost | null;
  job?: Job;
}

/** Keeps count beside whatever accounting a client has: what that refuses was never set aside. */
export function createSpending(): Spending {
  const attempts: Attempted[] = [];
  return {
    watch: (provider, client, emulated) => ({
      ...client,
      accounting: watched(
        client.accounting ?? free,
        (reserved) => {
          const attempted: Attempted = { provider, emulated, reserved, state: "reserved", cost: reserved };
          attempts.push(attempted);
          return attempted;
        },
        ({ provider: id, taskId, submittedAt }) =>
          attempts.filter(
            ({ job, state }) =>
              state === "accepted" && job?.provider === id && job.taskId === taskId && job.submittedAt === submittedAt,
          ),
      ),
    }),
    records: () =>
      [...Map.groupBy(attempts, ({ provider, reserved, cost }) => `${provider} ${(cost ?? reserved)?.currency}`)]
        .map(([, group]) => recordOf(group))
        .filter((record) => record !== undefined)
        .sort((a, b) => (a.provider < b.provider ? -1 : 1)),
  };
}

/** Of a client without accounting: nothing is refused. */
const free: Accounting = { reserve: () => ({ settle() {} }), admit: async () => {} };

function watched(
  accounting: Accounting,
  note: (reserved: Cost | null) => Attempted,
  acceptedOf: (job: Job) => Attempted[],
): Accounting {
  return {
    failed(job, problem) {
      for (const attempted of acceptedOf(job)) attempted.state = "rejected";
      return accounting.failed?.(job, problem);
    },
    charged(job, cost) {
      for (const attempted of acceptedOf(job)) attempted.cost = cost;
      return accounting.charged?.(job, cost);
    },
    admit: (provider, signal) => accounting.admit(provider, signal),
    async reserve(attempt, signal) {
      const reservation = await accounting.reserve(attempt, signal);
      if (reservation.earlier) return reservation;
      const attempted = note(attempt.cost);
      return {
        settle(outcome) {
          attempted.state = outcome.state;
          if (outcome.job) attempted.job = outcome.job;
          // What it cost is not known where no answer says so: the worst case stays.
          attempted.cost = outcome.cost ?? attempted.cost;
          return reservation.settle(outcome);
        },
      };
    },
  };
}

function recordOf(group: readonly Attempted[]): SpentRecord | undefined {
  const [first] = group;
  if (!first) return undefined;
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => exact(total + amount), 0);
  const standing = group.filter(({ state }) => state !== "rejected" && state !== "not-sent");
  const accepted = standing.filter(({ state }) => state === "accepted");
  return {
    provider: first.provider,
    emulated: first.emulated(),
    currency: (first.cost ?? first.reserved)?.currency ?? null,
    attempts: group.length,
    reserved: sum(group.map(({ reserved }) => reserved?.max ?? 0)),
    confirmed: sum(accepted.map(({ cost }) => cost?.min ?? 0)),
    worstCase: sum(standing.map(({ cost }) => cost?.max ?? 0)),
    unknown: standing.filter(({ state }) => state !== "accepted").length,
  };
}
