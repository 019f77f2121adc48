import { createHash } from "node:crypto";
import threeDAIStudio from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import novita from "@seedbed/novita/openapi.json" with { type: "json" };
import segmind from "@seedbed/segmind/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import type { ContractCase } from "./contract-case.ts";
import { curlLine } from "./curl-line.ts";
import { generateCases } from "./generate-cases.ts";

// What is made of the specs lies beside this file, so that a case that goes, comes or changes is seen where a change is
// reviewed. `vitest run listed-cases -u` writes it anew.

/** A text that no one would read, by its length and hash. */
const shortened = (_name: string, value: unknown) =>
  typeof value === "string" && value.length > 200
    ? `${value.slice(0, 20)}… ${value.length} characters, ${createHash("sha256").update(value).digest("hex").slice(0, 8)}`
    : value;

const line = (value: unknown) => JSON.stringify(value, shortened) ?? "";

function callSafely(spec: ReturnType<typeof createSpec>, testCase: ContractCase): string {
  const { id, title, rests, request, expect, answers } = testCase;
  const { method, path, pathParameters, key, body } = request;
  const curl = curlLine(spec, testCase, "https://api.example.com", "KEY");
  return [
    id,
    `  ${title}`,
    `  rests on: ${rests.text} (${rests.evidence}, ${rests.source})`,
    `  ${method} ${path} ${line(pathParameters)} key ${key} ${line(body)}`,
    `  expect ${line(expect)}`,
    `  answers ${line(answers)}`,
    `  ${shortened("", curl)}`,
    "",
  ].join("\n");
}

test.each(Object.entries({ segmind, "3daistudio": threeDAIStudio, novita }))(
  "the cases of %s are those that are listed",
  async (provider, document) => {
    const spec = createSpec(document);
    const cases = generateCases(provider, spec).map((each) => callSafely(spec, each));
    await expect(`${cases.length} cases\n\n${cases.join("\n")}`).toMatchFileSnapshot(`listed-cases/${provider}.txt`);
  },
);
