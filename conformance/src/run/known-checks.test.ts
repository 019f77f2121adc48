import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { generateCases } from "../contract/generate-cases.ts";
import { createSpec } from "../spec/create-spec.ts";
import { textCase } from "../testing/text-case.ts";
import type { CheckOptions } from "./check-options.ts";
import { knownChecks } from "./known-checks.ts";
import { nearCheck } from "./near-check.ts";

const spec = createSpec(novitaDocument);
const specs = new Map([["novita", spec]]);
const [contractCase, ...more] = generateCases("novita", spec);
const known = (changes: object = {}) =>
  knownChecks({ providers: [novita], fixtures: [], cases: [], ...changes } as object as CheckOptions, specs, []);

test("a run knows the spec and the coverage of each provider, and its own fixtures", () => {
  expect(known()).toEqual(["novita/spec", "novita/coverage/replay", "novita/coverage/emulator"]);
  const fixtures = [
    { id: "novita/a/b", provider: "novita" },
    { id: "segmind/a/b", provider: "segmind" },
  ];
  expect(known({ fixtures })).toContain("novita/a/b");
  expect(known({ fixtures })).not.toContain("segmind/a/b");
});

test("a case of the spec is known by its name and by what each layer makes of it", () => {
  if (!contractCase) throw new Error("the spec has no case");
  const ids = knownChecks({ providers: [], fixtures: [], cases: [] } as object as CheckOptions, specs, [contractCase]);
  const of = (layer: string) => contractCase.id.replace("/contract/", `/${layer}/`);
  expect(ids).toEqual([contractCase.id, of("client"), of("server")]);
  expect(more.length).toBeGreaterThan(10);
});

test("a generation is known of each model and case, also where none is run", () => {
  expect(known({ cases: [textCase] })).toContain("novita/seedream-5.0-lite/text");
  expect(known({ cases: [], caseIds: ["edit"] })).toContain("novita/seedream-5.0-lite/edit");
  expect(known({ cases: [textCase], caseIds: ["edit"] })).not.toContain("novita/seedream-5.0-lite/text");
});

test("an exchange of a HAR file is known where its provider has a spec", () => {
  const exchange = { name: "a.har#1", request: { method: "POST", path: "/v3/seedream-5.0-lite" } };
  const har = [
    { ...exchange, provider: "novita" },
    { ...exchange, provider: "segmind" },
  ];
  expect(known({ har })).toContain("novita/seedream5Lite/har/a.har#1");
  expect(known({ har }).join()).not.toContain("segmind");
});

test("of ids that are near, the one that was meant differs in its last word, or in the place of it", () => {
  const ids = ["novita/seedream5Lite/text", "novita/seedream5Lite/drift-field", "novita/seedreams5Lite/text"];
  expect(nearCheck("novita/seedream5Lite/drift-feild", ids)).toBe(" (did you mean novita/seedream5Lite/drift-field?)");
  expect(nearCheck("novta/seedream5Lite/text", ids)).toBe(" (did you mean novita/seedream5Lite/text?)");
  expect(nearCheck("novita/seedream5Lite/nothing", ids)).toBe("");
  expect(nearCheck("nothing", [])).toBe("");
});
