import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const home = fileURLToPath(new URL("..", import.meta.url));
const packages = path.join(home, "../../packages");
const providers = ["segmind", "3daistudio", "novita"];
const built = [...providers, "core"].every((id) => existsSync(path.join(packages, id, "dist/index.mjs")));

/** One line of size-limit's JSON. */
interface Measured {
  readonly name: string;
  readonly passed: boolean;
  readonly size: number;
}

async function manifestOf(id: string): Promise<{ dependencies?: Record<string, string> }> {
  return JSON.parse(await readFile(path.join(packages, id, "package.json"), "utf8"));
}

/** The built files of a package that a client loads; its emulation is a subpath of its own. */
async function codeOf(id: string): Promise<string> {
  const folder = path.join(packages, id, "dist");
  const files = (await readdir(folder)).filter((file) => /\.[mc]js$/.test(file) && !file.startsWith("emulation"));
  return (await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")))).join("\n");
}

describe.skipIf(!built)("what is built (skipped without it: run `pnpm build`)", () => {
  test("stays within the limits of .size-limit.json", async () => {
    const sizeLimit = path.join(home, "node_modules/.bin/size-limit");
    const { stdout } = await promisify(execFile)(sizeLimit, ["--json"], { cwd: home }).catch((failed) => failed);
    const measured: Measured[] = JSON.parse(stdout);
    expect(measured).toHaveLength(2 * providers.length);
    expect(measured.filter(({ passed }) => !passed)).toEqual([]);
  });

  test("holds openapi-fetch in core alone, and no copy of zod", async () => {
    expect(await codeOf("core")).toContain("function createFinalURL(");
    for (const id of [...providers, "core"]) {
      const code = await codeOf(id);
      expect(code).not.toMatch(/\$Zod|ZodMini|from "(zod|openapi-fetch)|require\("(zod|openapi-fetch)/);
      if (id !== "core") expect(code).not.toMatch(/node_modules|createFinalURL/);
    }
  });
});

test.each(providers)("%s depends on nothing but core, and core on nothing", async (id) => {
  expect(Object.keys((await manifestOf(id)).dependencies ?? {})).toEqual(["@seedbed/core"]);
  expect((await manifestOf("core")).dependencies ?? {}).toEqual({});
});
