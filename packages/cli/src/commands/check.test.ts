import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunRecord } from "@seedbed/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rm(cwd, { recursive: true }));

test("prints a run record that fits its schema, and writes the report", async () => {
  const ran = await runSeedbed(["check", "--provider", "novita", "--report", "report", "--json"], { cwd });
  expect(ran.stdout.trimEnd().split("\n").length).toBeGreaterThan(0);
  const record = ran.json();
  expect(misfits("run", record)).toEqual([]);
  expect(ran.exitCode).toBe(record.exitCode);
  expect(JSON.parse(await readFile(path.join(cwd, "report/run.json"), "utf8"))).toEqual(record);
  await access(path.join(cwd, "report/index.html"));
  expect(ran.stderr).toMatch(/Open the report: .*index\.html\n$/);
});

describe("what was found in an expectation that is wrong", () => {
  beforeAll(async () => {
    const name = "novita/seedream5Lite/drift-field.json";
    const fixture = await readFile(new URL(`../../../../conformance/fixtures/${name}`, import.meta.url), "utf8");
    await mkdir(path.join(cwd, "mine/novita/seedream5Lite"), { recursive: true });
    const broken = JSON.parse(fixture);
    broken.expect.images[0].width = 4711;
    await writeFile(path.join(cwd, "mine", name), JSON.stringify(broken, null, 2));
    await writeFile(path.join(cwd, "mine/novita/seedream5Lite/drift.json"), fixture);
    await cp(new URL("../../../../conformance/fixtures/images", import.meta.url), path.join(cwd, "mine/images"), {
      recursive: true,
    });
  });
  const flags = ["check", "--provider", "novita", "--fixtures", "mine"];

  test("stands beside the line of the file, as GitHub takes it", async () => {
    const ran = await runSeedbed([...flags, "--annotations"], { cwd });
    const file = path.join(cwd, "mine/novita/seedream5Lite/drift-field.json");
    const lines = (await readFile(file, "utf8")).split("\n");
    const [error, notice, ...more] = ran.stdout.split("\n").filter((line) => line.startsWith("::"));
    const [, line] = error?.match(/^::error file=mine\/novita\/seedream5Lite\/drift-field\.json,line=(\d+),/) ?? [];
    expect(lines[Number(line) - 1]).toContain('"width": 4711');
    expect(notice).toMatch(/^::notice file=mine\/novita\/seedream5Lite\/drift\.json,line=\d+,title=drift/);
    expect(more).toEqual([]);
    const silent = await runSeedbed(flags, { cwd });
    expect(silent.stdout).not.toContain("::error");
    const there = await runSeedbed([...flags, "--json"], { cwd, env: { GITHUB_ACTIONS: "true" } });
    expect(there.stderr).toContain("::error file=mine/");
    expect(() => there.json()).not.toThrow();
  });

  test("carries the exchange, and is proposed as an overlay beside the report", async () => {
    const ran = await runSeedbed([...flags, "--report", "found", "--json"], { cwd });
    const checks = ran.json<RunRecord>().checks.filter(({ exchanges }) => exchanges);
    expect(checks.map(({ id }) => id)).toEqual(["novita/seedream5Lite/drift-field", "novita/seedream5Lite/drift"]);
    expect(checks[0]?.exchanges?.[0]).toMatchObject({ request: { method: "POST" }, response: { status: 200 } });
    expect(misfits("run", ran.json())).toEqual([]);
    const overlay = await readFile(path.join(cwd, "found/overlay-novita.yaml"), "utf8");
    expect(overlay).toMatch(/^overlay: 1\.0\.0\n/);
    expect(overlay).toContain('"task_id": {');
    await runSeedbed(["check", "--provider", "novita", "--report", "found"], { cwd });
    await expect(access(path.join(cwd, "found/overlay-novita.yaml"))).rejects.toThrow();
  });
});

test.each([
  ["none", 'There is no fixture or case "none".'],
  ["novita/seedream-5.0-lite/txt", "(did you mean novita/seedream-5.0-lite/text?)"],
])("a case that does not exist is refused: %s", async (id, words) => {
  const ran = await runSeedbed(["check", "--case", id, "--json"], { cwd });
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(words) });
});

