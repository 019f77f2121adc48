import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AttemptRecord } from "@seedbed/ledger";
import { openLedger } from "@seedbed/ledger/sqlite";
import { createSegmind } from "@seedbed/segmind";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeBadCalls } from "../testing/describe-bad-calls.ts";
import { misfits } from "../testing/fits-schema.ts";
import { pixel } from "../testing/images.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** A ledger with one attempt of unknown outcome. */
async function unknownIn(file: string): Promise<void> {
  using ledger = openLedger(path.join(cwd, file));
  const cost = { min: 0.035, max: 0.07, currency: "USD", basis: "price-table" } as const;
  const reservation = await ledger.reserve({
    provider: "segmind",
    model: "segmind/seedream-v5-lite",
    operation: "seedreamV5LiteTextToImage",
    cost,
    idempotencyKey: "order-1",
  });
  await reservation.settle({ state: "unknown", cost, requestId: "r-7", problem: "the connection broke off" });
}

test.each(["generate", "compare"])("%s --ledger keeps each paid call, marked as emulated", async (command) => {
  const model = ["--model", "segmind/seedream-v3", "--emulate", "--ledger", `${command}.db`];
  const made = await runSeedbed([command, "a fox", ...model], { cwd });
  expect(made.exitCode).toBe(0);
  const listed = await runSeedbed(["ledger", "--ledger", `${command}.db`, "--json"], { cwd });
  expect(misfits("ledger", listed.json())).toEqual([]);
  expect(listed.json()).toMatchObject({
    attempts: [{ id: "1", state: "accepted", model: "segmind/seedream-v3", tags: ["emulated"] }],
    spent: { USD: { confirmed: 0.037, worstCase: 0.037 } },
  });
});

test("lists for a person what helps to find a charge, and says how to settle it", async () => {
  await unknownIn("list.db");
  const { stdout, stderr, exitCode } = await runSeedbed(["ledger", "--ledger", "list.db", "--state", "unknown"], {
    cwd,
  });
  expect(exitCode).toBe(0);
  for (const text of [
    "1  unknown  segmind/seedream-v5-lite",
    "$0.035 to $0.07",
    "order-1",
    "r-7",
    "the connection broke",
  ])
    expect(stdout).toContain(text);
  expect(stderr).toMatch(/^1 of unknown outcome: .* seedbed ledger settle <id> --as accepted\|rejected\.\n$/);
  const none = await runSeedbed(["ledger", "--ledger", "list.db", "--provider", "novita"], { cwd });
  expect(none).toMatchObject({ stdout: "No attempts.\n", stderr: "" });
});

test("settles what is unknown, once", async () => {
  await unknownIn("settle.db");
  const word = ["ledger", "settle", "1", "--as", "accepted", "--cost", "usd=0.05", "--ledger", "settle.db", "--json"];
  const settled = await runSeedbed(word, { cwd });
  expect(misfits("ledger", settled.json())).toEqual([]);
  expect(settled.json<{ attempts: AttemptRecord[] }>().attempts).toMatchObject([
    { state: "accepted", cost: { min: 0.05, max: 0.05, currency: "USD", basis: "configured" } },
  ]);
  expect(await runSeedbed(word, { cwd })).toMatchObject({
    exitCode: 2,
    stderr: "seedbed: Attempt 1 is accepted: its outcome is known, and only an unknown one can be settled.\n",
  });
});

test("an attempt is on disk as its POST leaves, its outcome as the call returns, and its key is paid for once", async () => {
  const file = path.join(cwd, "durable.db");
  const states = () => {
    using other = openLedger(file);
    return other.attempts().map(({ state }) => state);
  };
  const asLeft: string[][] = [];
  using ledger = openLedger(file);
  const segmind = createSegmind({
    apiKey: "any",
    accounting: ledger,
    fetch: async () => {
      asLeft.push(states());
      return new Response(pixel, { headers: { "content-type": "image/gif" } });
    },
  });
  const call = () =>
    segmind.seedreamV3TextToImage(
      { prompt: "a fox", aspect_ratio: "16:9" },
      { idempotencyKey: "order-1", tags: ["spring"] },
    );
  const [first, second] = await Promise.all([call(), call()]);
  expect([asLeft, states()]).toEqual([[["reserved"]], ["accepted"]]);
  expect([first.images.length, second.images.length, second.earlier?.id]).toEqual([1, 0, "1"]);
});

test("the help of settle fits 80 columns", async () => {
  const { stdout, exitCode } = await runSeedbed(["ledger", "settle", "--help"], { cwd });
  expect(exitCode).toBe(0);
  expect(Math.max(...stdout.split("\n").map((text) => text.length))).toBeLessThanOrEqual(80);
});

test("a ledger that cannot be used is one sentence, and nothing is sent", async () => {
  writeFileSync(path.join(cwd, "bad.db"), "no database ".repeat(500));
  const ran = await runSeedbed(
    ["generate", "a fox", "--model", "segmind/seedream-v3", "--emulate", "--ledger", "bad.db", "--json"],
    { cwd },
  );
  expect(ran.stderr).toMatch(/^seedbed: The ledger .*bad\.db is damaged or no ledger.* Nothing was sent\.\n$/);
  expect([ran.exitCode, misfits("error", ran.json())]).toEqual([2, []]);
});

describeBadCalls({ "bad.db": "no database ".repeat(500) }, [
  ["no ledger named", ["ledger"], "--ledger is missing: the file of the ledger."],
  [
    "a ledger that is not there",
    ["ledger", "--ledger", "none.db"],
    "There is no ledger none.db: --ledger on generate, compare or check begins one.",
  ],
  ["a file that is not a ledger", ["ledger", "--ledger", "bad.db"], /bad\.db is damaged or no ledger/],
  [
    "a ledger in a folder that is missing",
    ["generate", "a fox", "--model", "segmind/seedream-v3", "--ledger", "none/a.db"],
    /its folder is missing/,
  ],
  [
    "a state that is none",
    ["ledger", "--ledger", "a.db", "--state", "acepted"],
    /^--state knows no "acepted" \(did you mean accepted\?\)/,
  ],
  [
    "a provider that is none",
    ["ledger", "--ledger", "a.db", "--provider", "novitta"],
    /^--provider knows no "novitta"/,
  ],
  ["a command that is none", ["ledger", "setle", "1"], "There is no command ledger setle (did you mean settle?)."],
  ["an outcome that is missing", ["ledger", "settle", "1"], "--as is missing: accepted or rejected."],
  ["an outcome that is none", ["ledger", "settle", "1", "--as", "paid"], '--as is accepted or rejected; it is "paid".'],
  [
    "a cost that is none",
    ["ledger", "settle", "1", "--as", "accepted", "--cost", "usd=-1"],
    '--cost must be an amount, such as usd=0.035; it is "usd=-1".',
  ],
  ["a cost in no currency", ["ledger", "settle", "1", "--as", "accepted", "--cost", "eur=1"], /^--cost knows no "eur"/],
  ["an attempt without its id", ["ledger", "settle", "--as", "accepted"], "An id is missing: see seedbed --help."],
]);
