import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const IMPORT = /(?:from|import\(?|require\()\s*"([^"]+)"/g;

function importsOf(pattern: string) {
  return globSync(pattern, { cwd: packages })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => {
      const source = readFileSync(`${packages}/${file}`, "utf8");
      return [...source.matchAll(IMPORT)].map(([statement, name = ""]) => ({ file, statement, name }));
    });
}

test("an emulation imports its own files, its document and types of core alone", () => {
  const imports = importsOf("*/emulation/*.ts");
  const foreign = imports.filter(
    ({ name }) => !/^(\.\/[\w-]+\.ts|\.\.\/openapi\.json|@seedbed\/core\/emulation)$/.test(name),
  );
  expect(imports.length).toBeGreaterThan(20);
  expect(foreign).toEqual([]);
});

test("an emulation takes nothing but types from core", () => {
  const values = globSync("*/emulation/*.ts", { cwd: packages })
    .flatMap((file) => readFileSync(`${packages}/${file}`, "utf8").split("\n"))
    .filter((line) => line.includes('"@seedbed/core') && !line.startsWith("import type "));
  expect(values).toEqual([]);
});

test("the emulator imports no provider, and of core the types of the contract", () => {
  const imports = importsOf("emulator/src/**/*.ts");
  const foreign = imports.filter(({ name }) => name.startsWith("@seedbed/") || /(^|\/)\.\.\/\.\.\/\w/.test(name));
  expect(imports.length).toBeGreaterThan(20);
  expect([...new Set(foreign.map(({ name }) => name))]).toEqual(["@seedbed/core/emulation"]);
});
