// A process of its own that shares a ledger file: `node hammer.ts FILE TASK`. It says where it is on stdout.
import { openLedger } from "../sqlite.ts";
import { attempt, usd } from "./acme.ts";

const [, , file = "", task = "", run = "shared"] = process.argv;
const say = (text: string) => void process.stdout.write(`${text}\n`);
const clock = { now: Date.now, delay: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
const caps = { maxSpend: { USD: 1 }, maxSpendPerDay: { USD: 1.5 }, maxSpendPerTag: { spring: { USD: 0.7 } } };
const budgets = task === "budget" ? caps : {};
const ledger = openLedger(file, { run, clock, ...budgets, busyTimeoutMs: 20_000 });
say("open");

const tasks: Record<string, () => Promise<void>> = {
  /** Reserves until a budget is full. */
  async budget() {
    const tags = process.argv[5] ? [process.argv[5]] : [];
    let made = 0;
    for (let refused = 0; refused < 3; ) {
      try {
        const reservation = await ledger.reserve(attempt(usd(0.02, 0.01), { tags }));
        await Promise.resolve();
        await reservation.settle(
          made % 5 === 4 ? { state: "unknown", cost: null } : { state: "accepted", cost: usd(0.02) },
        );
        made += 1;
      } catch {
        refused += 1;
      }
    }
    say(`made ${made}`);
  },
  /** Makes calls without end, and says what it has been told is kept. */
  async kill() {
    for (;;) {
      const reservation = await ledger.reserve(attempt(usd(0.01)));
      say("reserved");
      await clock.delay(Math.random() * 3);
      say("sent");
      await clock.delay(Math.random() * 3);
      await reservation.settle({ state: "accepted", cost: usd(0.01), requestId: "r" });
      say("settled");
    }
  },
  /** Pays under one idempotency key, a little slowly. */
  async key() {
    const reservation = await ledger.reserve(attempt(usd(0.01), { idempotencyKey: "order-1" }));
    if (reservation.earlier) return say(`earlier ${reservation.earlier.requestId}`);
    await clock.delay(300);
    await reservation.settle({ state: "accepted", cost: usd(0.01), requestId: "r-1" });
    say("paid");
  },
  /** Fills the disk: the shell that starts it limits how large a file may be. */
  async full() {
    for (let reserved = 0; ; reserved += 1) {
      try {
        await ledger.reserve(attempt(null, { idempotencyKey: `${reserved}-${"x".repeat(2000)}` }));
      } catch (error) {
        return say(`after ${reserved}: ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
      }
    }
  },
};
await tasks[task]?.();
ledger.close();
