import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Image } from "@seedbed/core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { saveToFolder } from "./save-to-folder.ts";

const code = vi.hoisted(() => ({ current: "EPERM" }));
vi.mock("node:fs/promises", async (original) => ({
  ...(await original<typeof import("node:fs/promises")>()),
  link: async () => {
    throw Object.assign(new Error(`link ${code.current}`), { code: code.current });
  },
}));

let root: string;
let folders = 0;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "seedbed-links-"));
});
beforeEach(() => {
  folder = path.join(root, `${++folders}`);
});
afterAll(() => rm(root, { recursive: true }));

const image = (text: string): Image => {
  const bytes = new Uint8Array(Buffer.from(text));
  return { bytes, mediaType: "image/jpeg", width: 4, height: 3, sizeBytes: bytes.length };
};
const place = { index: 0, model: "acme/m" };
const contents = async () =>
  (await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), "utf8")))).toSorted();

test.each(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV"])(
  "on a file system whose links fail with %s, two images of one name are two files",
  async (failure) => {
    code.current = failure;
    const save = saveToFolder(folder, { name: () => "fox" });
    for (const text of ["a", "a", "b", "a", "b"]) await save(image(text), place);
    expect((await readdir(folder)).toSorted()).toEqual(["fox-2.jpg", "fox.jpg"]);
    expect(await contents()).toEqual(["a", "b"]);
  },
);

test("many of one name at once are all there, whole, and nothing else", async () => {
  code.current = "EPERM";
  const save = saveToFolder(folder, { name: () => "fox" });
  const texts = Array.from({ length: 20 }, (_, number) => `image ${number}`);
  await Promise.all(texts.map((text) => save(image(text), place)));
  expect(await contents()).toEqual(texts.toSorted());
});

test("a file that was there before stays", async () => {
  code.current = "ENOTSUP";
  const save = saveToFolder(folder, { name: () => "fox" });
  await save(image("a"), place);
  await writeFile(path.join(folder, "fox.jpg"), "the caller's own");
  await save(image("b"), place);
  expect(await contents()).toEqual(["b", "the caller's own"]);
});

test("no room is told, and leaves nothing behind", async () => {
  code.current = "ENOSPC";
  await expect(saveToFolder(folder, { name: () => "fox" })(image("a"), place)).rejects.toThrow("link ENOSPC");
  expect(await contents()).toEqual([]);
});
