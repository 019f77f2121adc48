import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import type { Fixture } from "./fixture.ts";
import { ageWarning, staleFinding } from "./fixture-age.ts";
import { createSpec } from "./spec/create-spec.ts";
import { operationHash } from "./spec/operation-hash.ts";

const spec = createSpec(openapi);
const [operation] = spec.operations;
const today = operation ? operationHash(spec.document, operation) : "";

const fixture = (provenance: Partial<Fixture["provenance"]>): Fixture => ({
  id: "novita/seedream5Lite/a",
  file: "a.json",
  title: "a",
  provider: "novita",
  operation: "seedream5Lite",
  provenance: { kind: "recorded", source: "the provider", date: "2026-01-01", ...provenance },
  call: { operation: "seedream5Lite", request: {} },
  exchanges: [],
  expect: {},
});

test("a fixture of today's spec is not stale, and neither is one that was never stamped", () => {
  expect(staleFinding(fixture({ spec: today }), spec)).toEqual([]);
  expect(staleFinding(fixture({}), spec)).toEqual([]);
});

test("a fixture of an operation that the spec does not have is not held to another one", () => {
  expect(staleFinding({ ...fixture({ spec: "0123456789ab" }), operation: "gone" }, spec)).toEqual([]);
});

test("a spec that changed under a fixture is named with both hashes", () => {
  const [finding] = staleFinding(fixture({ spec: "0123456789ab" }), spec);
  expect(finding).toMatchObject({ field: "provenance.spec", expected: today, actual: "0123456789ab" });
  expect(finding?.message).toBe(
    `the spec of seedream5Lite changed since this fixture was made (0123456789ab, now ${today}): look at both, then stamp it anew`,
  );
});

test("a fixture past its age has a warning, one of a document its source, an invented one none", () => {
  const now = Date.parse("2026-07-01");
  expect(ageWarning(fixture({}), now, 180)).toMatch(/recorded on 2026-01-01, 181 days ago/);
  expect(ageWarning(fixture({}), now, 181)).toBeUndefined();
  expect(ageWarning(fixture({ kind: "documented", source: "seed 004" }), now, 30)).toMatch(
    /^read on 2026-01-01, \d+ days ago: see whether seed 004/,
  );
  expect(ageWarning(fixture({ kind: "synthetic" }), now, 1)).toBeUndefined();
});
