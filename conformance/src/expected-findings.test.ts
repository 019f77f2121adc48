import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CheckRecord } from "@seedbed/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdExpectedChecks, loadExpectedFindings, markExpected } from "./expected-findings.ts";

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
    ["no YAML", "- check: [x\n  field: y\n", /expected\.yaml:\d is no YAML/],
    ["no list", "check: x\n", /expected\.yaml:1 is no list/],
  ])("%s", async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  test("a file that is not there", async () => {
    await expect(loadExpectedFindings(path.join(folder, "none.yaml"))).rejects.toThrow(/none\.yaml cannot be read/);
  });

  test("a check that there is not, unless its provider was left out", async () => {
    const expected = await load(listed);
    expect(() => holdExpectedChecks(expected, ["acme"], () => false)).toThrow(
      /expected\.yaml:1: there is no check "acme\/paint\/extra"/,
    );
    expect(() => holdExpectedChecks(expected, ["other"], () => false)).not.toThrow();
  });
});

test("an empty list is a list", async () => {
  expect(await load("# none\n")).toEqual([]);
});
