import type { Accounting, Outcome } from "@seedbed/core";
import { expect, test } from "vitest";
import { createSpending } from "./spending.ts";

const cost = (max: number, currency: "USD" | "credits" = "USD") => ({
  min: 0,
  max,
  currency,
  basis: "price-table" as const,
});
const attempt = (max: number | null, currency?: "USD" | "credits") => ({
  provider: "segmind",
  model: undefined,
  operation: "a",
  cost: max === null ? null : cost(max, currency),
});

async function spentBy(calls: [attempt: ReturnType<typeof attempt>, outcome?: Outcome][], accounting?: Accounting) {
  const spending = createSpending();
  const client = spending.watch("segmind", accounting ? { accounting } : {}, () => false);
  for (const [given, outcome] of calls) {
    const reservation = await client.accounting?.reserve(given);
    if (outcome) await reservation?.settle(outcome);
  }
  return spending.records();
}

const base = { provider: "segmind", emulated: false, currency: "USD" };

test.each<[string, Parameters<typeof spentBy>[0], unknown]>([
  ["nothing, where nothing was paid", [], []],
  [
    "what is certain and what may be at most",
    [[attempt(0.5), { state: "accepted", cost: { min: 0.035, max: 0.035, currency: "USD", basis: "reported" } }]],
    [{ ...base, attempts: 1, reserved: 0.5, confirmed: 0.035, worstCase: 0.035, unknown: 0 }],
  ],
  [
    "nothing for what was refused or never left",
    [
      [attempt(0.1), { state: "rejected", cost: null }],
      [attempt(0.2), { state: "not-sent", cost: null }],
    ],
    [{ ...base, attempts: 2, reserved: 0.3, confirmed: 0, worstCase: 0, unknown: 0 }],
  ],
  [
    "the worst case of what no one can tell, and of what never ended",
    [[attempt(0.1), { state: "unknown", cost: cost(0.1) }], [attempt(0.2)]],
    [{ ...base, attempts: 2, reserved: 0.3, confirmed: 0, worstCase: 0.3, unknown: 2 }],
  ],
  [
    "each currency by itself, and unknown prices apart",
    [
      [attempt(10, "credits"), { state: "accepted", cost: { ...cost(10, "credits"), min: 10 } }],
      [attempt(null), { state: "accepted", cost: null }],
    ],
    [
      { ...base, currency: "credits", attempts: 1, reserved: 10, confirmed: 10, worstCase: 10, unknown: 0 },
      { ...base, currency: null, attempts: 1, reserved: 0, confirmed: 0, worstCase: 0, unknown: 0 },
    ],
  ],
])("counts %s", async (_name, calls, want) => {
  expect(await spentBy(calls)).toEqual(want);
});

test("what the accounting refuses was never set aside, and it is asked and told all the same", async () => {
  const told: unknown[] = [];
  const accounting: Accounting = {
    reserve(given) {
      if ((given.cost?.max ?? 0) > 1) throw new Error("over the budget");
      return { settle: (outcome) => void told.push(outcome.state) };
    },
    admit: async () => void told.push("admitted"),
  };
  const spending = createSpending();
  const client = spending.watch("segmind", { accounting }, () => true);
  await client.accounting?.admit("segmind", AbortSignal.timeout(1000));
  await expect(async () => client.accounting?.reserve(attempt(2))).rejects.toThrow("over the budget");
  const reservation = await client.accounting?.reserve(attempt(0.5));
  await reservation?.settle({ state: "accepted", cost: cost(0.5) });
  expect(told).toEqual(["admitted", "accepted"]);
  expect(spending.records()).toMatchObject([{ emulated: true, attempts: 1, reserved: 0.5 }]);
});

test("a job that failed unbilled is not paid for, one that reports its cost cost that, and the ledger behind is told", async () => {
  const told: unknown[] = [];
  const accounting: Accounting = {
    reserve: () => ({ settle() {} }),
    admit: async () => {},
    failed: (job) => void told.push(job.taskId),
    charged: (job, { max }) => void told.push([job.taskId, max]),
  };
  const job = {
    version: 1,
    provider: "segmind",
    model: "m",
    operation: "a",
    submittedAt: "2026-11-21T00:00:00Z",
    request: {},
  } as const;
  const jobs = ["t-1", "t-2", "t-3"].map((taskId) => ({ ...job, taskId }));
  const spending = createSpending();
  const client = spending.watch("segmind", { accounting }, () => false).accounting;
  for (const one of jobs)
    await (await client?.reserve(attempt(0.5)))?.settle({ state: "accepted", cost: cost(0.5), job: one });
  const [failed, charged] = jobs;
  if (!failed || !charged) throw new Error("there are three");
  await client?.failed?.(failed, "FAILED");
  await client?.charged?.(charged, { ...cost(0.05), min: 0.05 });
  expect(told).toEqual(["t-1", ["t-2", 0.05]]);
  expect(spending.records()).toMatchObject([{ attempts: 3, confirmed: 0.05, worstCase: 0.55 }]);
});
