import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

interface Document {
  emulated: boolean;
  results: { model: string; error?: { name: string }; images?: { path: string }[] }[];
}

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

const compare = (args: string[], env = {}) =>
  runSeedbed(["compare", "a lighthouse", "--out", "out", ...args], { cwd, env });
const providers = ["3daistudio/seedream-v5-lite", "novita/seedream-5.0-lite", "segmind/seedream-v5-lite"];

test("asks every provider of the family, on the built-in emulator, and prints one JSON document", async () => {
  const ran = await compare(["--family", "seedream-5.0-lite", "--emulate", "--json"]);
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(misfits("compare", ran.json())).toEqual([]);
  const { emulated, results } = ran.json<Document>();
  expect(emulated).toBe(true);
  expect(results.map(({ model }) => model)).toEqual(providers);
  const files = await readdir(path.join(cwd, "out"));
  for (const { images } of results) expect(files).toContain(path.basename(images?.[0]?.path ?? ""));
  expect(files.filter((file) => file.endsWith(".job.json"))).toEqual([]);
});

test("a failure of one keeps the images of the others, in the order that was asked", async () => {
  const takeBack = emulator.inject({ provider: "novita", fault: { kind: "status", status: 500 } });
  const models = ["novita/seedream-5.0-lite", "segmind/seedream-v3"];
  const ran = await compare([...models.flatMap((model) => ["--model", model]), ...emulator.flags, "--json"]);
  takeBack();
  expect(ran.exitCode).toBe(1);
  expect(misfits("compare", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({
    results: [
      { model: "novita/seedream-5.0-lite", emulated: true, error: { name: "OutcomeUnknownError" } },
      { model: "segmind/seedream-v3", images: [{ width: 1280 }] },
    ],
  });
});

test("says of each that it was emulated, and ranks none", async () => {
  const models = ["--model", "novita/seedream-5.0-lite", "--model", "segmind/seedream-v3"];
  const { stdout, stderr } = await compare([...models, ...emulator.flags]);
  expect(stdout).toMatch(/^novita\/seedream-5.0-lite {2}novita \(emulated\)\n/);
  expect(stdout).toContain("\n\nsegmind/seedream-v3  segmind (emulated)\n");
  expect(stdout).not.toMatch(/fast|cheap|best|rank|winner/i);
  expect(stderr.split("\n").sort().slice(-2)).toEqual(["novita/seedream-5.0-lite: done", "segmind/seedream-v3: done"]);
});

test("a budget that does not hold all of them is refused before any is asked", async () => {
  const before = emulator.paid();
  const models = ["--model", "segmind/seedream-v5-lite", "--model", "segmind/seedream-v3"];
  const over = await compare([...models, "--max-spend", "usd=0.05", ...emulator.flags]);
  expect(over).toMatchObject({
    exitCode: 2,
    stderr: "seedbed: segmind/seedream-v3 may cost 0.037 USD, and only 0.015 of 0.05 USD is left. Nothing was sent.\n",
  });
  const unpriced = await compare(["--max-spend", "usd=9", "--max-spend", "credits=99", ...emulator.flags]);
  expect(unpriced).toMatchObject({ exitCode: 2 });
  expect(unpriced.stderr).toContain("novita/seedream-5.0-lite has no known price");
  expect(emulator.paid()).toBe(before);
});

test("an idempotency key is paid for once of each model", async () => {
  const before = emulator.paid();
  const flags = ["--ledger", "keys.db", "--idempotency-key", "order-1", "--json", ...emulator.flags];
  await compare(["--model", "segmind/seedream-v3", ...flags]);
  const both = await compare(["--model", "segmind/seedream-v3", "--model", "novita/seedream-5.0-lite", ...flags]);
  expect(both).toMatchObject({ exitCode: 0 });
  expect(misfits("compare", both.json())).toEqual([]);
  expect(both.json()).toMatchObject({ results: [{ earlier: { id: "1" } }, { images: [{}] }] });
  expect(emulator.paid()).toBe(before + 2);
});

test("a missing key of one is said before any is asked", async () => {
  const before = emulator.paid();
  const ran = await compare(["--base-url", `novita=${emulator.baseUrls.novita}`], { SEGMIND_API_KEY: "k" });
  expect(ran).toMatchObject({ exitCode: 2 });
  expect(ran.stderr).toContain("set THREEDAISTUDIO_API_KEY (3D AI Studio), or");
  expect(emulator.paid()).toBe(before);
});
