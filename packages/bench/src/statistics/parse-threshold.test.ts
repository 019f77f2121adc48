import { InvalidRequestError } from "@seedbed/core";
import { expect, test } from "vitest";
import { parseThreshold } from "./parse-threshold.ts";

test.each([
  ["p95 > 60s", { metric: "p95", limit: 60_000, model: null, orEqual: false }],
  ["p50>=1500ms", { metric: "p50", limit: 1_500, orEqual: true }],
  ["p99 > 1.5 min", { metric: "p99", limit: 90_000 }],
  ["failure rate > 5%", { metric: "failure rate", limit: 0.05 }],
  ["failure rate >= 0.5 %", { metric: "failure rate", limit: 0.005, orEqual: true }],
  ["cost per image > $0.05", { metric: "cost per image", limit: 0.05, currency: "USD" }],
  ["cost per image > 2 credits", { metric: "cost per image", limit: 2, currency: "credits" }],
  ["novita/seedream-5.0-lite: p50 > 40s", { metric: "p50", limit: 40_000, model: "novita/seedream-5.0-lite" }],
])("reads %s", (text, want) => {
  expect(parseThreshold(text)).toMatchObject({ text, ...want });
});

test.each([
  "",
  "p95",
  "p95 < 60s",
  "p95 > 60",
  "p95 > -60s",
  "p95 > 60 hours",
  "p75 > 60s",
  "failure rate > 0.05",
  "failure rate > 101%",
  "cost per image > 0.05",
  "cost per image > €0.05",
  "novita: p95 > 60s",
  "p95 > 60s; rm",
])("refuses '%s' and says what is allowed", (text) => {
  expect(() => parseThreshold(text)).toThrow(InvalidRequestError);
  expect(() => parseThreshold(text)).toThrow(`"${text}" is not a threshold: write a metric`);
});

test("a limit that no run can reach is refused: the gate would never fail", () => {
  for (const limit of [`p95 > ${"9".repeat(400)}s`, `cost per image > $${"9".repeat(400)}`])
    expect(() => parseThreshold(limit)).toThrow("has a limit that no run can reach");
});

test("a model that is not measured is refused as soon as it is read", () => {
  const models = ["novita/seedream-5.0-lite"];
  expect(parseThreshold("novita/seedream-5.0-lite: p50 > 1s", models).model).toBe(models[0]);
  expect(parseThreshold("p50 > 1s", models).model).toBeNull();
  expect(() => parseThreshold("novita/seedream-5.0-light: p50 > 1s", models)).toThrow(
    '"novita/seedream-5.0-light: p50 > 1s" names a model that is not measured (did you mean novita/seedream-5.0-lite?): there are novita/seedream-5.0-lite.',
  );
});
