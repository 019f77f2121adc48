import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleSpec } from "./bundle.ts";
import { generate, providerIds } from "./generate.ts";
import { operationsModule } from "./operations.ts";

const repo = fileURLToPath(new URL("../../..", import.meta.url));
const stale = "packages/segmind/src/gen/types.gen.ts";
let root: string;

/** Copies what is generated, and what it is generated from. */
async function copyRepo(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), "seedbed-codegen-"));
  const generated = await Promise.all(
    (await readdir(path.join(repo, "packages"))).flatMap((name) =>
      [`packages/${name}/src/gen`, `packages/${name}/openapi.json`].map(async (file) => {
        await cp(path.join(repo, file), path.join(copy, file), { recursive: true }).catch(ignoreMissing);
      }),
    ),
  );
  expect(generated.length).toBeGreaterThan(5);
  for (const file of ["specs", "packages/cli/package.json", "README.md"]) {
    await cp(path.join(repo, file), path.join(copy, file), { recursive: true });
  }
  return copy;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

const read = (file: string) => readFile(path.join(root, file), "utf8");

beforeAll(async () => {
  root = await copyRepo();
});
afterAll(() => rm(root, { recursive: true }));

describe("the generated files", () => {
  test("that stand in the repo are what the specs make: nothing is written or removed", async () => {
    const { written, removed, unchanged } = await generate(root);
    expect({ written, removed }).toEqual({ written: [], removed: [] });
    expect(unchanged).toHaveLength((await providerIds(root)).length * 5 + 3);
  });

  test("are written anew, to the byte, where one was changed by hand", async () => {
    const before = await read(stale);
    await writeFile(path.join(root, stale), `${before}\n// by hand\n`);
    expect(await generate(root)).toMatchObject({ written: [stale], removed: [] });
    expect(await read(stale)).toBe(before);
  });

  test("that have no spec any more are removed, and only those", async () => {
    const orphans = [
      "packages/acme/openapi.json",
      "packages/acme/src/gen/types.gen.ts",
      "packages/segmind/src/gen/old.gen.ts",
    ];
    const kept = ["packages/acme/src/client.ts", "packages/acme/src/gen/by-hand.ts"];
    for (const file of [...orphans, ...kept]) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), "");
    }
    expect(await generate(root)).toMatchObject({ written: [], removed: orphans });
    for (const file of kept) expect(await read(file)).toBe("");
  });

  test("say what they are, from which bytes, and how to make them anew", async () => {
    const { hash } = await bundleSpec(root, "segmind");
    expect(await read(stale)).toMatch(
      `// Generated from specs/segmind (sha256 ${hash}) by \`pnpm generate\`. Do not edit: change the spec.\n`,
    );
  });

  test("name no place of the machine", async () => {
    const { unchanged } = await generate(root);
    for (const file of unchanged)
      expect(await read(file)).not.toContain(path.dirname(repo.replace(/\/$/, "")) + path.sep);
  });

  test("hold a command with one dependency for each provider, and its own", async () => {
    const manifest = JSON.parse(await read("packages/cli/package.json"));
    for (const id of await providerIds(root)) expect(manifest.dependencies[`@seedbed/${id}`]).toBe("workspace:^");
    const withGone = { ...manifest, dependencies: { ...manifest.dependencies, "@seedbed/gone": "workspace:^" } };
    await writeFile(path.join(root, "packages/cli/package.json"), `${JSON.stringify(withGone, null, 2)}\n`);
    expect(await generate(root)).toMatchObject({ written: ["packages/cli/package.json"] });
    expect(JSON.parse(await read("packages/cli/package.json"))).toEqual(manifest);
  });
});

test("an unknown keyword in a spec fails the generation before anything is written", async () => {
  const file = path.join(root, "specs/novita/seedream-5.0-lite.yaml");
  const yaml = await readFile(file, "utf8");
  const before = await read("packages/novita/openapi.json");
  await writeFile(file, yaml.replace("minLength: 1", "minLength: 1\n              minContains: 1"));
  await expect(generate(root)).rejects.toThrow(
    /^specs\/novita: .* uses the keyword "minContains", which the generator does not know$/,
  );
  expect(await read("packages/novita/openapi.json")).toBe(before);
  await writeFile(file, yaml);
});

test("a provider without a name fails the generation, and is named", async () => {
  const spec = await bundleSpec(root, "novita");
  (spec.document.info as { "x-provider": object })["x-provider"] = { id: "novita" };
  expect(() => operationsModule(spec)).toThrow("specs/novita: info.x-provider.displayName is missing");
});
