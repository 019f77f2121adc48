import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator({ rateLimits: false });
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterEach(() => rm(path.join(cwd, "out"), { recursive: true, force: true }));
afterAll(async () => {
  await emulator.close();
  await rm(cwd, { recursive: true });
});

const model = "3daistudio/seedream-v5-lite";
const begin = ["generate", "a fox", "--model", model, "--out", "out", "--json"];
const resume = (file: string) => ["generate", "--job", file, "--out", "out", "--json", ...emulator.flags];

/** Begins a job, and stops once it is kept on disk. */
async function beginAndStop() {
  const stop = new AbortController();
  const onStderr = (text: string) => {
    if (text.startsWith("job kept in ")) stop.abort(new Error("stopped by SIGINT"));
  };
  return runSeedbed([...begin, ...emulator.flags], { cwd, signal: stop.signal, onStderr });
}

test("a job that is stopped is resumed from its file, whose end is the saved image", async () => {
  const stopped = await beginAndStop();
  expect(stopped.exitCode).toBe(1);
  expect(misfits("error", stopped.json())).toEqual([]);
  expect(stopped.json()).toMatchObject({ error: { name: "AbortError", billed: "yes", job: { model, version: 1 } } });
  const file =
    /Resume it with: seedbed generate --job (\S+)( --base-url 3daistudio=\S+)( --time-scale 100) --out out$/m.exec(
      stopped.stderr,
    )?.[1] ?? "";
  expect(JSON.parse(await readFile(path.join(cwd, file), "utf8"))).not.toHaveProperty("key");

  const resumed = await runSeedbed(resume(file), { cwd });
  expect(resumed).toMatchObject({ exitCode: 0 });
  expect(misfits("generate", resumed.json())).toEqual([]);
  expect(resumed.json()).toMatchObject({ model, emulated: true, cost: { max: 10, currency: "credits" } });
  expect((await readdir(path.join(cwd, "out"))).map((name) => path.extname(name)).sort()).toEqual([".json", ".png"]);
  expect(emulator.paid()).toBe(1);
});

test("a job is resumed from the error that --json printed, and paid for once", async () => {
  const before = emulator.paid();
  await writeFile(path.join(cwd, "error.json"), (await beginAndStop()).stdout);
  const resumed = await runSeedbed(resume("error.json"), { cwd });
  expect(resumed).toMatchObject({ exitCode: 0 });
  expect(emulator.paid()).toBe(before + 1);
  const beside = (await readdir(path.join(cwd, "out"))).find((name) => name.endsWith("-1.json")) ?? "";
  expect(JSON.parse(await readFile(path.join(cwd, "out", beside), "utf8")).asked).toMatchObject({ prompt: "a fox" });
});

test("a job that is not known there is said to be, and its file stays", async () => {
  const strange = await startTestEmulator({ rateLimits: false });
  const { stdout } = await beginAndStop();
  await writeFile(path.join(cwd, "error.json"), stdout);
  const kept = await readdir(path.join(cwd, "out"));
  const ran = await runSeedbed([...resume("error.json").slice(0, 6), ...strange.flags], { cwd });
  await strange.close();
  expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("The job is not known there") });
  expect(ran.stderr).not.toContain("The job goes on");
  expect(await readdir(path.join(cwd, "out"))).toEqual(kept);
});

test("progress is one readable line at each poll", async () => {
  const { stderr } = await runSeedbed([...begin, ...emulator.flags], { cwd });
  const [kept, ...polls] = stderr.trimEnd().split("\n");
  expect(kept).toMatch(/^job kept in out\/3daistudio-[\w-]+\.job\.json$/);
  expect(polls.pop()).toMatch(/^Made by the emulator /);
  const line = /^3daistudio\/seedream-v5-lite: [A-Z_]+ \d+ % after \d+ s(, asked again in (1\d|2[01])\.\d s)?$/;
  for (const poll of polls) expect(poll).toMatch(line);
  expect(polls.at(-1)).toMatch(/FINISHED 100 % after \d+ s$/);
});

test("a job that failed leaves no file, and no word of resuming it", async () => {
  const takeBack = emulator.inject({
    provider: "3daistudio",
    operationId: "seedreamV5LiteGenerate",
    fault: { kind: "failed" },
  });
  const ran = await runSeedbed([...begin, ...emulator.flags], { cwd });
  takeBack();
  expect(ran.json()).toMatchObject({ error: { name: "GenerationFailedError" } });
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).not.toContain("Resume");
  expect(await readdir(path.join(cwd, "out"))).toEqual([]);
});

test("a job of the built-in emulator is said to have ended with it", async () => {
  const ran = await runSeedbed(
    [...begin, "--emulate", "--time-scale", "1000", "--timeout", "1000", "--poll-interval", "1001"],
    { cwd },
  );
  expect(ran.json()).toMatchObject({ error: { name: "TimeoutError" } });
  expect(ran.stderr).toContain("The job ended with the built-in emulator");
  expect(await readdir(path.join(cwd, "out"))).toEqual([]);
});
