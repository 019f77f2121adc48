import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const config = fileURLToPath(new URL("../.dependency-cruiser.mjs", import.meta.url));
const command = fileURLToPath(
  new URL("../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", import.meta.url),
);

interface Summary {
  readonly totalCruised: number;
  readonly violations: readonly {
    readonly from: string;
    readonly to: string;
    readonly rule: { readonly name: string };
  }[];
}

async function cruise(cwd: string, folders: readonly string[]): Promise<Summary> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, "--config", config, "--output-type", "json", ...folders],
    { cwd, maxBuffer: 2 ** 28 },
  ).catch(
    (error: { stdout: string }) => error, // it exits with the number of violations
  );
  return JSON.parse(stdout).summary;
}

test("no package imports what stands beside or above it", async () => {
  const { totalCruised, violations } = await cruise(root, ["packages", "conformance"]);
  expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  expect(totalCruised).toBeGreaterThan(150); // a checker that reads no module finds nothing either
});

/** An import, and the rule that it breaks. */
const faults: readonly [from: string, to: string, rule: string][] = [
  ["packages/core/src/a.ts", "packages/segmind/src/b.ts", "packages/core imports only what is below it"],
  ["packages/segmind/src/a.ts", "packages/novita/src/b.ts", "packages/segmind imports only what is below it"],
  ["packages/compare/src/c.ts", "packages/report/src/b.ts", "packages/compare imports only what is below it"],
  [
    "packages/compare/src/a.ts",
    "packages/novita/src/gen/b.gen.ts",
    "generated code is imported only inside its own package",
  ],
  [
    "packages/novita/emulation/a.ts",
    "packages/novita/src/b.ts",
    "the emulator and the emulations share only types with the clients",
  ],
  [
    "packages/emulator/src/a.ts",
    "packages/core/src/b.ts",
    "the emulator and the emulations share only types with the clients",
  ],
  [
    "packages/bench/src/run/a.ts",
    "packages/bench/src/statistics/b.ts",
    "a benchmark runs without its statistics and reports, which take long to load",
  ],
];

test("every fault that is planted is found by its rule", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-floors-"));
  try {
    for (const [from, to] of faults) {
      for (const file of [from, to]) await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, to), "export const b = 1;\n");
      await writeFile(path.join(folder, from), `export { b } from "${path.relative(path.dirname(from), to)}";\n`);
    }
    const { violations } = await cruise(folder, ["packages"]);
    const found = violations.map(({ from, to, rule }) => [from, to, rule.name]);
    for (const fault of faults) expect(found).toContainEqual(fault);
  } finally {
    await rm(folder, { recursive: true });
  }
});
