import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const manifest = createRequire(import.meta.url).resolve("typescript/package.json", {
  paths: [new URL("../../..", import.meta.url).pathname],
});
const compiler = path.join(path.dirname(manifest), "bin/tsc");

/** Type-checks one file in a peer's folder with the compiler of this repo, strictly. Gives what it says: nothing where all is well. */
export function compile(folder: string, name: string, source: string, noUncheckedIndexedAccess = false): string {
  writeFileSync(path.join(folder, `${name}.ts`), `${source}\nexport {};\n`);
  writeFileSync(
    path.join(folder, `${name}.tsconfig.json`),
    JSON.stringify({
      files: [`${name}.ts`],
      compilerOptions: {
        target: "es2022",
        lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
        module: "preserve",
        moduleResolution: "bundler",
        strict: true,
        noUncheckedIndexedAccess,
        allowImportingTsExtensions: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
      },
    }),
  );
  return spawnSync(process.execPath, [compiler, "-p", `${name}.tsconfig.json`], { cwd: folder, encoding: "utf8" })
    .stdout;
}
