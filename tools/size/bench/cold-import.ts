import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Spread, spreadOf } from "./spread.ts";

const built = (name: string) => new URL(`../../../packages/${name}/dist/index.mjs`, import.meta.url).href;
const installed = (name: string) => import.meta.resolve(name);

/** What is imported, by the name of its row. */
const modules = {
  "bare Node": "data:text/javascript,",
  "openapi-fetch": installed("openapi-fetch"),
  "@seedbed/segmind": built("segmind"),
  "@seedbed/3daistudio": built("3daistudio"),
  "@seedbed/novita": built("novita"),
};

/** How long a new process takes to import a module, in milliseconds over one that imports nothing; all by turns. */
export function coldImports(rounds: number): Record<string, Spread> {
  const over: Record<string, number[]> = {};
  for (let round = -1; round < rounds; round += 1) {
    const took = Object.entries(modules).map(([name, address]) => {
      const startedAtMs = performance.now();
      execFileSync(process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(address)})`], {
        cwd: fileURLToPath(new URL(".", import.meta.url)),
        env: { PATH: process.env.PATH },
      });
      return [name, performance.now() - startedAtMs] as const;
    });
    const bareMs = took[0]?.[1] ?? 0;
    for (const [name, ms] of took.slice(1)) {
      if (round >= 0) over[name] = [...(over[name] ?? []), ms - bareMs]; // the first warms the disk's cache
    }
  }
  return Object.fromEntries(Object.entries(over).map(([name, values]) => [name, spreadOf(values)]));
}
