import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Image } from "@seedbed/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveToFolder } from "./save-to-folder.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "seedbed-save-"));
});
afterAll(() => rm(root, { recursive: true }));

const image = (text: string, mediaType = "image/jpeg"): Image => {
  const bytes = new Uint8Array(Buffer.from(text));
  return { bytes, mediaType, width: 4, height: 3, sizeBytes: bytes.length };
};
const place = { index: 0, model: "acme/m" };

test("saves each image under a name of its own, makes the folder, and tells where", async () => {
  const folder = path.join(root, "new", "folder");
  const told: string[] = [];
  const save = saveToFolder(folder, { onSaved: (file) => void told.push(path.relative(folder, file)) });
  await Promise.all([save(image("a"), place), save(image("b", "image/png"), { ...place, index: 1 })]);
  expect(told.toSorted()).toEqual(["acme-m-1-ca978112ca1b.jpg", "acme-m-2-3e23e8160039.png"]);
  expect((await readdir(folder)).toSorted()).toEqual(told.toSorted());
  expect(await readFile(path.join(folder, told.toSorted()[1] ?? ""), "utf8")).toBe("b");
});

test.each([
  ["application/octet-stream", "bin"],
  ["image/svg+xml", "svg"],
  ["image/jxl", "jxl"],
])("%s is saved as .%s", async (mediaType, ending) => {
  const folder = path.join(root, ending);
  await saveToFolder(folder, { name: () => "fox" })(image("a", mediaType), place);
  expect(await readdir(folder)).toEqual([`fox.${ending}`]);
});

test("the same image again is the same file; another one never takes its name", async () => {
  const folder = path.join(root, "names");
  const save = saveToFolder(folder, { name: () => "fox" });
  for (const text of ["a", "a", "b", "a", "b"]) await save(image(text), place);
  expect((await readdir(folder)).toSorted()).toEqual(["fox-2.jpg", "fox.jpg"]);
  expect(await readFile(path.join(folder, "fox.jpg"), "utf8")).toBe("a");
});

test("many of one name at once are all there, whole, and nothing else", async () => {
  const folder = path.join(root, "race");
  const save = saveToFolder(folder, { name: () => "fox" });
  const texts = Array.from({ length: 20 }, (_, number) => `image ${number}`);
  await Promise.all(texts.map((text) => save(image(text), place)));
  const found = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), "utf8")));
  expect(found.toSorted()).toEqual(texts.toSorted());
});

test("what cannot be saved rejects, and leaves no part behind", async () => {
  await writeFile(path.join(root, "file"), "in its place");
  await expect(saveToFolder(path.join(root, "file"))(image("a"), place)).rejects.toThrow(/EEXIST|ENOTDIR/);
  const folder = path.join(root, "taken");
  const name = () => {
    throw new Error("the caller's own");
  };
  await saveToFolder(folder, { name: () => "fox" })(image("a"), place);
  await expect(saveToFolder(folder, { name })(image("a"), place)).rejects.toThrow("own");
  expect(await readdir(folder)).toEqual(["fox.jpg"]);
});

test("a name stays inside the folder", async () => {
  const save = saveToFolder(path.join(root, "in"), { name: () => "../out" });
  await expect(save(image("a"), place)).rejects.toThrow("is not in the folder");
});

test("an onSaved that throws or rejects does not make a saved image an unsaved one", async () => {
  const bug = new Error("the caller's own bug");
  let calls = 0;
  const thrown = () => {
    calls += 1;
    throw bug;
  };
  await saveToFolder(path.join(root, "told"), { onSaved: thrown })(image("a"), place);
  await saveToFolder(path.join(root, "told"), { onSaved: () => Promise.reject(bug) })(image("b"), place);
  expect(calls).toBe(1);
  expect(await readdir(path.join(root, "told"))).toHaveLength(2);
});
