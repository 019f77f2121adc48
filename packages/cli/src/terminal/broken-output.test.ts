import { existsSync, readdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { emulatedPlace } from "../testing/emulated-place.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { endStarted, type Output, type Started, startSeedbed, until } from "../testing/start-seedbed.ts";

const place = emulatedPlace();
afterEach(endStarted);
const noFull = !existsSync("/dev/full");

const job = ["generate", "a fox", "--model", "3daistudio/seedream-v5-lite", "--out", "out"];
const lite = ["--model", "novita/seedream-5.0-lite"];
const start = (args: readonly string[], outputs: { stdout?: Output; stderr?: Output } = {}) =>
  startSeedbed([...args, ...place.emulator.flags], { cwd: place.cwd, ...outputs });
const filesIn = async (folder: string) =>
  (await readdir(path.join(place.cwd, folder), { recursive: true }).catch(() => [])).sort();

/** Waits until something was paid for, then takes the reader of its output away. */
async function loseReader(started: Started, ...streams: ("stdout" | "stderr")[]) {
  await until(() => place.emulator.paid() > 0, started);
  for (const stream of streams) started.child[stream]?.destroy();
}

test.skipIf(noFull).each<Output>(["full", "closed"])(
  "a job is paid for, followed and saved with stderr %s",
  async (stderr) => {
    expect(await start(job, { stderr }).ended).toEqual({ code: 0, signal: null });
    expect((await filesIn("out")).map((name) => path.extname(name))).toEqual([".gif", ".json"]);
    expect(place.emulator.paid()).toBe(1);
  },
);

test("a job is followed and saved when the reader of stderr goes away after it was paid for", async () => {
  const started = start(job);
  await loseReader(started, "stderr");
  expect(await started.ended).toEqual({ code: 0, signal: null });
  expect((await filesIn("out")).map((name) => path.extname(name))).toEqual([".gif", ".json"]);
});

test("Ctrl-C with `2>&1 | tee`: the job is on disk and goes on, though neither output has a reader any more", async () => {
  place.emulator.inject({ provider: "3daistudio", fault: { kind: "neverEnding" } });
  const started = start([...job, "--json"]);
  await loseReader(started, "stdout", "stderr");
  started.child.kill("SIGINT");
  expect(await started.ended).toEqual({ code: 1, signal: null });
  expect(await filesIn("out")).toEqual([expect.stringMatching(/\.job\.json$/)]);
});

test.skipIf(noFull).each<[command: string, args: string[], kept: RegExp]>([
  ["compare", ["compare", "a fox", ...lite], /novita.*\.gif$/],
  ["bench", ["bench", "--prompt", "a fox", ...lite, "--price", "novita/seedream-5.0-lite=0.035"], /^bench\.json$/],
  ["check", ["check", "--case", "novita/seedream-5.0-lite/text", "--provider", "novita"], /^run\.json$/],
  ["record", ["record", "--provider", "novita", "--case", "text"], /recorded-.*\.json$/],
  ["first contact", ["record", "--first-contact", "--yes", "--provider", "novita"], /^first-contact-novita/],
])("%s keeps what was paid for with stderr on a full disk", async (_command, args, kept) => {
  const { baseUrls } = place.emulator;
  const out = [args[0] === "check" ? "--report" : "--out", "out"];
  const to = ["--base-url", `novita=${baseUrls.novita}`, "--time-scale", "100"];
  const { code, signal } = await startSeedbed([...args, ...out, ...to], { cwd: place.cwd, stderr: "full" }).ended;
  expect([code, signal]).toEqual([0, null]);
  expect(place.emulator.paid()).toBeGreaterThan(0);
  expect((await filesIn("out")).filter((name) => kept.test(name))).not.toEqual([]);
});

test.skipIf(noFull)("a JSON document that cannot be written is an exit code, after all is saved", async () => {
  const started = start([...job, "--json"], { stdout: "full" });
  expect(await started.ended).toEqual({ code: 1, signal: null });
  expect((await filesIn("out")).map((name) => path.extname(name))).toEqual([".gif", ".json"]);
  expect(started.output.stderr).toContain("What was found cannot be written to the output: the disk is full.\n");

  const checked = startSeedbed(["check", "--provider", "novita", "--report", "report", "--json"], {
    cwd: place.cwd,
    stdout: "full",
  });
  expect((await checked.ended).code).not.toBe(0);
  expect(await filesIn("report")).toContain("run.json");
});

test("a JSON document whose reader is gone is an exit code, after all is saved", async () => {
  const started = start(["compare", "a fox", ...lite, "--out", "out", "--json"]);
  await loseReader(started, "stdout");
  expect(await started.ended).toEqual({ code: 1, signal: null });
  expect((await filesIn("out")).map((name) => path.extname(name))).toEqual([".gif", ".json"]);
});

test("a terminal that throws loses no image, and a result that it did not take is an exit code", async () => {
  const { cwd, emulator } = place;
  const onStderr = () => {
    throw new Error("write EIO");
  };
  const ran = await runSeedbed([...job, ...emulator.flags], { cwd, onStderr });
  expect(ran.exitCode).toBe(0);
  expect((await filesIn("out")).map((name) => path.extname(name))).toEqual([".gif", ".json"]);
  const unread = await runSeedbed([...job, ...emulator.flags, "--json"], { cwd, onStdout: onStderr });
  expect(unread.exitCode).toBe(1);
  expect((await filesIn("out")).filter((name) => name.endsWith(".gif"))).toHaveLength(2);
});

test("of an image nothing is said before it and its JSON are on disk, of a job nothing before its file", async () => {
  const { cwd, emulator } = place;
  const said: [about: string, kinds: string[]][] = [];
  const onStderr = (text: string) => {
    const about = /: taken;|job kept/.exec(text)?.[0];
    if (about === undefined) return;
    const kinds = readdirSync(path.join(cwd, "out")).map((name) => name.replace(/^.*?\./, ""));
    said.push([about, kinds.sort()]);
  };
  const family = ["generate", "a fox", "--family", "seedream-5.0-lite", "--out", "out", ...emulator.flags];
  await runSeedbed(family, { cwd, onStderr });
  expect(said).toEqual([
    ["job kept", ["job.json"]],
    [": taken;", ["gif", "json"]],
  ]);
});
