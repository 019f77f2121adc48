import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runSeedbed } from "../packages/cli/src/testing/run-seedbed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const packages = globSync(["packages/*/README.md", "conformance/README.md"], { cwd: root }).sort();
const documents = ["README.md", "CONTRIBUTING.md", ...packages];

/** Code that stands in a file which a test runs: here, in tools/packed, or beside the package. */
const examples = globSync(["examples/**/*.ts", "{packages/*,conformance}/src/*/readme-example.ts"], {
  cwd: root,
  exclude: (file) => file.includes("node_modules"),
});
/** Code that a test takes out of the README itself, and runs. */
const runElsewhere = [
  ["packages/ledger/README.md", "createLedger", "packages/cli/src/readme.test.ts"],
  ["packages/emulator/README.md", "emulateWithMsw", "packages/emulator/src/readme.test.ts"],
] as const;

/** The code blocks of a document in one of these languages. */
function blocks(file: string, languages: string): string[] {
  return [...read(file).matchAll(new RegExp(`^\`\`\`(?:${languages})\\n(.*?)^\`\`\``, "gms"))].map(
    ([, code]) => code ?? "",
  );
}

test.each(packages)("%s has code, and all of it runs in a test", (file) => {
  const code = blocks(file, "ts|js|tsx|jsx|typescript|javascript|mjs");
  const known = new Set(examples.map(read));
  for (const block of code)
    expect(
      known.has(block) || runElsewhere.some(([readme, word]) => readme === file && block.includes(word)),
      `no example is\n${block}`,
    ).toBe(true);
  expect(code.length + blocks(file, "sh").length).toBeGreaterThan(0);
});

test("every example is in a README, and has a test that runs it", () => {
  const shown = new Set(documents.flatMap((file) => blocks(file, "ts")));
  const tests = read("examples/examples.test.ts");
  const files = globSync("examples/*.ts", { cwd: root }).filter((file) => !file.endsWith(".test.ts"));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    expect(shown.has(read(file)), file).toBe(true);
    expect(tests, file).toContain(`run("${path.basename(file)}")`);
  }
});

test.each(runElsewhere)("the code of %s with %s is run by %s", (file, word, by) => {
  expect(blocks(file, "ts").filter((block) => block.includes(word))).toHaveLength(1);
  expect(read(by)).toContain(word === "createLedger" ? '"ledger", "ts"' : "@seedbed/emulator/msw");
});

/** Every command line of a document, in its shell blocks and between backticks. */
function commandLines(file: string): string[] {
  const text = read(file).replaceAll(/^```(?!sh).*?^```/gms, "");
  const inText = [...text.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? "");
  const lines = blocks(file, "sh").flatMap((block) => block.split("\n"));
  return [...lines, ...inText].map((line) => line.replace(/\s#.*/, "").trim());
}

describe.each(documents)("the command lines of %s", (file) => {
  test("name commands and flags that the seedbed command has", async () => {
    for (const line of commandLines(file)) {
      const words = /^(?:(?:npx -y )?pnpm(?:@12)? (?:--silent )?)?seedbed ((?:[a-z]+ ?)*)(.*)$/.exec(line);
      if (!words || words[1] === "") continue;
      const command = words[1]?.trim().split(" ") ?? [];
      const { stdout, exitCode } = await runSeedbed([...command, "--help"], { cwd: root, columns: 200 });
      expect(exitCode, line).toBe(0);
      expect(stdout, line).toContain(`seedbed ${command.join(" ")}`);
      for (const [flag] of (words[2] ?? "").matchAll(/(?<=^|[\s[])--[a-z-]+/g))
        expect(stdout, `${line}: ${flag}`).toMatch(new RegExp(`${flag}\\b`));
    }
  });

  test("name scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const own = new Set([...Object.keys(scripts), "install", "changeset", "pack", "exec"]);
    for (const line of commandLines(file)) {
      const script = /^(?:npx -y )?pnpm(?:@12)? (?:(?:--silent|--filter \S+) )*([a-z:-]+)/.exec(line)?.[1];
      if (script) expect([...own], line).toContain(script);
    }
  });
});
