import { connectPostgres, openPostgresLedger } from "@seedbed/ledger/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  findPostgres,
  noPostgres,
  startPostgres,
  type TestPostgres,
} from "../../../ledger/src/testing/start-postgres.ts";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

const cwd = import.meta.dirname;

test.each([
  [
    "an address for a file",
    ["--ledger", "postgres://me:hunter2@127.0.0.1:1/none"],
    "--ledger is a file, not an address.",
  ],
  ["two places", ["--ledger", "a.db", "--queue", "postgres://me:hunter2@127.0.0.1:1/none"], /two places: give one\.$/],
  ["no place", [], "--ledger is missing: the file of the ledger."],
  [
    "a dead database",
    ["--queue", "postgres://me:hunter2@127.0.0.1:1/none"],
    "The database 127.0.0.1:1/none cannot be reached: nothing listens there. Nothing was sent.",
  ],
])("%s is one sentence, without the password", async (_name, flags, says) => {
  for (const command of [["ledger"], ["ledger", "settle", "1", "--as", "accepted"]]) {
    const ran = await runSeedbed([...command, ...flags], { cwd });
    const sentence = ran.stderr.replace(/^seedbed: (.*)\n$/, "$1");
    expect([ran.exitCode, sentence]).toEqual([2, typeof says === "string" ? says : expect.stringMatching(says)]);
    expect(ran.stdout + ran.stderr).not.toContain("hunter2");
  }
});

describe("the ledger of runs that were queued", () => {
  const bin = findPostgres();
  let server: TestPostgres | undefined;
  beforeEach(({ skip }) => skip(bin === null, noPostgres));
  beforeAll(async () => {
    if (bin !== null) server = await startPostgres(bin);
  });
  afterAll(() => server?.stop());

  test("lists what is unknown there, and settles it by a person's word", async () => {
    const url = server?.database() ?? "";
    const database = await connectPostgres(url);
    const ledger = await openPostgresLedger(database);
    const cost = { min: 0.035, max: 0.07, currency: "USD", basis: "price-table" } as const;
    const reservation = await ledger.reserve({ provider: "segmind", model: "segmind/m", operation: "make", cost });
    await reservation.settle({ state: "unknown", cost, problem: "the connection broke off" });
    const listed = await runSeedbed(["ledger", "--queue", url, "--state", "unknown", "--json"], { cwd });
    expect(listed.exitCode).toBe(0);
    expect(misfits("ledger", listed.json())).toEqual([]);
    expect(listed.json()).toMatchObject({ attempts: [{ id: "1", state: "unknown" }] });
    const settle = ["ledger", "settle", "1", "--as", "accepted", "--cost", "usd=0.05", "--queue", url];
    expect((await runSeedbed(settle, { cwd })).stdout).toMatch(/^1 {2}accepted {2}segmind\/m\n/);
    expect(await ledger.attempts()).toMatchObject([{ state: "accepted", cost: { max: 0.05 } }]);
    await ledger.close();
    await database.close();
  });

  test("is not made where there is none", async () => {
    const url = server?.database() ?? "";
    const ran = await runSeedbed(["ledger", "--queue", url], { cwd });
    expect([ran.exitCode, ran.stderr]).toEqual([
      2,
      expect.stringMatching(/^seedbed: The database \S+ has no ledger: no run was queued there\.\n$/),
    ]);
  });
});
