import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runSeedbed } from "../packages/cli/src/testing/run-seedbed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const packages = globSync(["packages/*/README.md", "conformance/README.md"], { cwd: root }).sort();
/** What the READMEs of the packages lead to. */
const pages = globSync("{packages/*,conformance}/docs/*.md", { cwd: root }).sort();
const documents = ["README.md", "CONTRIBUTING.md", ...packages, ...pages];

/** Code that stands in a file which a test runs: here, in tools/packed, or beside the package. */
const examples = globSync(["examples/**/*.ts", "{packages/*,conformance}/src/*/readme-example.ts"], {
  cwd: root,
  exclude: (file) => file.includes("node_modules"),
});
/** Code that a test takes out of the document itself, and runs. */
const runElsewhere = [
  ["packages/ledger/README.md", "createLedger", "packages/cli/src/readme.test.ts"],
  ["packages/emulator/README.md", "emulateWithMsw", "packages/emulator/src/readme.test.ts"],
] as const;

const script = "ts|js|tsx|jsx|typescript|javascript|mjs";

/** The code blocks of a document in one of these languages. */
function blocks(file: string, languages: string): string[] {
  return [...read(file).matchAll(new RegExp(`^\`\`\`(?:${languages})\\n(.*?)^\`\`\``, "gms"))].map(
    ([, code]) => code ?? "",
  );
}

test.each(packages)("%s has at most 800 words; the rest belongs in pages below its docs/", (file) => {
  expect(read(file).split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(800);
});

test("the README of the repository has at most 150 lines", () => {
  expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});

test.each(packages)("%s has code", (file) => {
  expect(blocks(file, `${script}|sh`)).not.toEqual([]);
});

test.each([...packages, ...pages])("all code of %s runs in a test", (file) => {
  const known = new Set(examples.map(read));
  for (const block of blocks(file, script))
    expect(
      known.has(block) || runElsewhere.some(([document, word]) => document === file && block.includes(word)),
      `no example is\n${block}`,
    ).toBe(true);
});

test.each(packages)("every page of the package is linked from %s", (file) => {
  const folder = path.dirname(file);
  const own = pages.filter((page) => page.startsWith(`${folder}/docs/`)).map((page) => path.relative(folder, page));
  for (const page of own) expect(read(file)).toContain(`](${page})`);
});

/** What a heading is linked by, as GitHub makes it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

test.each(documents)("the links of %s lead to files and headings that are there", (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  for (const [link, to = "", heading] of links) {
    const target = to === "" ? file : path.join(path.dirname(file), to);
    expect(existsSync(path.join(root, target)), link).toBe(true);
    if (heading === undefined) continue;
    const document = target.endsWith(".md") ? target : path.join(target, "README.md");
    const headings = [...read(document).matchAll(/^#+ (.*)$/gm)].map(([, text]) => anchor(text ?? ""));
    expect(headings, link).toContain(heading);
  }
});

test("every example is in a README or a page, and has a test that runs it", () => {
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

/** The scripts of a package of the workspace; of the root without a name. */
function scriptsOf(name = "seedbed-monorepo"): Record<string, string> {
  const manifests = [
    "package.json",
    ...globSync("{packages,tools}/*/package.json", { cwd: root }),
    "conformance/package.json",
  ];
  return manifests.map((file) => JSON.parse(read(file))).find((manifest) => manifest.name === name)?.scripts ?? {};
}

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

  test("name scripts that the package.json of their package has", () => {
    for (const line of commandLines(file)) {
      const [, pnpm, flags = "", name] =
        /^(?:npx -y )?(pnpm)(?:@12)? ((?:--silent |--filter \S+ )*)([a-z:-]+)/.exec(line) ?? [];
      if (!pnpm || !name) continue;
      const [, filtered] = /--filter (\S+)/.exec(flags) ?? [];
      expect([...Object.keys(scriptsOf(filtered)), "install", "changeset", "pack", "exec"], line).toContain(name);
    }
  });
});
