import { expect, test } from "vitest";
import { scoreOf, scoresOf } from "./score.ts";

const mutants = (...statuses: string[]) =>
  statuses.map((status) => ({ status, mutatorName: "x", location: { start: { line: 1, column: 1 } } }));

test("a time-out is noticed, code that no test runs is missed, and what broke the run counts for neither", () => {
  expect(scoreOf(mutants("Killed", "Timeout", "Survived", "NoCoverage", "RuntimeError", "Ignored"))).toEqual({
    noticed: 2,
    missed: 2,
    broken: 1,
    percent: 50,
  });
});

test("where no mutant ran there is no score", () => {
  expect(scoreOf(mutants("RuntimeError")).percent).toBeNull();
});

test("the weakest file comes first, and all mutants count in the total", () => {
  const files = {
    "a.ts": { source: "", mutants: mutants("Killed") },
    "b.ts": { source: "", mutants: mutants("Killed", "Survived", "Survived") },
  };
  const { total, files: each } = scoresOf({ files });
  expect(each.map(([file, { percent }]) => `${file} ${percent}`)).toEqual(["b.ts 33.3", "a.ts 100"]);
  expect(total.percent).toBe(50);
});
