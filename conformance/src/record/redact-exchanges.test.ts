import { provider } from "@seedbed/novita";
import document from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { redactExchanges } from "./redact-exchanges.ts";

const url = "https://api.novita.ai/v3/seedream-5.0-lite";
const nested = (depth: number) => `{"images":[],"deep":${"[".repeat(depth)}${"]".repeat(depth)}}`;

function redacted(requestBody: string, answer: string) {
  const headers = { "content-type": "application/json" };
  const exchange = { method: "POST", url, requestHeaders: headers, requestBody, status: 200, responseHeaders: headers };
  const taped = { ...exchange, responseBody: new TextEncoder().encode(answer) };
  return redactExchanges([taped], { provider, spec: createSpec(document), client: {}, secrets: [] });
}

test("a body that is nested too deep to be written is refused in one sentence", () => {
  const message = "A body of POST /v3/seedream-5.0-lite is nested more than 500 deep: it is not recorded.";
  expect(() => redacted("{}", nested(5000))).toThrow(message);
  expect(() => redacted(nested(5000), "{}")).toThrow(message);
  expect(redacted("{}", nested(400)).redacted).toHaveLength(1);
});
