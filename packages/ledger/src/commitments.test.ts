import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Cost } from "@seedbed/core";
import { afterAll, expect, test } from "vitest";
import { type AttemptRecord, attemptStates, type SpendingScope } from "./attempt-record.ts";
import { commitmentsOf, createRunningSums, isIn } from "./commitments.ts";
import { openLedger } from "./sqlite.ts";
import { attempt, job, usd } from "./testing/acme.ts";

const folder = mkdtempSync(path.join(tmpdir(), "seedbed-sums-"));
afterAll(() => rmSync(folder, { recursive: true }));

const scopes: SpendingScope[] = ["all", "run", { day: "2026-11-21" }, { tag: "spring" }];
const costs: (Cost | null)[] = [null, usd(0.1, 0.07), usd(0.3), { ...usd(20), currency: "credits" }];

/** A different one of a list at each step: all pairs of what varies come up. */
const pick = <T>(list: readonly T[], step: number): T => list[step % list.length] as T;

function record(step: number): AttemptRecord {
  return {
    ...attempt(pick(costs, step), step % 3 === 0 ? { tags: ["spring"] } : {}),
    provider: pick(["acme", "other"], step >> 1),
    id: String(step % 40),
    run: pick(["one", "one", "two"], step),
    reservedAt: pick(["2026-11-21T23:59:59.999Z", "2026-11-22T00:00:00.000Z"], step >> 2),
    state: pick(attemptStates, step >> 3),
  };
}

test("kept-up sums are those of all attempts added up, whatever came, ended or changed", () => {
  const sums = createRunningSums("one");
  const records = new Map<string, AttemptRecord>();
  const addUp = (scope: SpendingScope) =>
    commitmentsOf([...records.values()].filter((each) => isIn(each, scope, "one")));
  const byName = (found: readonly object[]) => found.map((each) => JSON.stringify(each)).toSorted();
  for (const scope of scopes) expect(sums.of(scope, () => addUp(scope))).toEqual([]);
  for (let step = 0; step < 400; step += 1) {
    const made = record(step * 7);
    const before = records.get(made.id);
    // An attempt stays in its run, its day and under its tags.
    const after = before ? { ...made, run: before.run, reservedAt: before.reservedAt, tags: before.tags } : made;
    records.set(made.id, after);
    sums.changed(before, after);
    for (const scope of scopes) {
      const kept = sums.of(scope, () => expect.unreachable("they are kept"));
      expect(byName(kept)).toEqual(byName(addUp(scope)));
    }
  }
  sums.forget();
  expect(sums.of("all", () => [])).toEqual([]);
});

test("a ledger on disk adds up anew what another connection wrote, and what it was not told of", async () => {
  const file = path.join(folder, "shared.db");
  using one = openLedger(file, { run: "one", maxSpend: { USD: 0.3 } });
  using two = openLedger(file, { run: "one", maxSpend: { USD: 0.3 } });
  const first = await one.reserve(attempt(usd(0.1)));
  const second = await two.reserve(attempt(usd(0.1)));
  expect(one.spent().USD?.worstCase).toBe(0.2);
  await second.settle({ state: "rejected", cost: null });
  expect(one.spent().USD?.worstCase).toBe(0.1);
  const submitted = { ...job, submittedAt: new Date().toISOString() };
  await first.settle({ state: "accepted", cost: null, job: submitted });
  expect(one.spent().USD).toEqual({ confirmed: 0.1, worstCase: 0.1 });
  one.failed(submitted, "FAILED");
  expect([one.spent().USD, two.spent().USD]).toEqual([undefined, undefined]);
});

test("a reservation that is refused leaves the sums as they were", async () => {
  using ledger = openLedger(path.join(folder, "refused.db"), { maxSpend: { USD: 0.3 } });
  await ledger.reserve(attempt(usd(0.2)));
  for (let count = 0; count < 3; count += 1) expect(() => ledger.reserve(attempt(usd(0.2)))).toThrow("only 0.1 of 0.3");
  await ledger.reserve(attempt(usd(0.1)));
  expect(ledger.spent().USD?.worstCase).toBe(0.3);
});
