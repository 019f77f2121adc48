import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeFolder } from "./node.ts";

test("a folder is made with those above it, by several at once, and one that is there stays", async () => {
  const home = mkdtempSync(path.join(tmpdir(), "seedbed-folder-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const inner = path.join(home, "a/b/c");
  await Promise.all([makeFolder(inner), makeFolder(inner), makeFolder(path.join(home, "a/d"))]);
  await makeFolder(inner);
  expect([inner, path.join(home, "a/d")].map((folder) => statSync(folder).isDirectory())).toEqual([true, true]);
  writeFileSync(path.join(home, "file"), "");
  await expect(makeFolder(path.join(home, "file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(path.join(home, "file/inner"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

test("one that cannot be made is told at once", async () => {
  await expect(makeFolder("/proc/seedbed-none/inner")).rejects.toThrow();
});
