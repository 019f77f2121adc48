import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bumpIn, changesetName, changesetText } from "./changeset.ts";
import { main } from "./cli.ts";
import { asObject } from "./read-spec.ts";
import { largest, type SpecDiff, specDiff } from "./spec-diff.ts";
import { harmless, mutations, prepared } from "./testing/mutations.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const spec = prepared(JSON.parse(await readFile(path.join(root, "packages/novita/openapi.json"), "utf8")));
const rows = [...mutations, ...harmless];

/** Redocly starts slowly, so every mutation is a copy of the spec beside the others, and one run rates them all. */
function beside(documents: readonly Record<string, unknown>[]): Record<string, unknown> {
  const paths: Record<string, unknown> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (const [index, document] of documents.entries()) {
    const own = JSON.stringify(document).replaceAll(
      /"#\/components\/(\w+)\/([^"]+)"/g,
      (_, kind, name) => `"#/components/${kind}/m${index}_${name}"`,
    );
    const copy = asObject(JSON.parse(own));
    for (const [key, item] of Object.entries(asObject(copy.paths))) paths[`/m${index}_${key}`] = item;
    for (const [kind, items] of Object.entries(asObject(copy.components))) {
      components[kind] ??= {};
      for (const [name, item] of Object.entries(asObject(items)))
        Object.assign(components[kind], { [kind === "securitySchemes" ? name : `m${index}_${name}`]: item });
    }
  }
  return { ...spec, paths, components };
}

let diff: SpecDiff;
beforeAll(async () => {
  const changed = rows.map(([, , , change]) => {
    const copy = structuredClone(spec);
    change(copy);
    return copy;
  });
  diff = await specDiff(beside(rows.map(() => spec)), beside(changed));
});

test.each(rows.map((row, index) => [...row, index] as const))("%s: %s", (_, bumps, where, _change, index) => {
  const mine = diff.changes.filter(({ location }) => new RegExp(`(/|~1)m${index}_`).test(location));
  expect(bumps.split("|")).toContain(largest(mine.map(({ bump }) => bump)));
  if (where !== "")
    expect(mine.filter(({ location }) => location.includes(where)).map(({ bump }) => bump)).toContain(bumps);
});

test("refuses the specs of two providers", async () => {
  const other = structuredClone(spec);
  Object.assign(asObject(asObject(other.info)["x-provider"]), { id: "segmind" });
  await expect(specDiff(spec, other)).rejects.toThrow("These are the specs of two providers, novita and segmind.");
});

test("writes the same changeset for the same diff, with a minor for what breaks while 0.x", () => {
  const change = { id: "x", location: "#/paths/~1v3/post/x-pixels", bump: "major", message: "Narrower." } as const;
  const text = changesetText("novita", { bump: "major", changes: [change] }, { "@seedbed/novita": "major" });
  expect(text).toContain("What breaks:\n\n- POST /v3: Narrower.");
  expect(bumpIn(text, "@seedbed/novita")).toBe("minor");
  expect(bumpIn(text, "@seedbed/segmind")).toBe("none");
  expect(changesetName("novita", spec)).toBe(changesetName("novita", structuredClone(spec)));
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-diff-"));
  const head = 'openapi: 3.1.0\ninfo:\n  title: a\n  version: "1"\n';
  for (const [name, text] of Object.entries({
    "list.json": "[]",
    "cut.json": '{"openapi":',
    "broken.yaml": `${head}   paths: [\n`,
    "missing.yaml": `${head}paths:\n  /a:\n    $ref: gone.yaml\n`,
    "empty.yaml": "",
    "whole.yaml": `${head}paths:\n  /a:\n    $ref: broken.yaml\n`,
  }))
    await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], from = root): Promise<{ code: number; stderr: string }> {
  let stderr = "";
  const said = {
    log: () => {},
    error: (text: string) => {
      stderr += `${text}\n`;
    },
  };
  return { code: await main(args, { from, console: said }), stderr };
}

