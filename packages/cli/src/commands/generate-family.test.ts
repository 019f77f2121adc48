import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openLedger } from "@seedbed/ledger/sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  emulator = await startTestEmulator({ rateLimits: false });
});
afterAll(async () => {
  await emulator.close();
  await rm(cwd, { recursive: true });
});

const run = (...args: string[]) => runSeedbed(["generate", "a lighthouse", "--out", "out", ...args], { cwd });
const ask = (...args: string[]) => run("--family", "seedream-5.0-lite", ...emulator.flags, ...args);
const novita = "novita/seedream-5.0-lite";
const segmind = "segmind/seedream-v5-lite";

test("takes the cheapest provider, and says who was taken and why", async () => {
  const before = emulator.paid();
  const prices = ["--price", `${novita}=0.03`, "--credit-price", "3daistudio=0.01"];
  const ran = await ask("--order", "cheapest", ...prices, "--json");
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(misfits("generate", ran.json())).toEqual([]);
  const place = "at most $0.03 (configured)";
  expect(ran.json()).toMatchObject({
    model: novita,
    providers: [{ model: novita, place, outcome: "done", billed: "yes" }],
  });
  expect(ran.stderr).toContain(`${novita}: taken; at most $0.03 (configured)\n`);
  expect(emulator.paid()).toBe(before + 1);
});

