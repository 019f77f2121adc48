import { expect, it } from "vitest";
import { renderAnnotations } from "./render-annotations.ts";
import type { CheckRecord, RunRecord } from "./run-record.ts";
import { sampleRecord } from "./sample/record.ts";

const check = (changes: Partial<CheckRecord>): CheckRecord => ({
  id: "acme/paint/extra",
  layer: "replay",
  provider: "acme",
  title: "an extra field",
  verdict: "ok",
  durationMs: 1,
  findings: [],
  ...changes,
});
const linesOf = (...checks: CheckRecord[]) => {
  const record: RunRecord = { ...sampleRecord, checks };
  return renderAnnotations(record).split("\n").slice(0, -1);
};

it.each<[string, Partial<CheckRecord>, string]>([
  [
    "a violation an error at its line",
    {
      verdict: "violation",
      file: "fixtures/extra.json",
      line: 14,
      findings: [{ field: "call", message: "it failed" }],
    },
    "::error file=fixtures/extra.json,line=14,title=violation%3A acme/paint/extra::call: it failed",
  ],
  [
    "a drift a notice, without what was known",
    {
      verdict: "drift",
      findings: [
        { field: "a", message: "known", drift: "field", known: "since March" },
        { field: "b", message: "new", drift: "field" },
      ],
    },
    "::notice title=drift%3A acme/paint/extra::b: new",
  ],
  [
    "what did not come through a warning",
    { verdict: "transport", findings: [{ field: "", message: "reset" }] },
    "::warning title=transport%3A acme/paint/extra::reset",
  ],
  [
    "an old fixture a warning",
    { file: "old.json", warning: "read on 2026-02-25" },
    "::warning file=old.json,line=1,title=acme/paint/extra::read on 2026-02-25",
  ],
])("is of %s", (_, changes, line) => {
  expect(linesOf(check(changes))).toEqual([line]);
});

it("has nothing to say where all holds", () => {
  expect(renderAnnotations({ ...sampleRecord, checks: [check({}), check({ verdict: "skipped" })] })).toBe("");
});

it("lets no text end a command or begin another", () => {
  const hostile = "100%\r\n::error::owned";
  const [line, ...more] = linesOf(
    check({ id: "a,b:c\n", file: "x,y:z.json", verdict: "violation", findings: [{ field: hostile, message: "m" }] }),
  );
  expect(more).toEqual([]);
  expect(line).toBe(
    "::error file=x%2Cy%3Az.json,line=1,title=violation%3A a%2Cb%3Ac%0A::100%25%0D%0A::error::owned: m",
  );
});

it("shows ten of a kind: of more, the last says how many", () => {
  const violations = Array.from({ length: 12 }, (_, at) => check({ id: `acme/${at}`, verdict: "violation" }));
  const lines = linesOf(...violations, check({ verdict: "drift" }));
  expect(lines).toHaveLength(11);
  expect(lines[9]).toBe("::error title=seedbed check::3 more violations: see the report");
  expect(linesOf(...violations.slice(2))).toHaveLength(10);
});

it("lets no text steer the terminal that the log is read in", () => {
  const [line] = linesOf(
    check({ verdict: "violation", findings: [{ field: "a\u001b[31m", message: "b\u0007\u0000\u009bc" }] }),
  );
  expect(line).toMatch(/::a \[31m: b {3}c$/);
});