describe("what nothing would come of is refused with its place", () => {
  const files = {
    "novta/novta/seedream5Lite/a.json": (fixture: object) => ({ ...fixture, provider: "novta" }),
    "gone/novita/seedream6/a.json": (fixture: object) => ({ ...fixture, operation: "seedream6" }),
    "moved/novita/seedream6/a.json": (fixture: object) => fixture,
    "bare/novita/seedream5Lite/a.json": (fixture: { exchanges: object[] }) => ({
      ...fixture,
      exchanges: fixture.exchanges.map((exchange) => ({ ...exchange, response: { status: 200, image: "a.png" } })),
    }),
    "undated/novita/seedream5Lite/a.json": (fixture: { provenance: object }) => ({
      ...fixture,
      provenance: { ...fixture.provenance, date: "2026-99-99" },
    }),
    "later/novita/seedream5Lite/a.json": (fixture: { provenance: object }) => ({
      ...fixture,
      provenance: { ...fixture.provenance, date: "2099-01-01" },
    }),
    "shout/novita/seedream5Lite/a.JSON": (fixture: object) => ({ ...fixture, title: 7 }),
  };
  beforeAll(async () => {
    const name = "../../../../conformance/fixtures/novita/seedream5Lite/error-401.json";
    const fixture = JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
    for (const [file, change] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(cwd, file)), { recursive: true });
      await writeFile(path.join(cwd, file), JSON.stringify(change(fixture), null, 2));
    }
    const list = (check: string) => `- check: ${check}\n  field: x\n  reason: known\n`;
    await writeFile(path.join(cwd, "provider.yaml"), list("novta/seedream5Lite/drift-field"));
    await writeFile(path.join(cwd, "case.yaml"), `\n${list("segmind/seedream-v3/txet")}`);
  });

  test.each([
    [
      "a fixture of no provider",
      ["--fixtures", "novta"],
      /novta\/novta\/seedream5Lite\/a\.json:\d+: there is no provider "novta" \(did you mean novita\?\)\./,
    ],
    [
      "a fixture of an operation that is gone",
      ["--fixtures", "gone"],
      /gone\/novita\/seedream6\/a\.json:\d+ is of the operation seedream6, which the spec of novita has not\./,
    ],
    [
      "a fixture in another's folder",
      ["--fixtures", "moved"],
      /moved\/novita\/seedream6\/a\.json:\d+ says that it is of novita\/seedream5Lite, and does not lie there\./,
    ],
    [
      "a fixture without its image",
      ["--fixtures", "bare"],
      /a\.json:\d+ names the image "[^"]+", which is not a file in/,
    ],
    [
      "a fixture of no day",
      ["--fixtures", "undated"],
      /a\.json:\d+ does not fit .* \/provenance\/date must match format "date"\.$/m,
    ],
    [
      "a fixture of a day to come",
      ["--fixtures", "later"],
      /a\.json:\d+ is dated 2099-01-01, which is yet to come\.$/m,
    ],
    ["a fixture whose ending is in capitals", ["--fixtures", "shout"], /a\.JSON:\d+ does not fit the schema/],
    ["an expected finding of no provider", ["--expected", "provider.yaml"], /provider\.yaml:1: there is no check/],
    [
      "an expected finding of no case",
      ["--expected", "case.yaml"],
      /case\.yaml:2: there is no check "segmind\/seedream-v3\/txet" \(did you mean segmind\/seedream-v3\/text\?\)\./,
    ],
  ])("%s", async (_name, flags, words) => {
    const ran = await runSeedbed(["check", ...flags], { cwd });
    expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringMatching(words)]);
  });

  test("fixtures of other providers alone, where one is chosen", async () => {
    await mkdir(path.join(cwd, "own/novita/seedream5Lite"), { recursive: true });
    const name = "../../../../conformance/fixtures/novita/seedream5Lite/error-401.json";
    await cp(new URL(name, import.meta.url), path.join(cwd, "own/novita/seedream5Lite/error-401.json"));
    const ran = await runSeedbed(["check", "--fixtures", "own", "--provider", "segmind"], { cwd });
    expect(ran).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/The folder of fixtures .*own holds none of segmind\./),
    });
  });
});

test("Ctrl-C ends a run with what it has: the rest is skipped, the report written, and no one can tell", async () => {
  const stop = new AbortController();
  const ran = await runSeedbed(["check", "--smoke", "--provider", "3daistudio", "--report", "stopped", "--json"], {
    cwd,
    signal: stop.signal,
    onStderr: (text) => text.startsWith("client:") && stop.abort(new Error("stopped by SIGINT")),
  });
  expect(ran.exitCode).toBe(3);
  expect(ran.stderr).toContain(
    "Stopping: what is in flight ends, and the rest is skipped. Once more ends it at once.\n",
  );
  const { checks, exitCode } = ran.json<RunRecord>();
  expect(exitCode).toBe(3);
  const skipped = checks.filter(({ reason }) => reason === "the run was stopped by SIGINT");
  expect(skipped.length).toBeGreaterThan(20);
  expect(JSON.parse(await readFile(path.join(cwd, "stopped/run.json"), "utf8")).checks).toHaveLength(checks.length);
});

test("a report that cannot be written loses neither the result nor the rest of it, and no one takes it for a pass", async () => {
  await mkdir(path.join(cwd, "blocked/index.html"), { recursive: true });
  const ran = await runSeedbed(["check", "--provider", "novita", "--report", "blocked"], { cwd });
  expect(ran.exitCode).toBe(3);
  expect(ran.stdout).toMatch(/Passed: \d+ ok/);
  expect(ran.stdout).not.toContain("Open the report");
  expect(ran.stderr).toMatch(/\nseedbed: The report .*blocked\/index\.html cannot be written: it is a folder\.\n$/);
  expect(JSON.parse(await readFile(path.join(cwd, "blocked/run.json"), "utf8"))).toMatchObject({ exitCode: 0 });
});
