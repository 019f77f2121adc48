import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { createFaultRules } from "./fault-rules.ts";

const fault: Fault = { kind: "malformed" };
const post = { provider: "segmind", operationId: "make", method: "POST" };

test("meets the first request that matches, once", () => {
  const rules = createFaultRules();
  rules.inject({ provider: "segmind", operationId: "make", fault });
  expect(rules.take({ ...post, provider: "novita" })).toBeUndefined();
  expect(rules.take({ ...post, operationId: "paint" })).toBeUndefined();
  expect(rules.take(post)).toBe(fault);
  expect(rules.take(post)).toBeUndefined();
});

test("meets the nth request and so many after it", () => {
  const rules = createFaultRules();
  rules.inject({ nth: 2, times: 2, fault });
  expect(Array.from({ length: 5 }, () => rules.take(post) === fault)).toEqual([false, true, true, false, false]);
});

test("plays one rule after the other", () => {
  const rules = createFaultRules();
  rules.inject({ fault });
  rules.inject({ fault: { kind: "html" } });
  expect([rules.take(post)?.kind, rules.take(post)?.kind, rules.take(post)]).toEqual(["malformed", "html", undefined]);
});

test("meets none after the rule was taken back", () => {
  const rules = createFaultRules();
  rules.inject({ times: Number.POSITIVE_INFINITY, fault })();
  expect(rules.take(post)).toBeUndefined();
});

test("lets generation faults pass by requests that start none", () => {
  const rules = createFaultRules();
  rules.inject({ fault: { kind: "neverEnding" } });
  expect(rules.take({ ...post, method: "GET" })).toBeUndefined();
  expect(rules.take(post)?.kind).toBe("neverEnding");
});
