import { expect, test } from "vitest";
import { readFaultRule } from "./read-fault-rule.ts";

const known = [{ id: "novita", operations: [{ operationId: "make", statuses: {} }] }];

test("gives a rule back as it is, and writes an endless one as JSON can", () => {
  const rule = { provider: "novita", operationId: "make", nth: 2, fault: { kind: "html" } };
  expect(readFaultRule(rule, known)).toBe(rule);
  expect(readFaultRule({ times: Infinity, fault: { kind: "html" } }, known).times).toBe("always");
});

test.each([
  [undefined, "a rule is an object, not undefined"],
  [["html"], 'a rule is an object, not ["html"]'],
  [{}, 'a rule needs "fault", an object with its kind'],
  [{ operation: "make", fault: { kind: "html" } }, 'a rule has no "operation"; it takes provider, operationId,'],
  [{ fault: { kind: "htlm" } }, '"htlm" is no kind of fault; there are status, reset,'],
  [{ provider: "segmind", fault: { kind: "html" } }, 'no provider "segmind" is emulated; there are novita'],
  [{ operationId: "paint", fault: { kind: "html" } }, 'the emulator has no operation "paint"; there are make'],
  [{ fault: { kind: "status", status: 503, headers: { a: 1 } } }, '"headers" of a status fault is an object of texts'],
  [{ fault: { kind: "status", status: 429, wait: { ms: -1, as: "body" } } }, '"ms" of a wait is a number above 0'],
])("refuses %j", (rule, want) => {
  expect(() => readFaultRule(rule, known)).toThrow(want);
});
