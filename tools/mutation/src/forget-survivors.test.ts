import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { forgetStaticSurvivors, withoutStaticSurvivors } from "./forget-survivors.ts";

test("of an earlier run all is kept but what survived as a module was loaded", () => {
  const kept = [
    { id: "1", status: "Survived", static: false },
    { id: "2", status: "Killed", static: true },
    { id: "3", status: "Survived" },
  ];
  const earlier = {
    schemaVersion: "2",
    files: { "a.ts": { source: "a", mutants: [...kept, { id: "4", status: "Survived", static: true }] } },
    testFiles: {},
  };
  expect(withoutStaticSurvivors(earlier)).toEqual({ ...earlier, files: { "a.ts": { source: "a", mutants: kept } } });
});

test("a file that an earlier run was stopped at is forgotten, and none is made", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-mutation-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "ledger.incremental.json");
  await forgetStaticSurvivors(file);
  await writeFile(file, '{"files":');
  await forgetStaticSurvivors(file);
  await expect(readFile(file)).rejects.toThrow("ENOENT");
});
