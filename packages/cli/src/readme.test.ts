import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runSeedbed } from "./testing/run-seedbed.ts";

const packages = fileURLToPath(new URL("../../", import.meta.url));
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rm(cwd, { recursive: true }));

async function codeOf(name: string, language: string): Promise<string> {
  const readme = await readFile(path.join(packages, name, "README.md"), "utf8");
  return new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? "";
}

test("every command of the README runs as written", async () => {
  const lines = (await codeOf("cli", "sh")).trim().split("\n");
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) {
    const [, ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
    expect(await runSeedbed(args, { cwd }), line).toMatchObject({ exitCode: 0 });
  }
});

test("the code of the ledger's README runs as written", async () => {
  // Here, where all of its imports are found: the ledger itself depends on no provider.
  const file = path.join(packages, "cli/src/testing/readme-ledger.gen.ts");
  await writeFile(file, await codeOf("ledger", "ts"));
  const printed: unknown[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((value) => void printed.push(value));
  try {
    await import(/* @vite-ignore */ file);
  } finally {
    log.mockRestore();
    await rm(file);
  }
  expect(printed).toEqual([
    { USD: { confirmed: 0.037, worstCase: 0.037 } },
    "segmind/seedream-v3 may cost 0.037 USD, and only 0.013 of 0.05 USD is left. Nothing was sent.",
  ]);
});
