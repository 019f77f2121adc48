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
    await cp(new URL("../../../../conformance/fixtures/pictures", import.meta.url), path.join(cwd, "mine/pictures"), {
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

test("a case that does not exist is refused", async () => {
  const ran = await runSeedbed(["check", "--case", "none", "--json"], { cwd });
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('There is no fixture or case "none".') });
});