test("a process of its own ends with the exit code, and says why", async () => {
  const command = [path.join(root, "tools/spec-diff/src/cli.ts"), "specs/novita", "nowhere.yaml"];
  const environment = { ...process.env, INIT_CWD: root };
  const ended = promisify(execFile)(process.execPath, command, { cwd: tmpdir(), env: environment });
  await expect(ended).rejects.toMatchObject({ code: 2, stderr: "spec-diff: There is no spec at nowhere.yaml.\n" });
});

test.each([
  ["a file that is not there", () => ["specs/novita", "nowhere.yaml"], "There is no spec at nowhere.yaml."],
  [
    "a file that is not a spec",
    () => ["specs/novita", path.join(folder, "list.json")],
    "is not valid OpenAPI document.",
  ],
  [
    "a JSON file that is cut off",
    () => ["specs/novita", path.join(folder, "cut.json")],
    "cut.json is not valid JSON: Unexpected end of JSON input",
  ],
  [
    "a YAML file that is broken",
    () => ["specs/novita", path.join(folder, "broken.yaml")],
    "broken.yaml cannot be read: broken.yaml:5: bad indentation of a mapping entry",
  ],
  [
    "a file that is referred to and broken",
    () => ["specs/novita", path.join(folder, "whole.yaml")],
    "whole.yaml cannot be read: broken.yaml:5: Failed to parse: bad indentation of a mapping entry",
  ],
  [
    "a file that is referred to and not there",
    () => ["specs/novita", path.join(folder, "missing.yaml")],
    "missing.yaml cannot be read: missing.yaml:7: Can't resolve $ref: ENOENT: no such file or directory 'gone.yaml'",
  ],
  [
    "an empty file",
    () => ["specs/novita", path.join(folder, "empty.yaml")],
    "empty.yaml cannot be read: Document must be JSON object, got undefined",
  ],
  ["an unknown revision", () => ["gone:specs/novita", "specs/novita"], "git knows no revision gone."],
  ["an unknown revision to --since", () => ["--since", "gone"], "git knows no revision gone "],
])("answers %s with one sentence and 2", async (_, args, sentence) => {
  const { code, stderr } = await run(args());
  expect({ code, lines: stderr.trim().split("\n").length }).toEqual({ code: 2, lines: 1 });
  expect(stderr).toContain(sentence);
});

test("fails a branch whose spec changed without a changeset, and takes the one it writes", async () => {
  const repo = path.join(folder, "repo");
  const inRepo = (...args: string[]) =>
    promisify(execFile)("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: repo });
  await cp(path.join(root, "specs/novita"), path.join(repo, "specs/novita"), { recursive: true });
  await mkdir(path.join(repo, "packages/novita"), { recursive: true });
  await mkdir(path.join(repo, ".changeset"));
  await inRepo("init", "-q");
  await inRepo("add", ".");
  await inRepo("commit", "-q", "-m", "first");
  const endpoint = path.join(repo, "specs/novita/seedream-5.0-lite.yaml");
  await writeFile(endpoint, (await readFile(endpoint, "utf8")).replace("min: 3686400", "min: 4000000"));

  expect(await run(["--since", "HEAD", "--check"], repo)).toEqual({
    code: 1,
    stderr:
      "spec-diff: @seedbed/novita needs a minor changeset, found none: `pnpm spec-diff --since HEAD --changeset` writes it.\n",
  });
  await rm(path.join(repo, ".changeset"), { recursive: true });
  const none = { code: 2, stderr: `spec-diff: --changeset needs the folder .changeset in ${repo}, which has none.\n` };
  expect(await run(["--since", "HEAD", "--changeset"], repo)).toEqual(none);
  await writeFile(path.join(repo, ".changeset"), "");
  expect(await run(["--since", "HEAD", "--changeset"], repo)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^spec-diff: --changeset needs .*, where a file is in its place\.\n$/),
  });
  await rm(path.join(repo, ".changeset"));
  await mkdir(path.join(repo, ".changeset"));
  expect((await run(["--since", "HEAD", "--changeset", "--check"], repo)).code).toBe(0);
});
