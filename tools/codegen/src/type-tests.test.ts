import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const typeTests = globSync(["packages/*/src/types.test.ts", "examples/types.test.ts"], { cwd: root });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-types-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the compiler of `pnpm lint` says of these files: nothing where they hold. */
async function compile(files: readonly string[]): Promise<string> {
  const config = {
    extends: path.join(root, "tsconfig.base.json"),
    compilerOptions: { typeRoots: [path.join(root, "node_modules/@types")] },
    files,
  };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = promisify(execFile)(path.join(root, "node_modules/.bin/tsc"), ["-p", folder], { cwd: root });
  return tsc.then(({ stdout }) => stdout).catch(({ stdout }) => stdout);
}

test("every type test compiles, and what must not compile does not", async () => {
  expect(typeTests.length).toBeGreaterThan(3);
  expect(await compile(typeTests.map((file) => path.join(root, file)))).toBe("");
});

test("a type test that holds no more is seen", async () => {
  const file = path.join(folder, "wrong.ts");
  const client = path.join(root, "packages/segmind/src/index.ts");
  await writeFile(
    file,
    `import { createSegmind } from ${JSON.stringify(client)};
// @ts-expect-error there is no error here
createSegmind().seedreamV5LiteTextToImage({ prompt: "a" });
createSegmind().seedreamV5LiteTextToImage({ promt: "a" });
`,
  );
  const said = await compile([file]);
  expect(said).toMatch(/wrong\.ts\(2,1\): error TS2578: Unused '@ts-expect-error' directive/);
  expect(said).toMatch(/wrong\.ts\(4,\d+\): error TS2561: .*'promt'/);
});
