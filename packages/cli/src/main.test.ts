import { expect, test } from "vitest";
import { runSeedbed } from "./testing/run-seedbed.ts";

const commands = ["providers", "generate", "compare", "estimate", "check", "record", "ledger", "emulate"];

test.each(commands)("the help of %s fits 80 columns and ends with an example", async (command) => {
  const { exitCode, stdout, stderr } = await runSeedbed([command, "--help"], { cwd: "." });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(new RegExp(`Examples?:\\n  \\$ seedbed ${command}`));
});

test("the help names every command, every key variable and the exit codes", async () => {
  const { stdout } = await runSeedbed(["--help"], { cwd: "." });
  for (const text of [...commands, "SEGMIND_API_KEY", "THREEDAISTUDIO_API_KEY", "NOVITA_API_KEY", "Exit codes: 0 done"])
    expect(stdout).toContain(text);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("without a command it prints the help and ends with 2", async () => {
  expect(await runSeedbed([], { cwd: "." })).toMatchObject({
    exitCode: 2,
    stdout: expect.stringContaining("Usage: seedbed"),
  });
});

test("prints its version", async () => {
  expect(await runSeedbed(["--version"], { cwd: "." })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});
