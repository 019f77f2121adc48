import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lintSpec } from "./lint.ts";

const specs = fileURLToPath(new URL("../../specs", import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-lint-"));
  await cp(specs, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

test("a spec that holds is bundled, and nothing is found", async () => {
  const { document, ...told } = await lintSpec(specs, "novita");
  expect(told).toEqual({ provider: "novita", file: path.join("novita", "openapi.yaml"), findings: [] });
  expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\./), paths: expect.anything() });
});

test("a fault is told by its place in its file, and by the rule", async () => {
  const file = path.join(folder, "novita/seedream-5.0-lite.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^( *)operationId: .*$/m, "$1operationId: not an id"));
  const { findings } = await lintSpec(folder, "novita");
  expect(findings).toContainEqual({
    field: expect.stringMatching(/^novita\/seedream-5\.0-lite\.yaml#\/.*operationId$/),
    message: expect.stringMatching(/^\S.*\S \(operation-operationId-url-safe\)$/s),
  });
});

test("one that is not there is named", async () => {
  await expect(lintSpec(folder, "none")).rejects.toThrow(
    expect.objectContaining({
      name: "InputError",
      message: `There is no spec at ${path.join(folder, "none/openapi.yaml")}.`,
    }),
  );
});
