import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../../../packages/cli/src/main.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const text = readFileSync(path.join(root, ".github/actions/check/action.yml"), "utf8");

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const action: { inputs: Record<string, { default: string }>; runs: { using: string; steps: Step[] } } = parse(text);
const steps = Object.fromEntries(action.runs.steps.map((step) => [step.name ?? "", step]));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-action-"));
  await writeFile(path.join(folder, "npx"), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  await chmod(path.join(folder, "npx"), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a step as GitHub does, with these inputs; `npx` prints what it is given. */
async function run(name: string, inputs: Record<string, string>, env: Record<string, string> = {}): Promise<string[]> {
  const { run, env: names = {} } = steps[name] ?? {};
  const given = Object.entries(names).map(([variable, expression]) => {
    const [, input = ""] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression) ?? [];
    return [variable, inputs[input] ?? action.inputs[input]?.default ?? `no input: ${expression}`];
  });
  const { stdout } = await promisify(execFile)("bash", ["-eo", "pipefail", "-c", run ?? "false"], {
    cwd: folder,
    env: { PATH: [folder, process.env.PATH].join(path.delimiter), ...env, ...Object.fromEntries(given) },
  });
  return stdout.split("\n").slice(0, -1);
}

describe("the GitHub action", () => {
  test("asks npx for the command, with what it is told and no more", async () => {
    expect(await run("Check", {})).toEqual([
      ..."--yes @seedbed/cli@latest check --report seedbed-report --annotations".split(" "),
    ]);
    const all = {
      provider: "novita\nsegmind\n",
      fixtures: "my fixtures",
      har: "a.har\nb c.har",
      live: "true",
      "require-live": "true",
      "max-spend": "usd=1.00\ncredits=80",
      report: "out",
      version: "0.1.0",
    };
    expect(Object.keys(action.inputs).sort()).toEqual(Object.keys(all).sort());
    expect(await run("Check", all)).toEqual([
      ..."--yes @seedbed/cli@0.1.0 check --report out --annotations --provider novita --provider segmind".split(" "),
      ...["--har", "a.har", "--har", "b c.har", "--max-spend", "usd=1.00", "--max-spend", "credits=80"],
      ...["--fixtures", "my fixtures", "--live", "--require-live"],
    ]);
  });

  test.each([
    ["true", true],
    ["True", true],
    ["TRUE", true],
    [" true \n", true],
    ["false", false],
    ["False", false],
    ["", false],
    [" ", false],
  ])("reads %j as it is meant", async (live, isLive) => {
    expect((await run("Check", { live })).includes("--live")).toBe(isLive);
    expect((await run("Check", { "require-live": live })).includes("--require-live")).toBe(isLive);
  });

  test.each(["yes", "1", "on", "true true", "$(touch owned)", "-e", "*"])("refuses to guess at %j", async (live) => {
    const words = (input: string) =>
      `::error::The input ${input} of Seedbed check is true or false; it is "${live}".\n`;
    for (const input of ["live", "require-live"])
      await expect(run("Check", { [input]: live })).rejects.toMatchObject({ code: 2, stdout: words(input) });
    await expect(readFile(path.join(folder, "owned"))).rejects.toThrow();
  });

  test("lets no input write a command of the workflow", async () => {
    const live = "x\n::set-output name=a::b %0A";
    await expect(run("Check", { live })).rejects.toMatchObject({
      stdout: '::error::The input live of Seedbed check is true or false; it is "x%0A::set-output name=a::b %250A".\n',
    });
  });

  test("passes only flags that the command has", async () => {
    let help = "";
    const stdout = (words: string) => {
      help += words;
    };
    const terminal = { stdout, stderr: () => {}, env: {}, cwd: folder, isTty: false, colour: false, columns: 100 };
    await main(["check", "--help"], { ...terminal, signal: new AbortController().signal });
    const known = help.match(/(?<=^ {2,})--[a-z-]+/gm);
    const passed = new Set(steps.Check?.run?.match(/(?<=[( ])--[a-z-]+/g));
    passed.delete("--yes"); // for npx
    expect(passed.size).toBe(8);
    for (const flag of passed) expect(known).toContain(flag);
  });

  test("lets no input become a part of a script", async () => {
    for (const { run, shell } of action.runs.steps.filter(({ run }) => run !== undefined)) {
      expect(run).not.toContain("${{");
      expect(shell).toBe("bash");
    }
    const hostile = '$(touch owned) `touch owned` "; touch owned; "';
    expect(await run("Check", { fixtures: hostile })).toContain(hostile);
    await expect(readFile(path.join(folder, "owned"))).rejects.toThrow();
  });

  test("puts the report into the summary of the job, where there is one", async () => {
    const env = { GITHUB_STEP_SUMMARY: path.join(folder, "step.md") };
    await run("Summary", { report: "none" }, env);
    await mkdir(path.join(folder, "out"));
    await writeFile(path.join(folder, "out/summary.md"), "**it holds**\n");
    await run("Summary", { report: "out" }, env);
    expect(await readFile(path.join(folder, "step.md"), "utf8")).toBe("**it holds**\n");
  });
});
