import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Image } from "@seedbed/core";
import { expect, test } from "vitest";
import { openOutFolder } from "./out-folder.ts";

const image = (text: string, mediaType: string): Image => {
  const bytes = new Uint8Array(Buffer.from(text));
  return { bytes, mediaType, width: 4, height: 3, sizeBytes: bytes.length };
};

test("images of one moment and of several types have a record each, and none is written over", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-out-"));
  const now = () => new Date("2026-11-21T09:00:00Z");
  const stem = "20261121T090000-acme-m-1";
  await writeFile(path.join(folder, `${stem}-2.json`), "the caller's own");
  const out = await openOutFolder(folder, ".", now);
  for (const [text, mediaType] of [
    ["a", "image/png"],
    ["b", "image/jpeg"],
    ["c", "image/png"],
  ] as const)
    await out.saveImages("acme/m", [image(text, mediaType)], (saved) => ({ ...saved, text }));
  const records = ["", "-3", "-4"].map((number) => readFile(path.join(folder, `${stem}${number}.json`), "utf8"));
  expect((await Promise.all(records)).map((text) => JSON.parse(text).text)).toEqual(["a", "b", "c"]);
  expect((await readdir(folder)).toSorted()).toEqual(
    [`${stem}-2.json`, `${stem}-3.jpg`, `${stem}-3.json`, `${stem}-4.json`, `${stem}-4.png`]
      .concat(`${stem}.json`, `${stem}.png`)
      .toSorted(),
  );
  expect(await readFile(path.join(folder, `${stem}-2.json`), "utf8")).toBe("the caller's own");
  await rm(folder, { recursive: true });
});
