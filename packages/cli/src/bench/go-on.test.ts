import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { openLedger } from "@seedbed/ledger/sqlite";
import { expect, test } from "vitest";
import { emulatedPlace } from "../testing/emulated-place.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

const place = emulatedPlace();

const v3 = ["--model", "segmind/seedream-v3"];
const bench = (...args: string[]) => runSeedbed(["bench", ...place.emulator.flags, ...args], { cwd: place.cwd });

test("a run whose ledger is gone is not gone on with: what was sent cannot be told", async () => {
  expect((await bench(...v3, "--prompt", "a fox", "--out", "run")).exitCode).toBe(0);
  await rm(path.join(place.cwd, "run/ledger.sqlite"));
  const ran = await bench("--resume", "run");
  expect([ran.exitCode, ran.stderr]).toEqual([
    2,
    expect.stringMatching(
      /^seedbed: The run in \S+run has lost its ledger, ledger\.sqlite: what was sent and paid cannot be told without it\. Put it back from a copy, or begin a new run\. Nothing was sent\.\n$/,
    ),
  ]);
  await writeFile(path.join(place.cwd, "run/ledger.sqlite"), "no database ".repeat(1000));
  const damaged = await bench("--resume", "run");
  expect(damaged.exitCode).toBe(2);
  expect(damaged.stderr).toMatch(/is damaged or no ledger: put it back from a copy, or begin a new run\. Nothing/);
  expect(place.emulator.paid()).toBe(1);
});

test.each([
  ['{"id":"nonsense"}\n', /attempts\.jsonl:1 is damaged: it is not an attempt\. Nothing was sent/],
  ["7\n", /attempts\.jsonl:1 is damaged: it is not an attempt\. Nothing was sent/],
  [
    '{"id":"1/segmind/seedream-v3","model":"segmind/seedream-v3","outcome":"delivered","worst":{"min":0,"max":1e999,"currency":"USD"}}\n',
    /attempts\.jsonl:1 is damaged: its cost is not an amount\. Nothing was sent/,
  ],
  ["{\n", /attempts\.jsonl:1 is damaged: it is not valid JSON\. Nothing was sent/],
])("a line of its attempts that is damaged (%j) is told with its place", async (line, says) => {
  expect((await bench(...v3, "--prompt", "a fox", "--out", "run")).exitCode).toBe(0);
  await writeFile(path.join(place.cwd, "run/attempts.jsonl"), line);
  const ran = await bench("--resume", "run");
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(place.emulator.paid()).toBe(1);
});

test("a folder without a run says what it lacks", async () => {
  const ran = await bench("--resume", ".");
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringContaining("(plan.json: it does not exist)")]);
});

test("a run that another process has under way is refused", async () => {
  expect((await bench(...v3, "--prompt", "a fox", "--out", "run")).exitCode).toBe(0);
  const other = openLedger(path.join(place.cwd, "run/ledger.sqlite"), { run: "bench" });
  const ran = await bench("--resume", "run");
  expect([ran.exitCode, ran.stderr]).toEqual([
    2,
    expect.stringMatching(
      /^seedbed: The run in \S+run is under way in another process: wait for its end, or end it\. Nothing was sent\.\n$/,
    ),
  ]);
  other.close();
  expect((await bench("--resume", "run")).exitCode).toBe(0);
});

test("the commands that are printed to go on, and to see what is unknown, are those that work", async () => {
  place.emulator.addFault({ nth: 1, fault: { kind: "reset", when: "after" } });
  const stop = new AbortController();
  const args = ["bench", ...place.emulator.flags, ...v3, "--prompt", "a fox", "--repetitions", "40", "--out", "my run"];
  const watch = setInterval(() => place.emulator.paid() > 2 && stop.abort(), 1);
  const ran = await runSeedbed(args, { cwd: place.cwd, signal: stop.signal });
  clearInterval(watch);
  expect(ran.stderr).toMatch(/ 1 unknown/);
  expect(ran.stderr).not.toContain("failed");
  const [, list = ""] = /see (seedbed ledger .+)\n/.exec(ran.stderr) ?? [];
  const listed = await runSeedbed(wordsOf(list), { cwd: place.cwd });
  expect([listed.exitCode, listed.stdout]).toEqual([0, expect.stringContaining("unknown  segmind/seedream-v3")]);
  const [, goOn = ""] = /Go on with: (seedbed bench .+)\n/.exec(ran.stderr) ?? [];
  const gone = await runSeedbed(wordsOf(goOn), { cwd: place.cwd });
  expect(gone.stderr).toMatch(/40 of 40, 0 in flight, 1 unknown/);
  expect(place.emulator.paid()).toBe(40);
});

