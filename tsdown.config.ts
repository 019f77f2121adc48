import { existsSync, globSync, readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

/** What a package.json's `exports` and `bin` name as source, by the name of the built file. */
function entries(): Record<string, string> {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const fromExports = Object.values<Record<string, unknown>>(manifest.exports ?? {}).flatMap((target) => {
    const source = target["seedbed-source"];
    const built = JSON.stringify(target).match(/\.\/dist\/([\w-]+)\.mjs/)?.[1];
    return typeof source === "string" && built ? [[built, source] as const] : [];
  });
  const fromBin = Object.values<string>(manifest.bin ?? {}).map((built) => {
    const name = built.replace(/^\.\/dist\/|\.mjs$/g, "");
    return [name, `src/${name}.ts`] as const;
  });
  // Files of their own: a bundler leaves the provider out for those who only call the client.
  const ofProvider = ["client", "provider"].map((name) => [name, `src/${name}.ts`] as const);
  const split = ofProvider.every(([, source]) => existsSync(source)) ? ofProvider : [];
  // What another runtime replaces, as package.json's `imports` says.
  const fromImports = [...JSON.stringify(manifest.imports ?? {}).matchAll(/\.\/dist\/([\w.-]+)\.mjs/g)].map(
    ([, name = ""]) => [name, sourceOf(name)] as const,
  );
  return Object.fromEntries([...fromExports, ...fromBin, ...split, ...fromImports]);
}

/** The source of that name, in whichever room of the package it lies. */
function sourceOf(name: string): string {
  const found = globSync(`src/**/${name}.ts`);
  if (found.length !== 1) throw new Error(`package.json imports ${name}, of which there are ${found.length} sources.`);
  return found[0] as string;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const dual = JSON.stringify(manifest.exports ?? {}).includes('"require"');

export default defineConfig({
  cwd: process.cwd(),
  entry: entries(),
  format: dual ? ["esm", "cjs"] : ["esm"],
  outExtensions: ({ format }) => (format === "cjs" ? { js: ".cjs", dts: ".d.cts" } : { js: ".mjs", dts: ".d.mts" }),
  // The lowest Node that the package declares.
  target: `node${manifest.engines?.node?.match(/\d+/)?.[0] ?? "20"}`,
  platform: dual ? "neutral" : "node",
  dts: manifest.exports ? { oxc: false } : false,
  clean: true,
  // Statements are folded, names and lines are left: a bundler for a page does less of it by itself.
  minify: dual ? { compress: true, mangle: false, codegen: false } : false,
  external: [/^#/, /^node:/],
  // Who reads a package reads its sources and types: the comments are there.
  outputOptions: { comments: { jsdoc: false } },
  // A library without `exports`, such as ipaddr.js, is found by its main file whatever the platform.
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
});
