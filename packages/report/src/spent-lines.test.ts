import { expect, test } from "vitest";
import { renderMarkdown } from "./render-markdown.ts";
import { renderTerminal } from "./render-terminal.ts";
import { liveRecord } from "./sample/live-record.ts";
import { sampleRecord } from "./sample/record.ts";
import { spentLines } from "./spent-lines.ts";

test("each provider and currency has a sentence, and what is emulated says so", () => {
  expect(spentLines(sampleRecord)).toEqual([
    "Segmind (emulated, nothing was paid): $0.142 confirmed, at most $0.177; $0.249 set aside for 6 calls, of 1 no one can tell whether they are billed",
    "3D AI Studio (emulated, nothing was paid): 30 credits confirmed, at most 30 credits; 40 credits set aside for 4 calls",
    "Novita (emulated, nothing was paid): 1 call of unknown price",
  ]);
  expect(spentLines(liveRecord)[1]).toBe(
    "3D AI Studio: 30 credits confirmed, at most 30 credits; 40 credits set aside for 4 calls",
  );
  expect(spentLines({ ...sampleRecord, spent: [] })).toEqual([]);
});

test("it stands in the terminal and in Markdown", () => {
  const terminal = renderTerminal(liveRecord, { colour: false, width: 120 }).replace(/\s+/g, " ");
  const markdown = renderMarkdown(liveRecord);
  for (const text of [terminal, markdown])
    expect(text).toContain("at most 30 credits; 40 credits set aside for 4 calls");
  expect(renderTerminal({ ...liveRecord, spent: [] }, { colour: false })).not.toContain("Spent");
});
