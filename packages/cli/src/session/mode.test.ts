import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeBadCalls } from "../testing/describe-bad-calls.ts";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rm(cwd, { recursive: true }));

const generate = (...args: string[]) =>
  runSeedbed(["generate", "a fox", "--emulate", "--out", "out", ...args], { cwd });

test("--mode async makes the same request a job, says what it cost, and how late its end was known at most", async () => {
  const ran = await generate("--model", "segmind/seedream-v3", "--mode", "async", "--json");
  expect(ran.exitCode).toBe(0);
  expect(misfits("generate", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({
    operation: "submitSeedreamV3TextToImage",
    cost: { max: 0.037, basis: "reported" },
    timing: { polled: { minMs: expect.any(Number), maxMs: expect.any(Number) } },
    job: { provider: "segmind", version: 1 },
  });
  expect(ran.stderr).toMatch(/segmind\/seedream-v3: COMPLETED after \d+ s\n/);
});

test("without --mode the answer is the image, as ever", async () => {
  const document = (await generate("--model", "segmind/seedream-v3", "--json")).json();
  expect(document).toMatchObject({ operation: "seedreamV3TextToImage" });
  expect(document).not.toHaveProperty("job");
  expect(document).not.toHaveProperty("timing.polled");
});

test("for a person the bound of a polled latency is printed", async () => {
  const { stdout, stderr } = await generate("--model", "3daistudio/seedream-v5-lite");
  expect(stdout).toMatch(/found by polling: known at most \d+\.\d s after it finished\n/);
  expect(stderr).toMatch(/ after [2-9]\d s(, asked again in (1\d|2[01])\.\d s)?\n/); // by a clock that runs: a wait of 21 s, less what went by
});

test("a job of Segmind that was stopped is resumed from its file, without --mode, and paid for once", async () => {
  await using emulator = await startTestEmulator();
  const stop = new AbortController();
  const onStderr = (text: string) => {
    if (text.startsWith("job kept in ")) stop.abort(new Error("stopped by SIGINT"));
  };
  const begin = ["generate", "a fox", "--model", "segmind/seedream-v5-lite", "--mode", "async", "--out", "jobs"];
  const stopped = await runSeedbed([...begin, ...emulator.flags], { cwd, signal: stop.signal, onStderr });
  expect(stopped.exitCode).toBe(1);
  const file = /Resume it with: seedbed generate --job (\S+)/.exec(stopped.stderr)?.[1] ?? "";
  const resume = ["generate", "--job", file, "--out", "jobs", "--json", ...emulator.flags];
  const refused = await runSeedbed([...resume, "--mode", "async"], { cwd });
  expect(refused.stderr).toContain("A job carries its own settings: leave --mode out.");
  const resumed = await runSeedbed(resume, { cwd });
  expect(resumed).toMatchObject({ exitCode: 0 });
  expect(resumed.json()).toMatchObject({ model: "segmind/seedream-v5-lite", cost: { max: 0.035, basis: "reported" } });
  expect(emulator.paid()).toBe(1);
});

describe("a mode that a provider lacks", () => {
  describeBadCalls({}, [
    [
      "async of one that is sync alone",
      ["generate", "a fox", "--model", "novita/seedream-5.0-lite", "--mode", "async"],
      'novita has no mode "async": it makes Seedream images in mode sync alone.',
    ],
    [
      "sync of one that has jobs alone",
      ["generate", "a fox", "--model", "3daistudio/seedream-v5-lite", "--mode", "sync"],
      '3daistudio has no mode "sync": it makes Seedream images in mode async alone.',
    ],
    [
      "a mode that there is not",
      ["generate", "a fox", "--model", "segmind/seedream-v3", "--mode", "later"],
      '--mode is sync or async; it is "later".',
    ],
  ]);
});
