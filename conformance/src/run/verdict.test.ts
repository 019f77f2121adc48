import type { Finding } from "@seedbed/report";
import { expect, test } from "vitest";
import { verdictOf } from "./verdict.ts";

const broken: Finding = { field: "body.a", message: "body.a is missing" };
const drifted: Finding = { field: "body.b", message: "body.b is in no document", drift: "field" };
const known = (finding: Finding): Finding => ({ ...finding, known: "since March" });

test.each<[string, Finding[], string]>([
  ["nothing is ok", [], "ok"],
  ["what is known beforehand is ok", [known(broken), known(drifted)], "ok"],
  ["something undocumented is drift", [drifted], "drift"],
  ["something undocumented beside a known break is drift", [known(broken), drifted], "drift"],
  ["a break is a violation", [broken], "violation"],
  ["a break counts more than something undocumented", [drifted, broken], "violation"],
])("%s", (_name, findings, verdict) => {
  expect(verdictOf(findings)).toBe(verdict);
});
