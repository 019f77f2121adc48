import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const home = fileURLToPath(new URL("..", import.meta.url));
const packages = path.join(home, "../../packages");
const providers = ["segmind", "3daistudio", "novita"];
const built = [...providers, "core"].every((id) => existsSync(path.join(packages, id, "dist/index.mjs")));

/** What a page does with a client. */
const program = `
import { createSegmind } from "@seedbed/segmind";
const apiKey = "SG_0123456789abcdef";
const png = new Uint8Array(80);
png.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 8, 0, 0, 0, 4, 0]);
png.set([0, 0, 0, 0, 0, 0, 0, 35], 25);
png.set([0x49, 0x45, 0x4e, 0x44], 72);
const client = (answer) => createSegmind({ apiKey, fetch: async () => answer });
const request = { prompt: "a koi pond", aspect_ratio: "16:9" };
const caught = (error) => error;
const bytes = new Response(png, { headers: { "content-type": "image/png" } });
const { images } = await client(bytes).seedreamV3TextToImage(request);
const typo = await client().seedreamV3TextToImage({ ...request, promt: "a" }).catch(caught);
const echo = Response.json({ error: "no such key: " + apiKey, key: encodeURIComponent(apiKey) }, { status: 401 });
const refused = await client(echo).seedreamV3TextToImage(request).catch(caught);
console.log(JSON.stringify({
  image: images.flatMap(({ mediaType, width, height }) => [mediaType, width, height]),
  typo: typo.message,
  refused: JSON.stringify([refused, refused.message, refused.stack, refused.body]),
}));
`;

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

  test("works in a page: what is bundled for one reads an image, refuses a request, shows no key and makes no code of text", async () => {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: home, loader: "js" },
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
      format: "esm",
    });
    const code = outputFiles[0]?.text ?? "";
    // A page whose policy forbids it would report it, though it were caught.
    expect(code).not.toMatch(/\bFunction\(|\beval\(/);
    const args = ["--disallow-code-generation-from-strings", "--input-type=module"];
    const stdout = execFileSync(process.execPath, args, { input: code, encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual({
      image: ["image/png", 2048, 1024],
      typo: "segmind seedreamV3TextToImage: unknown field promt (did you mean prompt?).",
      refused: expect.stringContaining("[redacted]"),
    });
    expect(stdout).not.toContain("abcdef");
  });

  test("holds openapi-fetch in core alone, and no copy of zod: a user's own is the same", async () => {
    expect(await codeOf("core")).toContain("function createFinalURL(");
    for (const id of [...providers, "core"]) {
      const code = await codeOf(id);
      expect(code).toMatch(/from "zod\/mini"/);
      expect(code).toMatch(/require\("zod\/mini"\)/);
      expect(code).not.toMatch(/\$constructor|"zod"|"zod\/(?!mini")|from "openapi-fetch|require\("openapi-fetch/);
      if (id !== "core") expect(code).not.toMatch(/node_modules|createFinalURL/);
    }
  });
});

test.each(providers)("%s depends on nothing but core and zod, and core on zod alone", async (id) => {
  expect(Object.keys((await manifestOf(id)).dependencies ?? {})).toEqual(["@seedbed/core", "zod"]);
  expect(Object.keys((await manifestOf("core")).dependencies ?? {})).toEqual(["zod"]);
});
