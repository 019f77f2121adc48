import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ContactReport } from "@seedbed/conformance";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";

let cwd: string;
let whole: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
const out = "contact";
const date = new Date().toISOString().slice(0, 10);
const name = `first-contact-novita-${date}.json`;
const file = () => path.join(cwd, out, name);
const read = async (): Promise<ContactReport> => JSON.parse(await readFile(file(), "utf8"));
const priced = ["--price", "novita/seedream-5.0-lite=0.05"];

function contact(...args: string[]) {
  const all = ["record", "--first-contact", "--provider", "novita", "--out", out, "--yes", ...priced, ...args];
  return runSeedbed(all, { cwd });
}

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-again-"));
  emulator = await startTestEmulator({ rateLimits: false });
  expect(await contact(...emulator.flags)).toMatchObject({ exitCode: 0 });
  whole = await readFile(file(), "utf8");
});
beforeEach(async () => {
  await rm(path.join(cwd, out), { recursive: true, force: true });
  await mkdir(path.join(cwd, out));
  await writeFile(file(), whole);
});
afterAll(async () => {
  await emulator.close();
  await rm(cwd, { recursive: true });
});

/** The report as a run that was ended left it: some answers, and some questions that were never asked. */
async function cut(answered: number, notAsked = 0): Promise<ContactReport> {
  const report: ContactReport = JSON.parse(whole);
  const answers = report.answers.slice(0, answered + notAsked).map((answer, index) => {
    if (index < answered) return answer;
    return { id: answer.id, question: answer.question, notAsked: "it was stopped" };
  });
  const left = { ...report, answers, spent: { USD: { confirmed: 1, worstCase: 2 } } };
  await writeFile(file(), JSON.stringify(left));
  return left;
}

test("a report that is there is not written over: the refusal names it, and how to go on", async () => {
  const ran = await contact("--emulate", "--max-spend", "usd=0");
  expect(ran).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ran.stderr).toBe(
    `seedbed: --out holds ${out}/${name} already: add --resume to ask only what it lacks, --replace to ask everything again, or name another folder.\n`,
  );
  expect(await readFile(file(), "utf8")).toBe(whole);
});

test("--resume keeps the answers that are there, asks only what is missing, and adds what it cost", async () => {
  const left = await cut(5, 1);
  const ran = await contact(...emulator.flags, "--resume");
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toMatch(/^Novita: 2 questions, at worst \$0\.1\n/);
  const report = await read();
  expect(report.answers.slice(0, 5)).toEqual(left.answers.slice(0, 5));
  expect(report.answers.map(({ id }) => id)).toEqual(JSON.parse(whole).answers.map(({ id }: { id: string }) => id));
  expect(report.answers.every((answer) => "answer" in answer)).toBe(true);
  expect(report.spent).toEqual({ USD: { confirmed: 1.1, worstCase: 2.1 } });
  expect(Object.keys(report.images)).toEqual(Object.keys(JSON.parse(whole).images));
});

test("--resume goes on with the newest report, also on a later day", async () => {
  await cut(5);
  const earlier = path.join(cwd, out, "first-contact-novita-2026-01-02.json");
  await rename(file(), earlier);
  expect(await contact(...emulator.flags, "--resume", "--json")).toMatchObject({ exitCode: 0 });
  expect(await readdir(path.join(cwd, out))).toEqual(["first-contact-novita-2026-01-02.json"]);
});

test("--resume of a report that lacks nothing asks nothing", async () => {
  const asked = emulator.requests.length;
  const ran = await contact(...emulator.flags, "--resume");
  expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("Novita: 0 questions, at worst nothing") });
  expect(emulator.requests.slice(asked).filter(({ method }) => method !== "HEAD")).toEqual([]);
  expect(await readFile(file(), "utf8")).toBe(whole);
});

test("--replace asks everything again, and an answer that is not given again stays", async () => {
  const ran = await contact(...emulator.flags, "--replace", "--max-spend", "usd=0");
  expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("Novita: 7 questions") });
  const [before, after] = [JSON.parse(whole) as ContactReport, await read()];
  expect(after.answers.map(({ id }) => id)).toEqual(before.answers.map(({ id }) => id));
  expect(after.answers.at(-1)).toEqual(before.answers.at(-1));
  expect(after.spent).toEqual(before.spent);
});

test.each<[string, string[], RegExp]>([
  ["both flags", ["--emulate", "--resume", "--replace"], /--resume does not go with --replace/],
  [
    "a report that another answered",
    ["--base-url", "novita=http://127.0.0.1:9", "--resume"],
    /holds contact\/first-contact-novita-.*, which the emulator answered, not another host: name another folder/,
  ],
])("%s is refused in one sentence, and nothing changes", async (_name, args, says) => {
  const ran = await contact(...args);
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toMatch(says);
  expect(await readFile(file(), "utf8")).toBe(whole);
});

test("--resume where there is no report says so", async () => {
  await rm(file());
  const ran = await contact("--emulate", "--resume");
  expect(ran).toMatchObject({ exitCode: 2, stderr: "seedbed: --resume finds no report of novita in contact.\n" });
});

test("a report that is damaged is refused with its line, and stays", async () => {
  await writeFile(file(), whole.replace('"version": 1', '"version": 2'));
  const ran = await contact("--emulate", "--resume");
  expect(ran).toMatchObject({ exitCode: 2 });
  expect(ran.stderr).toMatch(
    /first-contact-novita-.*\.json:2 does not fit the schema of a report of a first contact: /,
  );
});

test("what was answered before a stop is gone on with", async () => {
  await rm(file());
  const stop = new AbortController();
  const args = [
    "record",
    "--first-contact",
    "--provider",
    "novita",
    "--out",
    out,
    "--yes",
    ...priced,
    ...emulator.flags,
  ];
  const onStderr = (text: string) => {
    if (text.includes("novita missing-key:")) stop.abort(new Error("stopped by SIGINT"));
  };
  const stopped = await runSeedbed(args, { cwd, signal: stop.signal, onStderr });
  expect(stopped.exitCode).toBe(1);
  expect(stopped.stderr).toContain(
    "seedbed: Novita was asked no more: it was stopped; add --resume to ask what is left.\n",
  );
  expect((await read()).answers.map((answer) => "answer" in answer)).toEqual([true, true, ...Array(5).fill(false)]);
  expect(await contact(...emulator.flags, "--resume")).toMatchObject({ exitCode: 0 });
  expect((await read()).answers.every((answer) => "answer" in answer)).toBe(true);
});
