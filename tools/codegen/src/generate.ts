import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { bundleSpec, type SpecDocument } from "./bundle.ts";
import { clientModule } from "./client.ts";
import { type GeneratedFile, withHeader } from "./generated-file.ts";
import { refuseUnknownKeywords } from "./keywords.ts";
import { operationsModule } from "./operations.ts";
import { readmeWithProviders } from "./provider-table.ts";
import { cliManifest, registryModule } from "./registry.ts";
import { schemasModule } from "./schemas.ts";
import { typesModule } from "./types.ts";

/** What a generation did, as paths relative to the root of the repo. */
export interface Generation {
  written: string[];
  removed: string[];
  unchanged: string[];
}

/** Compiles every spec of the repo at `root` and brings what is generated up to date: writes, and removes what has no spec any more. */
export async function generate(root: string): Promise<Generation> {
  const files = await generatedFiles(root);
  const result: Generation = { written: [], removed: [], unchanged: [] };
  for (const { file, content } of files) {
    const target = path.join(root, file);
    if ((await readFile(target, "utf8").catch(() => undefined)) === content) {
      result.unchanged.push(file);
    } else {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content);
      result.written.push(file);
    }
  }
  const wanted = new Set(files.map(({ file }) => file));
  for (const file of await generatedNow(root)) {
    if (wanted.has(file)) continue;
    await rm(path.join(root, file));
    result.removed.push(file);
  }
  return result;
}

/** The ids of the providers: the folder names under `specs`. */
export async function providerIds(root: string): Promise<string[]> {
  const entries = await readdir(path.join(root, "specs"), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const specs: SpecDocument[] = [];
  for (const id of await providerIds(root)) specs.push(await bundleSpec(root, id));
  const files: GeneratedFile[] = [];
  for (const spec of specs) files.push(...(await providerFiles(spec)));
  return [
    ...files,
    { file: "packages/cli/src/gen/registry.gen.ts", content: registryModule(specs) },
    { file: "packages/cli/package.json", content: await cliManifest(root, specs) },
    { file: "README.md", content: await readmeWithProviders(root, specs) },
  ];
}

async function providerFiles(spec: SpecDocument): Promise<GeneratedFile[]> {
  refuseUnknownKeywords(spec);
  const folder = `packages/${spec.id}`;
  return [
    { file: `${folder}/openapi.json`, content: spec.json },
    { file: `${folder}/src/gen/types.gen.ts`, content: withHeader(spec, await typesModule(spec)) },
    { file: `${folder}/src/gen/schemas.gen.ts`, content: withHeader(spec, await schemasModule(spec)) },
    { file: `${folder}/src/gen/operations.gen.ts`, content: withHeader(spec, operationsModule(spec)) },
    { file: `${folder}/src/gen/client.gen.ts`, content: withHeader(spec, clientModule(spec)) },
  ];
}

/** Every generated file that stands in the repo now. */
async function generatedNow(root: string): Promise<string[]> {
  const packages = await readdir(path.join(root, "packages"));
  const found = await Promise.all(
    packages.map(async (name) => {
      const inPackage = await entriesOf(root, `packages/${name}`);
      const inGen = await entriesOf(root, `packages/${name}/src/gen`);
      return [
        ...inPackage.filter((file) => file.endsWith("/openapi.json")),
        ...inGen.filter((file) => file.endsWith(".gen.ts")),
      ];
    }),
  );
  return found.flat().sort();
}

async function entriesOf(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder)).catch(() => []);
  return entries.map((entry) => `${folder}/${entry}`);
}
