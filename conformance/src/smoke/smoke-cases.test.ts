import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadCases } from "./smoke-cases.ts";

const schema = path.resolve(import.meta.dirname, "../../schemas/case.schema.json");
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-cases-"));
  await mkdir(path.join(folder, "images"));
  await writeFile(path.join(folder, "images/a.png"), new Uint8Array([1, 2, 3]));
});
afterEach(() => rm(folder, { recursive: true }));

const stated = { title: "a title", mode: "text", request: { prompt: "a fox" }, expect: { images: 1 } };
const place = (file: string, changes: object = {}) =>
  writeFile(path.join(folder, file), JSON.stringify({ ...stated, id: file.replace(".json", ""), ...changes }));

test("cases come from the simplest to the edit, then by their names", async () => {
  const image = { request: { prompt: "a", images: ["a.png"] } };
  await place("z-text.json", { $schema: "../x.json" });
  await place("b-text.json");
  await place("edit.json", { mode: "edit", ...image });
  await place("several.json", { mode: "several" });
  await place("image.json", { mode: "image", ...image });
  await writeFile(path.join(folder, "notes.md"), "no case");
  const cases = await loadCases(folder, schema);
  expect(cases.map(({ id }) => id)).toEqual(["b-text", "z-text", "image", "several", "edit"]);
  expect(cases[1]).toEqual({ ...stated, id: "z-text" });
  expect(cases[2]?.request).toEqual({ prompt: "a", images: [new Uint8Array([1, 2, 3])] });
});

test("two of one id, an image that is not there and a case that does not fit are named", async () => {
  await place("a.json");
  await place("b.json", { id: "a" });
  await expect(loadCases(folder, schema)).rejects.toThrow(
    /^The cases [ab]\.json and [ab]\.json have the same id "a"\.$/,
  );
  await place("b.json", { request: { prompt: "a", images: ["none.png"] } });
  await expect(loadCases(folder, schema)).rejects.toThrow(
    "The case b.json names the image none.png, which cannot be read.",
  );
  await place("b.json", { mode: "video" });
  await expect(loadCases(folder, schema)).rejects.toThrow(/b\.json:1 does not fit the schema of a case: \/mode /);
});

test("a folder that is not there has none", async () => {
  expect(await loadCases(path.join(folder, "none"), schema)).toEqual([]);
});
