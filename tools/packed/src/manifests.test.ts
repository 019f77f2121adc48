import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clients, type Installed, installTarballs, others, published, run } from "./install-tarballs.ts";

/** What is used of @arethetypeswrong/core, the library behind the command: that takes a second for each package to start. */
interface Attw {
  createPackageFromTarballData(bytes: Uint8Array): unknown;
  checkPackage(tarball: unknown): Promise<{
    types: unknown;
    problems: readonly { kind: string; resolutionKind?: string; entrypoint?: string }[];
  }>;
}
const attwCommand = createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json");
const attwCore = createRequire(attwCommand).resolve("@arethetypeswrong/core");
const attw: Attw = await import(pathToFileURL(attwCore).href);

let installed: Installed;
beforeAll(async () => {
  installed = await installTarballs(published);
});
afterAll(() => installed?.remove());

async function lint(tarball: string): Promise<string[]> {
  const { buffer, byteOffset, byteLength } = await readFile(tarball);
  const tarred = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: tarred }, level: "suggestion", strict: true });
  return messages.map((message) => formatMessage(message, pkg) ?? message.code);
}

async function typeTrouble(tarball: string, unreached: readonly string[]): Promise<string[]> {
  const found = await attw.checkPackage(attw.createPackageFromTarballData(await readFile(tarball)));
  if (!found.types) return ["no types"];
  return found.problems
    .filter(({ resolutionKind }) => !unreached.includes(resolutionKind ?? ""))
    .map(({ kind, resolutionKind, entrypoint }) => [kind, resolutionKind, entrypoint].filter(Boolean).join(" "));
}

test.each(published)("publint finds nothing in the tarball of %s", async (name) => {
  expect(await lint(installed.tarballs[name] ?? "")).toEqual([]);
});

describe("attw finds nothing wrong", () => {
  // Its profile "node16": the resolution node10 knows no `exports`, and TypeScript 7 has it no more.
  test.each(clients)("in %s, as ES module and CommonJS", async (name) => {
    expect(await typeTrouble(installed.tarballs[name] ?? "", ["node10"])).toEqual([]);
  });

  // Its profile "esm-only": they are no CommonJS. The Node that their libraries need requires ES modules as they are.
  test.each(others)("in %s, as ES module alone", async (name) => {
    expect(await typeTrouble(installed.tarballs[name] ?? "", ["node10", "node16-cjs"])).toEqual([]);
  });
});

test("a command has nothing to import, so that there are no types to try", async () => {
  expect((await manifestOf("cli")).exports).toBeUndefined();
});

test("types that say CommonJS of an ES module are found by both", async () => {
  const home = path.join(installed.folder, "broken/package");
  await mkdir(home, { recursive: true });
  const target = { types: "./index.d.ts", default: "./index.mjs" };
  const manifest = { name: "broken", version: "1.0.0", exports: { ".": { import: target } } };
  await writeFile(path.join(home, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(home, "index.mjs"), "export const a = 1;\n");
  await writeFile(path.join(home, "index.d.ts"), "export declare const a: number;\n");
  const tarball = path.join(installed.folder, "broken.tgz");
  await run("tar", ["-czf", tarball, "-C", path.dirname(home), "package"]);
  expect((await lint(tarball)).join()).toContain("interpreted as CJS");
  expect(await typeTrouble(tarball, ["node10", "node16-cjs"])).toEqual(["FalseCJS"]);
});

test.each(clients)(
  "the tarball of %s declares Node 20, depends on nothing but ours and zod, and names no workspace",
  async (name) => {
    const { engines, dependencies = {} } = await manifestOf(name);
    expect(engines).toEqual({ node: ">=20" });
    expect(Object.keys(dependencies).filter((each) => !/^(@seedbed\/.*|zod)$/.test(each))).toEqual([]);
    expect(Object.values<string>(dependencies).filter((version) => !/^\^\d/.test(version))).toEqual([]);
  },
);

async function manifestOf(name: string) {
  const file = path.join(installed.folder, "node_modules/@seedbed", name, "package.json");
  return JSON.parse(await readFile(file, "utf8"));
}
