import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type CoverageFloor, isBehind, loadCoverageFloor } from "@seedbed/conformance";
import type { RunRecord } from "@seedbed/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";

const file = fileURLToPath(new URL("../../../../conformance/coverage-floor.json", import.meta.url));
const replay = { covered: {}, missing: [] };
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rm(cwd, { recursive: true }));

test("the floor of the checkout is what its fixtures, cases and emulator exercise: `pnpm --filter @seedbed/conformance coverage:raise` writes it", async () => {
  const ran = await runSeedbed(["check", "--smoke", "--json"], { cwd });
  const { coverage, checks } = ran.json<RunRecord>();
  const { providers } = await loadCoverageFloor(file);
  for (const record of coverage) {
    const { provider, layer } = record;
    if (layer === "live") continue;
    const behind = isBehind(record, providers[provider]?.[layer]);
    expect({ provider, layer, behind }).toEqual({ provider, layer, behind: false });
  }
  const held = checks.filter(({ layer }) => layer === "coverage");
  expect(held.map(({ id }) => id)).toHaveLength(Object.keys(providers).length * 2);
  expect(held.flatMap(({ findings }) => findings)).toEqual([]);
});

test("what falls below a floor is a violation that says what is not exercised any more", async () => {
  const floor: CoverageFloor["providers"] = JSON.parse(await readFile(file, "utf8"));
  const replay = floor.novita?.replay;
  if (!replay) throw new Error("novita has no floor");
  const covered = { ...replay.covered, property: 33 };
  const higher = {
    novita: { replay: { covered, missing: replay.missing.filter((name) => !name.startsWith("property")) } },
  };
  await writeFile(path.join(cwd, "floor.json"), JSON.stringify(higher));
  const ran = await runSeedbed(["check", "--provider", "novita", "--coverage-floor", "floor.json", "--json"], { cwd });
  expect(ran.exitCode).toBe(1);
  const violations = ran.json<RunRecord>().checks.filter(({ verdict }) => verdict === "violation");
  expect(violations).toMatchObject([
    {
      id: "novita/coverage/replay",
      file: "floor.json",
      findings: [
        { field: "replay.property", message: expect.stringMatching(/what went missing: seedream5Lite 504 reason$/) },
      ],
    },
  ]);
});

test.each<[string, object, string[], RegExp]>([
  ["names no provider", {}, [], /none\.json:1 has no floor for novita, which is checked\.$/],
  ["names another alone", { segmind: { replay } }, [], /none\.json:1 has no floor for novita, which is checked\.$/],
  [
    "names a provider that there is not",
    { novita: { replay }, novta: { replay } },
    [],
    /none\.json:5: there is no provider "novta" \(did you mean novita\?\)\.$/,
  ],
  ["names a provider without a layer", { novita: {} }, [], /none\.json:3 does not fit the schema of a coverage floor/],
  [
    "names a layer alone that does not run",
    { novita: { emulator: replay } },
    [],
    /none\.json:3 has a floor for novita on emulator alone, which does not run\.$/,
  ],
  [
    "is of whole runs, where one check alone is asked for",
    { novita: { replay } },
    ["--case", "novita/seedream5Lite/sample"],
    /--coverage-floor applies to full runs only; remove --case\./,
  ],
])("a floor that holds nothing is refused: it %s", async (_name, floor, flags, words) => {
  const text = JSON.stringify(floor).replaceAll(/(?<=[{,])("(?:novita|novta|segmind)")/g, "\n$1\n");
  await writeFile(path.join(cwd, "none.json"), text);
  const args = ["check", "--provider", "novita", "--coverage-floor", "none.json", ...flags];
  const ran = await runSeedbed(args, { cwd });
  expect([ran.exitCode, ran.stderr.trim()]).toEqual([2, expect.stringMatching(words)]);
});
