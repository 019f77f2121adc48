import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsx = path.join(root, "node_modules/.bin/tsx");

async function run(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    tsx,
    ["--conditions=seedbed-source", path.join(root, "examples", name)],
    { cwd: root },
  );
  return stdout;
}

test("first-image makes an image of the size that was asked for", async () => {
  expect(await run("first-image.ts")).toMatch(/^2848 x 1600 image\/jpeg, \d+ bytes\nnull\n$/);
});

test("compare-sellers gives the cost of each, and what became of each setting", async () => {
  const printed = await run("compare-sellers.ts");
  expect(printed).toMatch(/segmind\/seedream-v5-lite \{[^}]*currency: 'USD'/);
  expect(printed).toMatch(/3daistudio\/seedream-v5-lite \{[^}]*currency: 'credits'/);
  expect(printed).toMatch(/setting: 'seed',\s*requested: 7,\s*sent: null,\s*status: 'dropped'/);
  expect(printed).toMatch(/requested: '3:2',\s*sent: 'landscape_4_3',\s*status: 'approximated'/);
});

test("resume-job gets its images from the job's JSON", async () => {
  expect(await run("resume-job.ts")).toMatch(/FINISHED 100\n2 images\n$/);
});

test("the code in the READMEs is the code of the examples", async () => {
  const readmes = ["README.md", ...["3daistudio", "compare", "novita"].map((name) => `packages/${name}/README.md`)];
  const shown = (await Promise.all(readmes.map((file) => readFile(path.join(root, file), "utf8")))).join("\n");
  const files = (await readdir(path.join(root, "examples"))).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const file of files)
    expect(shown, file).toContain(`\`\`\`ts\n${await readFile(path.join(root, "examples", file), "utf8")}\`\`\``);
});
