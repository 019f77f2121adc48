import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lintSpec } from "./lint.ts";

const specs = fileURLToPath(new URL("../../../specs", import.meta.url));
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

test("the first fault is told with its file and line", async () => {
  const { findings, firstPlace } = await lintSpec(folder, "novita");
  expect(findings[0]?.field).toMatch(/^novita\/seedream-5\.0-lite\.yaml#/);
  const [, file = "", line] = /^(.*):(\d+)$/.exec(firstPlace ?? "") ?? [];
  const lines = (await readFile(file, "utf8")).split("\n");
  expect(lines[Number(line) - 1]).toContain("operationId: not an id");
});

describe("what cannot be read as a spec is refused in one sentence, with its place", () => {
  const spec = "novita/openapi.yaml";
  const endpoint = "novita/seedream-5.0-lite.yaml";
  test.each<[string, string, string | ((text: string) => string) | null, RegExp]>([
    [
      "an empty spec",
      spec,
      "",
      /openapi\.yaml:1 is not a valid OpenAPI description: Document must be JSON object, got undefined\.$/,
    ],
    ["a spec that is a list", spec, "- a\n", /openapi\.yaml:1 is not a valid OpenAPI description: /],
    [
      "a spec without a version",
      spec,
      "info: {}\n",
      /openapi\.yaml:1 is not a valid OpenAPI description: Unsupported specification\.$/,
    ],
    [
      "a version that is none",
      spec,
      "info: {}\nopenapi: 9.0.0\n",
      /openapi\.yaml:2 is not a .* Unsupported OpenAPI version: 9\.0\.0\.$/,
    ],
    [
      "a spec that is not valid YAML",
      spec,
      (text) => text.replace("paths:", "paths: ["),
      /openapi\.yaml:\d+ is not valid YAML: missed comma between flow collection entries\.$/,
    ],
    [
      "an endpoint that is not valid YAML",
      endpoint,
      (text) => text.replace(/^post:/m, "post: {"),
      /seedream-5\.0-lite\.yaml:\d+ is not valid YAML: missed comma between flow collection entries\.$/,
    ],
    [
      "an endpoint that is not there",
      endpoint,
      null,
      /openapi\.yaml:\d+ refers to what is not there: .*no such file.*seedream-5\.0-lite\.yaml'\.$/,
    ],
    [
      "an endpoint that is empty",
      endpoint,
      "",
      /openapi\.yaml:\d+ refers to what is not there: Can't resolve \$ref\.$/,
    ],
    ["no rules", "redocly.yaml", null, /^The rules that specs are linted by, .*redocly\.yaml, cannot be read\.$/],
    [
      "rules that are no YAML",
      "redocly.yaml",
      "rules: [\n",
      /redocly\.yaml:\d+ is not valid YAML: deficient indentation\.$/,
    ],
    [
      "rules that there are not",
      "redocly.yaml",
      "extends: [nonesuch]\n",
      /redocly\.yaml:1 is not a valid configuration of Redocly: .*nonesuch/,
    ],
  ])("%s", async (_, name, change, words) => {
    const own = await mkdtemp(path.join(folder, "own-"));
    await cp(specs, own, { recursive: true });
    const file = path.join(own, name);
    if (change === null) await rm(file);
    else await writeFile(file, typeof change === "string" ? change : change(await readFile(file, "utf8")));
    await expect(lintSpec(own, "novita")).rejects.toThrow(
      expect.objectContaining({ name: "InputError", message: expect.stringMatching(words) }),
    );
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
