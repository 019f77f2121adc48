import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

const balances = async () => {
  const ran = await runSeedbed(["balance", "--json", ...emulator.flags], { cwd });
  expect(ran.exitCode).toBe(0);
  expect(misfits("balance", ran.json())).toEqual([]);
  return (ran.json() as { balances: { provider: string; balance: { amount: number } | null }[] }).balances;
};
const amountOf = (found: Awaited<ReturnType<typeof balances>>, id: string) =>
  found.find(({ provider }) => provider === id)?.balance?.amount;

test("what the accounts hold goes down with a generation, in dollars and in credits", async () => {
  const before = await balances();
  for (const model of ["segmind/seedream-v3", "3daistudio/seedream-v5-lite"]) {
    await runSeedbed(["generate", "a fox", "--model", model, "--out", "out", ...emulator.flags], { cwd });
  }
  const after = await balances();
  expect((amountOf(before, "segmind") ?? 0) - (amountOf(after, "segmind") ?? 0)).toBeCloseTo(0.037);
  expect((amountOf(before, "3daistudio") ?? 0) - (amountOf(after, "3daistudio") ?? 0)).toBe(10);
});

test("a provider of which no document names an endpoint is unknown, and not 0", async () => {
  const ran = await runSeedbed(["balance", "--provider", "novita", "--json"], { cwd });
  expect(ran.json()).toEqual({ balances: [{ provider: "novita", emulated: false, balance: null }] });
  const told = await runSeedbed(["balance", "--provider", "novita"], { cwd });
  expect(told).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("unknown: no document names") });
});

test("one that is named twice is asked once", async () => {
  const twice = ["--provider", "novita", "--provider", "novita"];
  const ran = await runSeedbed(["balance", ...twice, "--json"], { cwd });
  expect(ran.json()).toMatchObject({ balances: [{ provider: "novita" }] });
});

test("for a person each balance says what it is made of, and that it is emulated", async () => {
  const { stdout, stderr } = await runSeedbed(["balance", "--emulate"], { cwd });
  expect(stdout).toContain("Segmind  segmind (emulated)\n  balance       $10 (credits 10, free-credits 0)\n");
  expect(stdout).toContain("3D AI Studio  3daistudio (emulated)\n  balance       1000 credits\n");
  expect(stderr).toContain("nothing was paid");
});

test("only those whose key is set are asked, where none is named", async () => {
  const [first = "", address = ""] = emulator.flags;
  const ran = await runSeedbed(["balance", "--json", first, address], { cwd });
  const { balances } = ran.json() as { balances: { provider: string }[] };
  expect(balances.map(({ provider }) => provider).sort()).toEqual([address.split("=")[0], "novita"].sort());
});

test("one that cannot be had says why beside the others, and the exit code is 1", async () => {
  const at = (id: string) => emulator.flags.find((flag) => flag.startsWith(`${id}=`)) ?? "";
  const ran = await runSeedbed(
    ["balance", "--json", "--base-url", at("3daistudio"), "--base-url", "segmind=http://127.0.0.1:1"],
    { cwd },
  );
  expect(ran.exitCode).toBe(1);
  expect(misfits("balance", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({
    balances: expect.arrayContaining([
      expect.objectContaining({ provider: "segmind", balance: null, error: expect.objectContaining({ billed: "no" }) }),
      expect.objectContaining({ provider: "3daistudio", balance: expect.objectContaining({ currency: "credits" }) }),
    ]),
  });
});

test.each([
  ["no key", ["balance"], /^No key: set THREEDAISTUDIO_API_KEY/],
  ["no key of one that is named", ["balance", "--provider", "segmind"], /^No key: set SEGMIND_API_KEY/],
  ["an unknown provider", ["balance", "--provider", "segmnd"], /knows no "segmnd" \(did you mean segmind\?\)/],
])("%s is one sentence and exit code 2", async (_name, args, says) => {
  const ran = await runSeedbed([...args, "--json"], { cwd });
  expect(ran.exitCode).toBe(2);
  expect(ran.json()).toMatchObject({ error: { message: expect.stringMatching(says) } });
});
