import { expect, test } from "vitest";
import { renderAnnotations } from "./render-annotations.ts";
import { renderHtml } from "./render-html.ts";
import { renderJson } from "./render-json.ts";
import { renderJunit } from "./render-junit.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderOverlay } from "./render-overlay.ts";
import { renderTerminal } from "./render-terminal.ts";
import type { CheckRecord, RunRecord } from "./run-record.ts";
import { sampleRecord } from "./sample/record.ts";

const words = "bad\u0000\u0007\u001b[2J\u007f\u009b2J\u202e\u2066\u200f\u2028words\r";
const findings: CheckRecord["findings"] = [
  {
    field: words,
    message: words,
    expected: words,
    actual: { [words]: words },
    drift: "field",
    overlay: { target: words, update: { [words]: words } },
  },
];
const named = { id: `acme/${words}`, provider: "acme", title: words, reason: words, warning: words, file: words };
const checks = (["violation", "transport", "skipped", "drift"] as const).map(
  (verdict): CheckRecord => ({ ...named, layer: "har", verdict, durationMs: 1, findings }),
);
const record: RunRecord = { ...sampleRecord, checks };

test.each<[string, () => string | null | Promise<string>]>([
  ["terminal text", () => renderTerminal(record, { colour: false })],
  ["annotations", () => renderAnnotations(record)],
  ["JUnit", () => renderJunit(record)],
  ["Markdown", () => renderMarkdown(record)],
  ["JSON", () => renderJson(record)],
  ["an overlay", () => renderOverlay(record, "acme")],
  ["HTML", () => renderHtml(record, { readImage: () => null })],
])("foreign words in %s steer nothing that shows it", async (_name, render) => {
  const text = await render();
  expect(text).toContain("words");
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}|[\p{Bidi_Control}\u2028]/u);
});
