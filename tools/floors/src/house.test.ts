import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What git tracks, and what it would: not what it ignores. */
async function files(): Promise<string[]> {
  const { stdout } = await promisify(execFile)("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    maxBuffer: 2 ** 26,
  });
  return [...new Set(stdout.split("\n").filter(Boolean))];
}

test("no file that is written by hand has more than 300 lines", async () => {
  const sources = (await files()).filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith(".gen.ts"));
  expect(sources.length).toBeGreaterThan(100);
  const lengths = await Promise.all(
    sources.map(async (file) => ({
      file,
      lines: (await readFile(path.join(root, file), "utf8").catch(() => "")).split("\n").length,
    })),
  );
  expect(lengths.filter(({ lines }) => lines > 301)).toEqual([]);
});

/** Lines of a provider's client that are written by hand. */
const clientLines = { novita: 120, "3daistudio": 160, segmind: 220 };

test.each(Object.entries(clientLines))("the client of %s is data: at most %d lines by hand", async (id, most) => {
  const sources = (await files()).filter(
    (file) => file.startsWith(`packages/${id}/src/`) && file.endsWith(".ts") && !/\.(test|gen)\.ts$/.test(file),
  );
  expect(sources.length).toBeGreaterThan(3);
  const texts = await Promise.all(sources.map((file) => readFile(path.join(root, file), "utf8").catch(() => "")));
  expect(texts.join("").split("\n").length - 1).toBeLessThanOrEqual(most);
});

test("the kit that clients are written with knows no provider, and has at most 450 lines", async () => {
  const sources = (await files()).filter((file) => /^packages\/core\/src\/provider(\.ts|\/.*)$/.test(file));
  const code = sources.filter((file) => !file.endsWith(".test.ts"));
  const texts = await Promise.all(code.map((file) => readFile(path.join(root, file), "utf8").catch(() => "")));
  expect(texts.join("").split("\n").length - 1).toBeLessThanOrEqual(450);
  for (const text of texts) expect(text).not.toMatch(/segmind|3d ?ai ?studio|novita/i);
});

test("every file and folder has a name that says what is in it", async () => {
  expect((await files()).filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared)([./]|$)/.test(file))).toEqual([]);
});

test("no module that tests share sets anything up as it loads: only the first file of a worker would have it", async () => {
  const shared = (await files()).filter((file) => /\/testing\/.*\.ts$/.test(file) && !file.endsWith(".test.ts"));
  const hook = /^(beforeAll|beforeEach|afterAll|afterEach|onTestFinished)\(/m;
  expect(shared.length).toBeGreaterThan(0);
  const texts = await Promise.all(
    shared.map(async (file) => [file, await readFile(path.join(root, file), "utf8").catch(() => "")] as const),
  );
  expect(texts.filter(([, text]) => hook.test(text)).map(([file]) => file)).toEqual([]);
});
