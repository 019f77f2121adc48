import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createLedger } from "./index.ts";
import { connectPostgres, type Database, openPostgresLedger } from "./postgres.ts";
import { openLedger } from "./sqlite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "seedbed-names-"));
afterAll(() => rmSync(folder, { recursive: true }));
const refused = (field: string, near: string) => ({
  name: "InvalidRequestError",
  field,
  message: expect.stringContaining(`(did you mean ${near}?)`),
});
const never = {} as Database; // it is not asked

test("a ledger is not opened with an option that is mistyped: no budget would hold", async () => {
  const wrong: [object, string, string][] = [
    [{ maxSpendPerRun: { USD: 1 } }, "maxSpendPerRun", "maxSpendPerDay"],
    [{ maxspend: { USD: 1 } }, "maxspend", "maxSpend"],
    [{ ratelimits: {} }, "ratelimits", "rateLimits"],
  ];
  for (const [options, field, near] of wrong) {
    expect(() => createLedger(options)).toThrow(expect.objectContaining(refused(field, near)));
    expect(() => openLedger(path.join(folder, "a.db"), options)).toThrow(expect.objectContaining(refused(field, near)));
    await expect(openPostgresLedger(never, options)).rejects.toMatchObject(refused(field, near));
  }
  const connecting = connectPostgres("postgres://127.0.0.1:1/x", { connection: 1 } as object);
  await expect(connecting).rejects.toMatchObject(refused("connection", "connections"));
  createLedger({ maxSpendPerRun: undefined } as object);
});

test("what a ledger is asked, and how an attempt is settled, takes no mistyped name", () => {
  const ledger = createLedger();
  expect(() => ledger.attempts({ runs: "one" } as object)).toThrow("(did you mean run?)");
  expect(() => ledger.settle("1", { as: "accepted", costs: null } as never)).toThrow("(did you mean cost?)");
});