test("goes on past what was not billed, and stops where is unknown", async () => {
  const takeBack = [
    emulator.inject({ provider: "3daistudio", fault: { kind: "status", status: 402 } }),
    emulator.inject({ provider: "novita", fault: { kind: "status", status: 500 } }),
  ];
  const before = emulator.paid();
  const ran = await ask("--json");
  for (const take of takeBack) take();
  expect(ran).toMatchObject({ exitCode: 1 });
  expect(misfits("error", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({
    error: {
      name: "OutcomeUnknownError",
      provider: "novita",
      providers: [
        { provider: "3daistudio", outcome: "failed", billed: "no", error: { name: "InsufficientCreditsError" } },
        { provider: "novita", outcome: "failed", billed: "unknown", error: { name: "OutcomeUnknownError" } },
      ],
    },
  });
  expect(ran.stderr).toContain("3daistudio/seedream-v5-lite: left, not billed; as given; 3daistudio ");
  expect(emulator.paid()).toBe(before + 2);
});

test("the fastest by the ledger is asked first, and an emulator's history is its own", async () => {
  const ledger = openLedger(path.join(cwd, "history.db"));
  const keep = async (model: string, latencyMs: number, tags: string[]) => {
    const provider = model.split("/")[0] ?? "";
    const attempt = { provider, model, operation: "any", cost: null, tags };
    const timing = { startedAt: "2026-11-21T00:00:00Z", latencyMs, waitedMs: 0 };
    await (await ledger.reserve(attempt)).settle({ state: "accepted", cost: null, timing });
  };
  for (let time = 0; time < 6; time += 1) {
    await keep(novita, 30_000, ["emulated"]);
    await keep(segmind, 20_000, ["emulated"]);
    await keep("3daistudio/seedream-v5-lite", 1000, []);
  }
  ledger.close();
  const ran = await ask("--order", "fastest", "--ledger", "history.db");
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(ran.stderr).toContain(`${segmind}: taken; median 20.0 s of 6 earlier emulated generations\n`);
});

test("how long a job took is kept in the ledger for the next time", async () => {
  await ask("--ledger", "jobs.db");
  const ledger = openLedger(path.join(cwd, "jobs.db"));
  expect(ledger.attempts()).toMatchObject([{ provider: "3daistudio", resultMs: expect.any(Number) }]);
  ledger.close();
});

test("without a ledger there is nothing to tell the fastest by, and it says so", async () => {
  const { stderr } = await ask("--order", "fastest");
  expect(stderr).toContain("No --ledger to look up earlier latencies in: the providers are asked as given.\n");
});

test("a provider without a key is ignored, and told", async () => {
  const only = ["--base-url", `segmind=${emulator.baseUrls.segmind}`, "--time-scale", "100"];
  const { stderr, exitCode } = await run("--family", "seedream-5.0-lite", ...only.slice(0, 2));
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`${novita}: passed over; no key: set NOVITA_API_KEY\n`);
  expect(stderr).toContain(`${segmind}: taken; as given\n`);
});

test("strict passes over every provider that would drop a setting, and nothing is sent", async () => {
  const before = emulator.paid();
  const ran = await ask("--strict", "--guidance-scale", "3", "--json");
  expect(ran).toMatchObject({ exitCode: 2 });
  expect(misfits("error", ran.json())).toEqual([]);
  expect(ran.stderr.match(/: passed over; as given; /g)).toHaveLength(3);
  expect(emulator.paid()).toBe(before);
});

describe("with a ledger", () => {
  test("an idempotency key is paid for once among the providers, in whatever order", async () => {
    const flags = ["--ledger", "keys.db", "--idempotency-key", "order-1", "--tag", "spring", "--json"];
    const first = await ask(...flags);
    expect(first.json()).toMatchObject({ model: "3daistudio/seedream-v5-lite" });
    const before = emulator.paid();
    const again = await ask(...flags, "--order", "cheapest");
    expect(again).toMatchObject({ exitCode: 0 });
    expect(misfits("generate", again.json())).toEqual([]);
    expect(again.json()).toMatchObject({ model: "3daistudio/seedream-v5-lite", earlier: { id: "1" } });
    expect(again.stderr).toContain(`${segmind}: passed over; `);
    expect(emulator.paid()).toBe(before);
    const told = await ask(...flags.filter((flag) => flag !== "--json"));
    expect(told.stdout).toMatch(/\n {2}earlier {7}paid for before \(attempt 1 of .*Z\): nothing was sent\n/);
    const ledger = openLedger(path.join(cwd, "keys.db"));
    expect(ledger.attempts()).toMatchObject([{ idempotencyKey: "order-1", tags: ["emulated", "spring"] }]);
    ledger.close();
  });

  test("a budget of the day holds over several commands, and lets a cheaper provider in", async () => {
    const one = ["--model", "segmind/seedream-v3", "--ledger", "day.db", ...emulator.flags];
    expect(await run(...one, "--max-spend-per-day", "usd=0.05")).toMatchObject({ exitCode: 0 });
    const before = emulator.paid();
    const over = await run(...one, "--max-spend-per-day", "usd=0.05");
    expect(over).toMatchObject({ exitCode: 2 });
    expect(over.stderr).toMatch(/only 0.013 of 0.05 USD is left for \d{4}-\d\d-\d\d \(UTC\)\. Nothing was sent\.\n/);
    expect(emulator.paid()).toBe(before);
    const prices = ["--price", `${novita}=0.01`, "--credit-price", "3daistudio=0.01"];
    const other = await ask("--ledger", "day.db", "--max-spend-per-day", "usd=0.05", ...prices);
    expect(other).toMatchObject({ exitCode: 0 });
    expect(other.stderr).toContain(`${novita}: taken; as given\n`);
  });
});

test.each<[string[], string]>([
  [["--family", "seedream-5.0-lite", "--model", novita], "Give --model or --family, not both."],
  [["--family", "seedream-5.0-lit"], 'There is no family "seedream-5.0-lit" (did you mean seedream-5.0-lite?).'],
  [["--family", "seedream-5.0-lite", "--order", "best"], '--order is given, cheapest, fastest; it is "best".'],
  [["--model", novita, "--order", "cheapest"], "--order needs --family: it is the order of its providers."],
  [
    ["--model", novita, "--idempotency-key", "a"],
    "--idempotency-key needs --ledger FILE: without one, nothing is known",
  ],
  [["--model", novita, "--tag", "a"], "--tag needs --ledger FILE"],
  [["--model", novita, "--max-spend-per-day", "usd=1"], "--max-spend-per-day needs --ledger FILE"],
  [
    ["--model", novita, "--ledger", "x.db", "--max-spend-per-day", "usd"],
    '--max-spend-per-day is written usd=1.00; it is "usd".',
  ],
])("refuses %j before anything is sent", async (flags, message) => {
  const before = emulator.paid();
  const ran = await run(...flags, ...emulator.flags);
  expect(ran).toMatchObject({ exitCode: 2 });
  expect(ran.stderr).toContain(message);
  expect(emulator.paid()).toBe(before);
  expect(await readdir(cwd)).not.toContain("x.db");
});
