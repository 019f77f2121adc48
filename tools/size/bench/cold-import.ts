import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Spread, spreadOf } from "./spread.ts";

const built = (name: string) => new URL(`../../../packages/${name}/dist/index.mjs`, import.meta.url).href;
const installed = (name: string) => import.meta.resolve(name);

const bare = "bare Node";
/** What our clients are made of, and each would need: it is bundled as they are, openapi-fetch in one file and zod as installed. */
const parts = "openapi-fetch with zod/mini";

/** What is imported, by the name of its row. */
const modules: Readonly<Record<string, readonly string[]>> = {
  [bare]: [],
  [parts]: [installed("openapi-fetch"), installed("zod/mini")],
  "@seedbed/segmind": [built("segmind")],
  "@seedbed/3daistudio": [built("3daistudio")],
  "@seedbed/novita": [built("novita")],
};

/** The cold import of a module. */
export interface ColdImport {
  readonly name: string;
  /** Milliseconds over bare Node. */
  readonly overMs: Spread;
  /** How many times as long as `openapi-fetch with zod/mini`; absent for that itself. */
  readonly ratio?: number;
}

/** How long a new process takes to import a module; all by turns, so that a busy machine slows all alike. */
export function coldImports(rounds: number): ColdImport[] {
  const overMs = Object.fromEntries(Object.keys(modules).map((name): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    const took = Object.entries(modules).map(([name, addresses]) => [name, importMs(addresses)] as const);
    const bareMs = took[0]?.[1] ?? 0;
    if (round >= 0) for (const [name, ms] of took) overMs[name]?.push(ms - bareMs); // the first warms the disk's cache
  }
  const spreads = Object.entries(overMs).map(([name, values]) => [name, spreadOf(values)] as const);
  const partsMs = spreads.find(([name]) => name === parts)?.[1].median ?? Number.NaN;
  return spreads
    .filter(([name]) => name !== bare)
    .map(([name, spread]) => ({
      name,
      overMs: spread,
      ...(name === parts ? {} : { ratio: spread.median / partsMs }),
    }));
}

function importMs(addresses: readonly string[]): number {
  const code = addresses.map((address) => `await import(${JSON.stringify(address)});`).join("");
  const startedAtMs = performance.now();
  execFileSync(process.execPath, ["--input-type=module", "-e", code], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { PATH: process.env.PATH },
  });
  return performance.now() - startedAtMs;
}
