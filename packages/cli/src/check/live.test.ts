import { describe, expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";

const live = ["check", "--live", "--max-spend", "usd=0.1", "--provider", "novita", "--json"];

describe("a live check without a key", () => {
  test("skips what it cannot do, and says why", async () => {
    const { exitCode, stdout } = await runSeedbed(live, { cwd: process.cwd() });
    const record = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(record).toMatchObject({ emulated: false, generations: [] });
    const smoke = record.checks.filter(({ layer }: { layer: string }) => layer === "smoke" || layer === "server");
    expect(smoke.length).toBeGreaterThan(4);
    for (const check of smoke) expect(check).toMatchObject({ verdict: "skipped", reason: "NOVITA_API_KEY is not set" });
  });

  test("is inconclusive where a case was asked for by name, and skipped", async () => {
    const named = [...live, "--case", "novita/seedream-5.0-lite/text"];
    expect((await runSeedbed(named, { cwd: process.cwd() })).exitCode).toBe(3);
  });

  test("is inconclusive with --require-live", async () => {
    expect((await runSeedbed([...live, "--require-live"], { cwd: process.cwd() })).exitCode).toBe(3);
  });
});

test("--require-live without --live is refused", async () => {
  const { exitCode, stderr } = await runSeedbed(["check", "--require-live"], { cwd: process.cwd() });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/--require-live needs --live/);
});
