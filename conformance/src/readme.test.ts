import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const home = fileURLToPath(new URL("..", import.meta.url));

test("the code in the README replays every fixture of a provider", async () => {
  const words = ["--conditions=seedbed-source", "src/testing/readme-example.ts"];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: home });
  const lines = stdout.trim().split("\n");
  expect(lines).toHaveLength(globSync("fixtures/novita/*/*.json", { cwd: home }).length);
  for (const line of lines) expect(line).toMatch(/^(ok|drift) novita\//);
});
