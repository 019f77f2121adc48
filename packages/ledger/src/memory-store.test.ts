import type { Job } from "@seedbed/core";
import { expect, test } from "vitest";
import { createLedger } from "./ledger.ts";
import { createMemoryStore } from "./memory-store.ts";
import { attempt, usd } from "./testing/acme.ts";

const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/m",
  operation: "make",
  taskId: "t-1",
  submittedAt: "2026-11-21T00:00:00.000Z",
  request: {},
};

test.each([
  ["of another provider", { provider: "other" }],
  ["with another id", { taskId: "t-2" }],
  ["submitted at another time", { submittedAt: "2026-11-20T00:00:00.000Z" }],
])("a failed job %s frees nothing", async (_name, changes) => {
  const ledger = createLedger();
  await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "accepted", cost: null, job });
  ledger.failed({ ...job, ...changes }, "FAILED");
  expect(ledger.attempts()).toMatchObject([{ state: "accepted" }]);
});

test("a failed job frees no attempt whose outcome is unknown: a person looks at that", async () => {
  const ledger = createLedger();
  await (await ledger.reserve(attempt(usd(0.1)))).settle({ state: "unknown", cost: null, job });
  ledger.failed(job, "FAILED");
  expect(ledger.attempts()).toMatchObject([{ state: "unknown" }]);
});

test("attempts without a job have nothing to do with one that ends", async () => {
  const ledger = createLedger();
  await ledger.reserve(attempt(usd(0.1)));
  ledger.finished(job, 31_000);
  ledger.failed(job, "FAILED");
  expect(ledger.attempts()).toMatchObject([{ state: "reserved" }]);
  expect(ledger.attempts()[0]).not.toHaveProperty("resultMs");
});

test("keeps to its run where it is asked for that, and ends nothing that it does not have", () => {
  const store = createMemoryStore("one");
  const record = { ...attempt(usd(0.1)), state: "reserved", reservedAt: "2026-11-21T00:00:00.000Z" } as const;
  for (const run of ["one", "two"]) store.insert({ ...record, run });
  store.end("7", { state: "accepted" });
  expect(store.list({})).toHaveLength(2);
  expect(store.committed("run")).toMatchObject([{ attempts: 1 }]);
  expect(store.committed("all")).toMatchObject([{ attempts: 2 }]);
});
