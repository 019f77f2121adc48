import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// What it costs to type-check one call: our built client, and openapi-fetch over the types that openapi-typescript makes of the same spec.
// Runs take turns, as a busy machine slows both; ratios count, milliseconds do not.

const limit = 1.2;
const rounds = Number(process.argv[2] ?? 15);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const compilers = { "TypeScript 7": "tools/size", "TypeScript 5.9": "tools/codegen" };

const calls = {
  ours: `import { createSegmind } from "@seedbed/segmind";
const client = createSegmind({ apiKey: "key" });
const { images } = await client.seedreamV5LiteTextToImage({ prompt: "a lighthouse", aspect_ratio: "21:9", size: "3K" });
export const width: number | null | undefined = images[0]?.width;
`,
  "openapi-fetch": `import createClient from "openapi-fetch";
import type { paths } from "./types.gen.js";
const client = createClient<paths>({ baseUrl: "https://api.example.com", headers: { "x-api-key": "key" } });
const body = { prompt: "a lighthouse", aspect_ratio: "21:9", size: "3K" } as const;
const { data } = await client.POST("/v1/seedream-v5-lite-text-to-image", { body });
export const result: object | string | undefined = data;
`,
};
type Name = keyof typeof calls;
const names: Name[] = ["ours", "openapi-fetch"];

/** A project with the two files, each with a config of its own, and the packages as a user would have them installed. */
async function project(folder: string): Promise<void> {
  // Copies, as an install makes them: a build meanwhile does not take the types away.
  for (const name of ["core", "segmind"])
    for (const part of ["package.json", "dist"]) {
      const home = path.join(folder, "node_modules/@seedbed", name, part);
      await cp(path.join(root, "packages", name, part), home, { recursive: true });
    }
  await symlink(
    path.join(root, "tools/size/node_modules/openapi-fetch"),
    path.join(folder, "node_modules/openapi-fetch"),
  );
  await copyFile(path.join(root, "packages/segmind/src/gen/types.gen.ts"), path.join(folder, "types.gen.ts"));
  await writeFile(path.join(folder, "package.json"), '{ "type": "module" }');
  for (const name of names) {
    await writeFile(path.join(folder, `${name}.ts`), calls[name]);
    const compilerOptions = {
      target: "es2022",
      lib: ["es2023", "dom", "dom.iterable"],
      module: "nodenext",
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    };
    await writeFile(path.join(folder, `${name}.json`), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  }
}

/** Type-checks one file, and gives how long that took and what the compiler counted. */
async function check(compiler: string, folder: string, name: Name) {
  const tsc = path.join(root, compiler, "node_modules/.bin/tsc");
  const startedAtMs = performance.now();
  const args = ["-p", `${name}.json`, "--extendedDiagnostics"];
  const { stdout } = await promisify(execFile)(tsc, args, { cwd: folder });
  const counted = Object.fromEntries(
    [...stdout.matchAll(/^([\w ]+):\s+([\d.]+)/gm)].map(([, key, value]) => [key, Number(value)]),
  );
  return { ms: performance.now() - startedAtMs, counted };
}

/** Types that resolve to nothing check fastest: a wrong value must be seen in both files. */
async function checkIsReal(folder: string, name: Name): Promise<void> {
  await writeFile(path.join(folder, `${name}.ts`), calls[name].replace('"3K"', '"4K"'));
  const seen = await check(compilers["TypeScript 7"], folder, name).then(
    () => false,
    () => true,
  );
  if (!seen)
    throw new Error(`${name}: a wrong value was not seen, so there is nothing to measure. Is everything built?`);
  await writeFile(path.join(folder, `${name}.ts`), calls[name]);
}

const folder = await mkdtemp(path.join(tmpdir(), "seedbed-bench-types-"));
try {
  await project(folder);
  for (const name of names) await checkIsReal(folder, name);
  for (const [label, compiler] of Object.entries(compilers)) {
    const ratios: number[] = [];
    const ms: Record<Name, number[]> = { ours: [], "openapi-fetch": [] };
    const counts: Partial<Record<Name, Record<string, number>>> = {};
    for (let round = 0; round <= rounds; round++) {
      const order = round % 2 === 0 ? names : names.toReversed();
      const took = { ours: 0, "openapi-fetch": 0 };
      for (const name of order) {
        const { ms, counted } = await check(compiler, folder, name);
        took[name] = ms;
        counts[name] = counted;
      }
      if (round === 0) continue; // the caches of the file system
      for (const name of names) ms[name].push(took[name]);
      ratios.push(took.ours / took["openapi-fetch"]);
    }
    const ratio = median(ratios);
    console.log(
      `${label}: ${ratio.toFixed(2)} times openapi-fetch (median of ${rounds} pairs, limit ${limit}): ${ratio <= limit ? "holds" : "does not hold"}`,
    );
    console.table(
      Object.fromEntries(
        names.map((name) => {
          const { Files, Types, Instantiations, Symbols } = counts[name] ?? {};
          return [name, { "median ms": Math.round(median(ms[name])), Files, Symbols, Types, Instantiations }];
        }),
      ),
    );
  }
} finally {
  await rm(folder, { recursive: true });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
