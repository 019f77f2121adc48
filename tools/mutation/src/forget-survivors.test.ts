import { expect, test } from "vitest";
import { withoutStaticSurvivors } from "./forget-survivors.ts";

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
