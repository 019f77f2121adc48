import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeChanges } from "./write-changes.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "seedbed-changes-"));
  await mkdir(path.join(root, "specs/novita"), { recursive: true });
  await writeFile(path.join(root, "specs/novita/openapi.yaml"), "old");
});
afterEach(() => rm(root, { recursive: true }));

const fixture = "conformance/fixtures/novita/seedream5Lite/recorded-text.json";
const image = "conformance/fixtures/images/pixel.png";
const changes = new Map<string, string | Uint8Array>([
  ["specs/novita/openapi.yaml", "new"],
  [fixture, "{}\n"],
  [image, new Uint8Array([1, 2, 3])],
]);
const read = (name: string) => readFile(path.join(root, name), "utf8");

test("everything is written, specs over what they were, and a second time is the same", async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    await writeChanges(changes, root);
    expect([await read("specs/novita/openapi.yaml"), await read(fixture)]).toEqual(["new", "{}\n"]);
    expect(await readFile(path.join(root, image))).toEqual(Buffer.from([1, 2, 3]));
  }
  expect((await readdir(root, { recursive: true })).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test.each([fixture, image])("%s that is there and differs stays, and nothing else is written", async (name) => {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), "another");
  await expect(writeChanges(changes, root)).rejects.toThrow(
    `${name} is there already, and is another: add --replace to write over it. Nothing was written.`,
  );
  expect([await read(name), await read("specs/novita/openapi.yaml")]).toEqual(["another", "old"]);
  await writeChanges(changes, root, true);
  expect(await read("specs/novita/openapi.yaml")).toBe("new");
  expect(await read(name)).not.toBe("another");
});

test.each<[string, string]>([
  ["a folder where a fixture goes", fixture],
  ["a folder where an image goes", image],
])("%s is one sentence, and nothing is written", async (_name, name) => {
  await mkdir(path.join(root, name), { recursive: true });
  await expect(writeChanges(changes, root)).rejects.toThrow(
    expect.objectContaining({
      name: "InputError",
      message: `${name} cannot be read (EISDIR), and nothing was written.`,
    }),
  );
  expect(await read("specs/novita/openapi.yaml")).toBe("old");
});

test("a file where a folder goes is one sentence", async () => {
  await writeFile(path.join(root, "conformance"), "");
  await expect(writeChanges(changes, root)).rejects.toThrow(expect.objectContaining({ name: "InputError" }));
});
