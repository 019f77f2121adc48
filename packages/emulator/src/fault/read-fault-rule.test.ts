import { expect, test } from "vitest";
import { readFaultRule } from "./read-fault-rule.ts";

const known = [{ id: "novita", operations: [{ operationId: "make", method: "POST", isJob: false, statuses: {} }] }];

test("gives a copy of a rule, and writes an endless one as JSON can", () => {
  const rule = { provider: "novita", operationId: "make", nth: 2, fault: { kind: "html" } };
  const read = readFaultRule(rule, known);
  rule.fault.kind = "malformed";
  expect(read).toEqual({ provider: "novita", operationId: "make", nth: 2, fault: { kind: "html" } });
  expect(readFaultRule({ times: Infinity, fault: { kind: "html" } }, known).times).toBe("always");
});

test.each<[unknown, string]>([
  [undefined, "a rule is an object, not undefined"],
  [["html"], 'a rule is an object, not ["html"]'],
  [{}, 'a rule needs "fault", an object with its kind'],
  [{ operation: "make", fault: { kind: "html" } }, 'a rule has no "operation"; it takes provider, operationId,'],
  [{ fault: { kind: "htlm" } }, '"htlm" is not a kind of fault; there are status, reset,'],
  [{ provider: "segmind", fault: { kind: "html" } }, 'no provider "segmind" is emulated; there are novita'],
  [{ operationId: "paint", fault: { kind: "html" } }, 'the emulator has no operation "paint"; there are make'],
  [{ fault: { kind: "status", status: 503, headers: { a: 1 } } }, '"headers" of a status fault is an object of texts'],
  [{ fault: { kind: "toString" } }, '"toString" is not a kind of fault; there are status, reset,'],
  [{ fault: { kind: "html", constructor: 1 } }, 'a html fault has no "constructor"; it takes status'],
  [{ valueOf: 1, fault: { kind: "html" } }, 'a rule has no "valueOf"'],
  ...[{ "a b": "x" }, { a: "x\ny" }, { a: "x\u0001" }, { a: "€" }, { "": "x" }].map((headers): [unknown, string] => [
    { fault: { kind: "status", status: 503, headers } },
    "names and texts that HTTP can send",
  ]),
  ...["Connection", "content-length", "transfer-encoding", "keep-alive"].map((name): [unknown, string] => [
    { fault: { kind: "status", status: 503, headers: { [name]: "7" } } },
    "without connection, content-length, keep-alive,",
  ]),
  [{ fault: { kind: "mediaType", mediaType: "text/html\n" } }, "is a text that a header can hold"],
  [
    { fault: { kind: "status", status: 429, wait: { ms: 1e300, as: "body" } } },
    "a hundred years at most; it is 1e+300",
  ],
  [{ fault: { kind: "status", status: 429, wait: { ms: -1, as: "body" } } }, '"ms" of a wait is a number above 0'],
])("refuses %j", (rule, want) => {
  expect(() => readFaultRule(rule, known)).toThrow(want);
});

const circle: unknown[] = [];
circle.push(circle);

test.each([
  ["a big integer", 5n, "it is 5"],
  ["a circle", circle, "it is "],
  ["a function", () => {}, "it is "],
])("refuses a body that is %s, since it could neither be sent nor saved", (_name, body, want) => {
  const rule = { fault: { kind: "status", status: 500, body } };
  expect(() => readFaultRule(rule, known)).toThrow('"body" of a status fault is JSON; ');
  expect(() => readFaultRule(rule, known)).toThrow(want);
  expect(() => readFaultRule(body, known)).toThrow("a rule is an object, not ");
});
