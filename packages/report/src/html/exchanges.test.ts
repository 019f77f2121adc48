import { expect, test } from "vitest";
import type { CheckRecord, Finding } from "../run-record.ts";
import { renderExchanges } from "./exchanges.ts";

/** The lines that are marked for findings of these fields, in an answer that holds `body`. */
function markedLines(body: unknown, ...fields: string[]): string[] {
  const findings = fields.map((field): Finding => ({ field, message: "is not as it should be" }));
  const exchange = {
    request: { method: "GET", path: "/credits" },
    response: { status: 200, headers: { "x-id": "1" }, body },
  };
  const record: CheckRecord = {
    id: "acme/paint/a",
    layer: "replay",
    provider: "acme",
    title: "a",
    verdict: "violation",
    durationMs: 1,
    findings,
    exchanges: [exchange, exchange],
  };
  const html = String(renderExchanges(record));
  return [...html.matchAll(/<mark[^>]*>\s*(.*?)\s*<\/mark>/gs)].map(([, line = ""]) => line.replaceAll("&quot;", '"'));
}

test.each<[string, unknown, string, string[]]>([
  ["its own line", { a: [{ b: 1 }] }, "exchanges[1].response.body.a[0].b", ['"b": 1']],
  ["the line that it would stand in", { a: [{ b: 1 }] }, "exchanges[1].response.body.a[0].c.d", ["{"]],
  ["a header", {}, "exchanges[1].response.headers.x-id", ["x-id: 1"]],
  ["a name with an open bracket", { "a[b": 1 }, "exchanges[1].response.body.a[b", ['"a[b": 1']],
  ["a name with a break of line", { "a\n[b": 1 }, "exchanges[1].response.body.a\n[b", ['"a\\n[b": 1']],
  ["an absent name with an open bracket", { x: { y: 1 } }, "exchanges[1].response.body.x.a[b", ['"x": {']],
  ["a name that begins like another", { ab: 1 }, "exchanges[1].response.body.abc", ["{"]],
  ["no line", {}, "reply.a[b", []],
  ["no line, for a name with a break of line", {}, "expect.reply.a\n[b", []],
  ["no line, for brackets alone", {}, "[".repeat(2000), []],
])("a finding marks %s", (_, body, field, want) => expect(markedLines(body, field)).toEqual(want));

test("a finding that names no exchange marks its line in each", () => {
  expect(markedLines({ a: 1 }, "response.body.a")).toEqual(['"a": 1', '"a": 1']);
});