/** The words of a printed command, without its first. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain).slice(1);
}

test("a stop by the budget is not said to be one to go on from", async () => {
  const short = ["--count", "2", "--model", "segmind/seedream-v5-lite", "--max-spend", "usd=0.8"];
  place.emulator.addFault({ times: "always", fault: { kind: "reset", when: "after" } });
  const over = await bench(...short, "--prompt", "a fox", "--repetitions", "20", "--out", "over");
  expect(over.exitCode).toBe(1);
  expect(over.stderr).not.toContain("Go on with");
});

test.each([
  ["an earlier run of other prompts", ["--prompt", "an owl"], /their plans differ in the text of the prompt/],
])("%s is refused before anything is sent", async (_name, other, says) => {
  expect((await bench(...v3, ...other, "--out", "before")).exitCode).toBe(0);
  const ran = await bench(...v3, "--prompt", "a fox", "--against", "before", "--out", "after");
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(place.emulator.paid()).toBe(1);
  const dry = await bench(...v3, "--prompt", "a fox", "--against", "before", "--dry-run");
  expect([dry.exitCode, dry.stderr]).toEqual([2, expect.stringMatching(says)]);
  const mended = await bench(...v3, ...other, "--against", "before", "--out", "after");
  expect([mended.exitCode, place.emulator.paid()]).toEqual([0, 2]); // no run had been begun in the folder
});

test("--against last takes the last run of the same plan, and none where there is none", async () => {
  const named = [...v3, "--name", "gate"];
  expect((await bench(...named, "--prompt", "an owl")).exitCode).toBe(0);
  const first = await bench(...named, "--prompt", "a fox", "--against", "last");
  expect([first.exitCode, first.stderr]).toEqual([0, expect.stringContaining("no earlier run of this plan")]);
  const second = await bench(...named, "--prompt", "a fox", "--against", "last", "--json");
  expect(second.json()).toMatchObject({ comparison: { name: "gate" } });
});

test.each([
  ["of a newer version", '{"version":99}', /^seedbed: --against before was written by a newer seedbed \(version 99\)/],
  [
    "with a cost that is none",
    '{"version":1,"attempts":[{"confirmed":{"min":-1,"max":-1,"currency":"USD"}}]}',
    /^seedbed: --against before is damaged: a cost in its bench\.json is not an amount/,
  ],
  ["that is not valid JSON", "{", /^seedbed: --against before holds no finished run \(bench\.json is not valid JSON\)/],
])("an earlier run %s is refused before anything is sent", async (_name, text, says) => {
  await mkdir(path.join(place.cwd, "before"));
  await writeFile(path.join(place.cwd, "before/bench.json"), text);
  const ran = await bench(...v3, "--prompt", "a fox", "--against", "before", "--out", "after");
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(place.emulator.paid()).toBe(0);
});

test("a dry run counts in words that fit, and says what is not in its estimate", async () => {
  const { stdout } = await bench(...v3, "--prompt", "a fox", "--dry-run");
  expect(stdout).toMatch(/^Plan bench: 1 prompt x 1 repetition x 1 model\n/);
  expect(stdout).toMatch(/ 1 paid request\n/);
  expect(stdout).not.toContain("extraBody");
  await writeFile(
    path.join(place.cwd, "plan.yaml"),
    "models: [segmind/seedream-v3]\nprompts: [a fox, an owl]\nsettings: { extraBody: { num_images: 6 } }\n",
  );
  const more = await bench("--plan", "plan.yaml", "--dry-run");
  expect(more.stdout).toMatch(/ 2 paid requests\n/);
  expect(more.stdout).toContain("what extraBody adds to a call; the worst case of each is reserved before it is sent");
});

test("a dry run reads what the run will be held to", async () => {
  const dry = await bench(...v3, "--prompt", "a fox", "--dry-run", "--fail-if", "p95");
  expect([dry.exitCode, dry.stderr]).toEqual([2, expect.stringContaining("p95")]);
  expect((await bench(...v3, "--prompt", "a fox", "--dry-run", "--fail-if", "p95 > 60s")).exitCode).toBe(0);
});

test("a folder that cannot be made is told at once", async () => {
  const ran = await bench(...v3, "--prompt", "a fox", "--out", "/proc/seedbed-none/run");
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringContaining("cannot be written")]);
});

test("a run can be copied and looked at: its ledger goes with it", async () => {
  expect((await bench(...v3, "--prompt", "a fox", "--out", "run")).exitCode).toBe(0);
  await cp(path.join(place.cwd, "run"), path.join(place.cwd, "copy"), { recursive: true });
  expect((await bench("--resume", "copy")).exitCode).toBe(0);
  expect(JSON.parse(await readFile(path.join(place.cwd, "copy/bench.json"), "utf8")).attempts).toHaveLength(1);
});
