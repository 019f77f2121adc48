import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../packages/emulator/src/index.ts";
import { emulation as novita } from "../../../packages/novita/emulation/index.ts";
import { emulation as segmind } from "../../../packages/segmind/emulation/index.ts";
import { copyRepo } from "./copy-repo.ts";
import { pnpmFolder } from "./pnpm-folder.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { run } from "./run.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const packages = globSync("{packages/*,conformance}/package.json", { cwd: root })
  .map((file) => ({ folder: path.dirname(file), ...JSON.parse(readFileSync(path.join(root, file), "utf8")) }))
  .filter((manifest) => !manifest.private)
  .sort((a, b) => (a.name < b.name ? -1 : 1));

let folder: string;
let copy: string;
let registry: Registry;
let isReachable: boolean;
/** Kept from one run to the next, but for what npx keeps of our own packages. */
const cache = path.join(root, "node_modules/.cache/seedbed-publish");
/** Every command is told by hand where to find pnpm and Node: nothing of this workspace is on its way. */
let paths: { PATH: string };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-publish-"));
  copy = path.join(folder, "repo");
  paths = { PATH: [path.dirname(process.execPath), await pnpmFolder(), process.env.PATH].join(path.delimiter) };
  isReachable = await answers((await run("npm", ["config", "get", "registry"], tmpdir())).trim());
  registry = await startRegistry(folder);
  await rm(path.join(cache, "_npx"), { recursive: true, force: true });
  await copyRepo(copy);
  await writeFile(path.join(copy, ".npmrc"), registry.npmrc);
  const changeset = path.join(root, "node_modules/.bin/changeset");
  await run(changeset, ["version"], copy, paths);
  await run(changeset, ["publish"], copy, paths);
});
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Whether the registry that npm is set to answers. */
async function answers(url: string): Promise<boolean> {
  const answer = await fetch(new URL("commander", url), { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

interface Published {
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly repository?: unknown;
}

/** The newest version of a package, as the registry tells it. */
async function published(name: string): Promise<Published> {
  const answer = await fetch(`${registry.url}${name.replace("/", "%2f")}/latest`);
  return (await answer.json()) as Published; // the registry's own form
}

/** It asks for nothing but packages, and for those of others only once. */
const quiet = "audit=false\nfund=false\nupdate-notifier=false\nprefer-offline=true\n";

/** An empty project outside the workspace, with these packages of ours. */
async function install(project: string, names: readonly string[]): Promise<string> {
  const home = path.join(folder, project);
  await mkdir(home);
  await writeFile(path.join(home, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  await writeFile(path.join(home, ".npmrc"), `${registry.npmrc}${quiet}`);
  await run("npm", ["install", ...names], home, { ...paths, npm_config_cache: cache });
  return home;
}

/** The versions that `changeset version` made, by package. */
function versions(): Record<string, string> {
  const manifests = packages.map(({ folder }) => readFileSync(path.join(copy, folder, "package.json"), "utf8"));
  return Object.fromEntries(manifests.map((text) => JSON.parse(text)).map(({ name, version }) => [name, version]));
}

test("every package is published in the version that its changesets make, and they are used up", async () => {
  expect(packages.length).toBeGreaterThan(10);
  const told = await Promise.all(packages.map(async ({ name }) => [name, (await published(name)).version]));
  expect(Object.fromEntries(told)).toEqual(versions());
  expect(globSync(".changeset/*.md", { cwd: copy })).toEqual([".changeset/README.md"]);
});

// Until it is made: then the changeset is gone.
test.runIf(existsSync(path.join(root, ".changeset/first-release.md")))("the first release is 0.1.0 for all", () => {
  expect(Object.values(versions())).toEqual(packages.map(() => "0.1.0"));
  expect(globSync("{packages/*,conformance}/CHANGELOG.md", { cwd: copy })).toHaveLength(packages.length);
});

test("only the copy is tagged, once for each package", async () => {
  const tags = (await run("git", ["tag", "--list"], copy)).trim().split("\n");
  expect(tags).toEqual(Object.entries(versions()).map(([name, version]) => `${name}@${version}`));
});

test.each(packages.map(({ name, folder }) => [name, folder]))(
  "%s depends on published versions alone, and says where its source is",
  async (name, directory) => {
    const { dependencies = {}, repository } = await published(name);
    for (const [dependency, version] of Object.entries(dependencies))
      if (dependency.startsWith("@seedbed/")) expect(version, dependency).toBe(`^${versions()[dependency]}`);
      else expect(version, dependency).toMatch(/^\^?\d/);
    const { repository: own } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
    expect(repository).toEqual({ ...own, directory });
  },
);

describe("from the registry, in an empty project", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator([novita, segmind], { timeScale: 100 });
  });
  afterAll(() => emulator.close());

  test("the clients need nothing but each other and zod, and make an image", async () => {
    const home = await install("clients", [
      path.join(root, "packages/core/node_modules/zod"), // from here: the registry that has it may not answer
      "@seedbed/novita",
      "@seedbed/segmind",
      "@seedbed/compare",
      "@seedbed/ledger",
    ]);
    expect(globSync(["node_modules/*", "node_modules/@*/*"], { cwd: home }).sort()).toEqual([
      ...["", "/compare", "/core", "/ledger", "/novita", "/segmind"].map((name) => `node_modules/@seedbed${name}`),
      "node_modules/zod",
    ]);
    await writeFile(
      path.join(home, "program.js"),
      `import { compare, selectFamily } from "@seedbed/compare";
import { createLedger } from "@seedbed/ledger";
import { createNovita, provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
const baseUrls = ${JSON.stringify(emulator.baseUrls)};
const one = await createNovita({ apiKey: "any", baseUrl: baseUrls.novita }).seedream5Lite({ prompt: "a lighthouse" });
const accounting = createLedger({ maxSpend: { USD: 1 } });
const client = (id) => ({ apiKey: "any", baseUrl: baseUrls[id], accounting, prices: { models: { "novita/seedream-5.0-lite": 0.035 } } });
const several = await compare(selectFamily([segmind, novita], "seedream-5.0-lite"), { prompt: "a lighthouse" }, { client });
console.log(JSON.stringify([one, ...several.map(({ result }) => result)].map(({ images }) => images.map(({ width }) => width > 0))));
`,
    );
    expect(JSON.parse(await run("node", ["program.js"], home, paths))).toEqual([[true], [true], [true]]);
  });

  test("the command makes an image on its own emulator", async (context) => {
    context.skip(
      !isReachable,
      "the registry that npm is set to does not answer, and the command's libraries are there",
    );
    const home = await install("command", ["@seedbed/cli", "@seedbed/ai-sdk", "@seedbed/emulator"]);
    const words = ["generate", "a lighthouse", "--model", "novita/seedream-5.0-lite", "--emulate", "--json"];
    const printed = JSON.parse(await run(path.join(home, "node_modules/.bin/seedbed"), words, home, paths));
    expect(printed).toMatchObject({ emulated: true, images: [{ mediaType: "image/jpeg", width: 2048 }] });
    const names =
      "import { createSeedream } from '@seedbed/ai-sdk'; import { startEmulator } from '@seedbed/emulator';";
    const types = `${names} console.log(typeof createSeedream, typeof startEmulator)`;
    expect(await run("node", ["--input-type=module", "--eval", types], home, paths)).toBe("function function\n");
  });

  test("one line of npx checks the contract in an empty folder, by the specs inside the packages", async (context) => {
    context.skip(
      !isReachable,
      "the registry that npm is set to does not answer, and the command's libraries are there",
    );
    const home = path.join(folder, "nothing");
    await mkdir(home);
    await writeFile(path.join(home, ".npmrc"), `${registry.npmrc}${quiet}`);
    const env = { ...paths, npm_config_cache: cache };
    const line = "--yes @seedbed/cli@latest check --provider novita --report seedbed-report --json";
    const record = JSON.parse(await run("npx", line.split(" "), home, env));
    const verdicts = Map.groupBy(record.checks, ({ layer, verdict }: Record<string, string>) => `${layer} ${verdict}`);
    expect([...verdicts.keys()]).toEqual(["lint skipped", "replay ok", "client ok"]);
    expect(record).toMatchObject({ exitCode: 0, verdicts: { violation: 0, drift: 0, transport: 0, harness: 0 } });
    expect(readFileSync(path.join(home, "seedbed-report/index.html"), "utf8")).toContain("Coverage of the specs");
  });
});
