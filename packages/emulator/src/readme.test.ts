import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Emulation } from "@seedbed/core/emulation";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(`${packages}/emulator/README.md`, "utf8");

test("the page on switches lists every switch of every emulation, with its default and its other values", async () => {
  const page = readFileSync(`${packages}/emulator/docs/switches.md`, "utf8");
  const files = globSync("*/emulation/index.ts", { cwd: packages });
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    const { emulation } = (await import(`${packages}/${file}`)) as { emulation: Emulation };
    const [, section = ""] = page.split(`## \`${emulation.id}\``);
    // The formatter pads the columns.
    const rows = section.split("\n##")[0]?.replace(/ +/g, " ");
    for (const [name, { default: value, values = [], description }] of Object.entries(emulation.switches)) {
      const others = values.filter((other) => other !== value).map((other) => `\`${other}\``);
      expect(rows).toContain(`| \`${name}\` | \`${value}\` | ${others.join(", ")} | ${description} |`);
    }
  }
});

test("every switch answers an open question, and every switch that a question names is there", async () => {
  const questions = readFileSync(`${packages}/emulator/docs/open-questions.md`, "utf8");
  for (const file of globSync("*/emulation/index.ts", { cwd: packages })) {
    const { emulation } = (await import(`${packages}/${file}`)) as { emulation: Emulation };
    const [section = ""] = questions.split(`## \`${emulation.id}\``)[1]?.split("\n## ") ?? [];
    const answers = section.split("\n").map((row) => row.split("|")[2] ?? "");
    const named = answers
      .flatMap((answer) => answer.match(/`[a-z][A-Za-z0-9]+`/g) ?? [])
      .map((name) => name.slice(1, -1));
    const others = ["rateLimits", "moderated", "unknownState"];
    expect(new Set(named.filter((name) => !others.includes(name)))).toEqual(new Set(Object.keys(emulation.switches)));
  }
});

test("the code for MSW runs", async () => {
  const blocks = readme.split("```ts\n").map((rest) => rest.split("```")[0] ?? "");
  const code = blocks.find((block) => block.includes("@seedbed/emulator/msw")) ?? "";
  // The emulator depends on no provider: here it takes those of the repo.
  const local = code
    .replaceAll('"@seedbed/novita/emulation"', '"../novita/emulation/index.ts"')
    .replaceAll('"@seedbed/novita"', '"../novita/src/index.ts"');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=seedbed-source", "--input-type=module", "--eval", local],
    { cwd: `${packages}/emulator` },
  );
  expect(stdout).toBe("2496 1664 1\n");
});
