import { execFile, spawn } from "node:child_process";
import { access, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Area } from "./areas.ts";
import { forgetStaticSurvivors } from "./forget-survivors.ts";

/** The version that works with our vitest. */
export const strykerVersion = "10.1.1";

/** Installs Stryker with npm in a folder of its own, unless it is there; it runs our vitest. */
export async function installStryker(root: string, home: string): Promise<void> {
  const installed = path.join(home, "node_modules/@stryker-mutator/vitest-runner", "package.json");
  const there = await access(installed).then(
    () => true,
    () => false,
  );
  if (!there) {
    await mkdir(home, { recursive: true });
    await writeFile(path.join(home, "package.json"), JSON.stringify({ private: true }));
    const wanted = ["core", "vitest-runner"].map((name) => `@stryker-mutator/${name}@${strykerVersion}`);
    const flags = ["--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await promisify(execFile)("npm", ["install", ...flags, ...wanted], { cwd: home });
  }
  const own = path.join(home, "node_modules/vitest");
  await rm(own, { recursive: true, force: true });
  await symlink(path.join(root, "node_modules/vitest"), own);
}

/** Mutates an area in a copy of the checkout, its tests in an environment, and gives the report that Stryker writes. */
export async function runStryker(area: Area, copy: string, home: string, env: NodeJS.ProcessEnv = {}): Promise<Report> {
  const config = `vitest.${area.name}.config.mjs`;
  const json = path.join(home, `${area.name}.json`);
  const incremental = path.join(home, `${area.name}.incremental.json`);
  await rm(json, { force: true });
  await forgetStaticSurvivors(incremental);
  await writeFile(path.join(copy, config), vitestConfig(area));
  const settings = path.join(copy, `stryker.${area.name}.json`);
  await writeFile(
    settings,
    JSON.stringify({
      testRunner: "vitest",
      plugins: [path.join(home, "node_modules/@stryker-mutator/vitest-runner/dist/src/index.js")],
      mutate: area.mutate,
      inPlace: true, // in the copy: the links between its packages lead to the mutants
      tempDirName: path.join(home, `backup-${area.name}`),
      concurrency: 2,
      maxTestRunnerReuse: 40,
      coverageAnalysis: "perTest",
      timeoutMS: 4000,
      incremental: true,
      incrementalFile: incremental,
      reporters: ["json", "progress-append-only"],
      jsonReporter: { fileName: json },
      vitest: { configFile: config, related: false },
    }),
  );
  const command = path.join(home, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const code = await new Promise((resolve) =>
    spawn(process.execPath, [command, "run", settings], {
      cwd: copy,
      env: { ...process.env, ...env },
      stdio: ["ignore", 2, 2],
    }).once("exit", resolve),
  );
  const text = await readFile(json, "utf8").catch(() => {
    throw new Error(`Stryker ended with ${code} and wrote no report of ${area.name}: its output above says why.`);
  });
  return JSON.parse(text);
}

/** As much of Stryker's report as is read here. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** One change to the code, and whether a test noticed. */
export interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

function vitestConfig({ tests }: Area): string {
  return `import { defineConfig } from "vitest/config";
const conditions = ["seedbed-source"];
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ${JSON.stringify(tests)}, testTimeout: 30_000 },
});
`;
}
