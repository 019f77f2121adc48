import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("a case that does not exist is refused", async () => {
  const ran = await runSeedbed(["check", "--case", "none", "--json"], { cwd });
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('There is no fixture or case "none".') });
});
