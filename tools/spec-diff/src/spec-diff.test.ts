import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SpecDiffInputError, specDiff } from "./spec-diff.ts";

const novita = fileURLToPath(new URL("../../../packages/novita/openapi.json", import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-diff-"));
});
afterAll(() => rm(folder, { recursive: true }));

type Spec = {
  paths: Record<
    string,
    {
      post: {
        requestBody: {
          content: { "application/json": { schema: { required: string[]; properties: Record<string, object> } } };
        };
      };
    }
  >;
  components: {
    schemas: Record<string, { required?: string[]; description?: string; properties: Record<string, object> }>;
  };
};

async function changed(change: (spec: Spec) => void): Promise<string> {
  const spec: Spec = JSON.parse(await readFile(novita, "utf8"));
  change(spec);
  const file = path.join(folder, `${Math.random()}.json`);
  await writeFile(file, JSON.stringify(spec));
  return file;
}

const request = (spec: Spec) => {
  const schema = spec.paths["/v3/seedream-5.0-lite"]?.post.requestBody.content["application/json"].schema;
  if (!schema) throw new Error("the spec has moved");
  return schema;
};

test.each<[string, string, (spec: Spec) => void]>([
  ["nothing changed", "none", () => {}],
  ["a request field becomes required", "major", (spec) => request(spec).required.push("size")],
  ["a request field is gone", "major", (spec) => delete request(spec).properties.watermark],
  ["a response field is gone", "major", (spec) => delete spec.components.schemas.ImagesResult?.properties.images],
  [
    "an optional request field is new",
    "minor",
    (spec) => Object.assign(request(spec).properties, { style: { type: "string" } }),
  ],
])("%s: %s", async (_, bump, change) => {
  expect((await specDiff(novita, await changed(change))).bump).toBe(bump);
});

test("names the change, where it is, and what it asks", async () => {
  const { changes } = await specDiff(novita, await changed((spec) => delete request(spec).properties.watermark));
  expect(changes).toContainEqual({
    id: "property-removed",
    location: "#/paths/~1v3~1seedream-5.0-lite/post/requestBody/content/application~1json/schema/properties/watermark",
    bump: "major",
    message: expect.stringContaining("`watermark`"),
  });
});

test("says which spec is missing", async () => {
  await expect(specDiff(novita, "/nowhere.yaml")).rejects.toThrow(
    new SpecDiffInputError("There is no spec at /nowhere.yaml."),
  );
});
