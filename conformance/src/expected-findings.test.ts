import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CheckRecord } from "@seedbed/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkExpectedChecks, loadExpectedFindings, markExpected } from "./expected-findings.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-expected-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(text: string) {
  await writeFile(path.join(folder, "expected.yaml"), text);
  return loadExpectedFindings(path.join(folder, "expected.yaml"));
}

const record: CheckRecord = {
  id: "acme/paint/extra",
  layer: "replay",
  provider: "acme",
  title: "an extra field",
  verdict: "drift",
  durationMs: 1,
  findings: [{ field: "body.extra", message: "body.extra is in no document", drift: "field" }],
};
const listed = "- check: acme/paint/extra\n  field: body.extra\n  reason: known since March\n";

test("a listed finding does not count, and keeps its reason", async () => {
  expect(markExpected(record, await load(listed))).toMatchObject({
    verdict: "ok",
    findings: [{ known: "known since March" }],
  });
});

test("what is listed of another check says nothing of this one", async () => {
  const others = await load(listed.replace("paint", "draw"));
  expect(markExpected(record, others)).toBe(record);
  expect(markExpected(record, [...others, ...(await load(listed))])).toMatchObject({ verdict: "ok", findings: [{}] });
});

test("a listed finding among others is the one that is meant", async () => {
  const other = { field: "body.images", message: "body.images is missing" };
  const { findings } = markExpected({ ...record, verdict: "violation", findings: [other, ...record.findings] }, [
    ...(await load(listed)),
    ...(await load(listed.replace("body.extra", "body.more"))),
  ]);
  expect(findings.map(({ field, known }) => [field, known])).toEqual([
    ["body.images", undefined],
    ["body.extra", "known since March"],
    ["body.more", undefined],
  ]);
});

test("a broken contract that is listed does not count either", async () => {
  const violation: CheckRecord = {
    ...record,
    verdict: "violation",
    findings: [{ field: "body.extra", message: "body.extra is missing" }],
  };
  expect(markExpected(violation, await load(listed)).verdict).toBe("ok");
});

test("a finding beside a listed one still counts", async () => {
  const two = {
    ...record,
    findings: [...record.findings, { field: "body.images", message: "body.images is missing" }],
  };
  expect(markExpected({ ...two, verdict: "violation" }, await load(listed)).verdict).toBe("violation");
});

test("a listed finding that no longer occurs fails as stale, with its place", async () => {
  const { verdict, findings } = markExpected({ ...record, verdict: "ok", findings: [] }, await load(listed));
  expect(verdict).toBe("violation");
  expect(findings[0]?.message).toMatch(/expected\.yaml:1 expects a finding at body\.extra, and there is none any more/);
});

test("a check that was skipped says nothing about its listed findings", async () => {
  const skipped: CheckRecord = { ...record, verdict: "skipped", findings: [] };
  expect(markExpected(skipped, await load(listed))).toBe(skipped);
});

describe("a list with a mistake is refused with file and line", () => {
  test.each([
    ["a key that there is not", `${listed}- chek: x\n  field: y\n  reason: z\n`, /expected\.yaml:4: .*no "chek"/],
    ["no reason", `\n${listed}- check: x\n  field: y\n`, /expected\.yaml:5: .*needs check, field, reason/],
    [
      "a check that is not a text",
      "- check: 7\n  field: y\n  reason: z\n",
      /expected\.yaml:1: .*needs check, field, reason/,
    ],
    [
      "a field that is not a text",
      "- check: x\n  field: 7\n  reason: z\n",
      /expected\.yaml:1: .*needs check, field, reason/,
    ],
    ["an empty reason", '- check: x\n  field: y\n  reason: ""\n', /expected\.yaml:1: .*needs check, field, reason/],
    ["a text for an entry", `${listed}- acme\n`, /expected\.yaml:4: .*needs check, field, reason, each a text\.$/],
    ["a list for an entry", `${listed}- [acme]\n`, /needs check, field, reason/],
    ["a key too many, though it tells which there are", `${listed}  chek: x\n`, /it has check, field, reason\.$/],
    ["no YAML, in one line", "- check: [x\n  field: y\n", /^[^\n]+$/],
    ["no YAML", "- check: [x\n  field: y\n", /expected\.yaml:\d is not valid YAML/],
    ["an alias of nothing", "- check: *nope\n  field: b\n  reason: c\n", /expected\.yaml:1: an expected finding needs/],
    [
      "several documents",
      `${listed}---\n${listed}`,
      /expected\.yaml:\d is not valid YAML: it holds several documents\.$/,
    ],
    ["a reason of blanks", "- check: a\n  field: b\n  reason: ' '\n", /needs check, field, reason/],
    ["no list", "check: x\n", /expected\.yaml:1 is not a list/],
    ["nothing", "", /expected\.yaml:1 is not a list of expected findings\.$/],
    ["comments alone", "# none\n", /expected\.yaml:1 is not a list of expected findings\.$/],
    [
      "a finding twice",
      `${listed}${listed.replace("body.extra", "body.more")}${listed.replace("March", "April")}`,
      /expected\.yaml:7: the finding of acme\/paint\/extra at body\.extra is listed already, at .*expected\.yaml:1\.$/,
    ],
  ])("%s", async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  test("a file that is not there", async () => {
    await expect(loadExpectedFindings(path.join(folder, "none.yaml"))).rejects.toThrow(/none\.yaml cannot be read/);
  });

  test("a check that there is not, unless its provider was left out", async () => {
    const expected = await load(listed);
    expect(() => checkExpectedChecks(expected, ["acme/paint/extras"], ["other"])).toThrow(
      /expected\.yaml:1: there is no check "acme\/paint\/extra" \(did you mean acme\/paint\/extras\?\)\.$/,
    );
    expect(() => checkExpectedChecks(expected, ["acme/paint/extra"], [])).not.toThrow();
    expect(() => checkExpectedChecks(expected, [], ["other", "acme"])).not.toThrow();
    expect(() => checkExpectedChecks(expected, [], ["acm"])).toThrow("there is no check");
  });
});

test("an empty list is a list", async () => {
  expect(await load("# none\n[]\n")).toEqual([]);
});
