import { expect, test } from "vitest";
import { renderAnnotations } from "./render-annotations.ts";
import { renderHtml } from "./render-html.ts";
import { renderJunit } from "./render-junit.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderTerminal } from "./render-terminal.ts";
import type { RunRecord } from "./run-record.ts";
import { offlineRecord } from "./sample/live-record.ts";

const record: RunRecord = {
  ...offlineRecord,
  checks: offlineRecord.checks.slice(0, 1).map((check) => ({
    ...check,
    verdict: "harness",
    findings: [{ field: "", message: "the disk is full" }],
  })),
};

test.each<[string, (record: RunRecord) => string]>([
  ["the terminal", (record) => renderTerminal(record, { colour: false, width: 100 })],
  ["Markdown", renderMarkdown],
  ["JUnit", renderJunit],
  ["the page", (record) => renderHtml(record, { readImage: () => null })],
  ["annotations", renderAnnotations],
])("a finding of no field is its sentence alone: %s", (_, render) => {
  const text = render(record);
  expect(text).toContain("the disk is full");
  expect(text).not.toMatch(/(^|\s|>|- ): the disk is full|<code><\/code>/);
});
