import { expect, it } from "vitest";
import { coverageRows, missingByKind, neverLive, percentOf } from "./coverage-rows.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderTerminal } from "./render-terminal.ts";
import type { CoverageRecord } from "./run-record.ts";
import { sampleRecord } from "./sample/record.ts";

const row = (covered: number, total: number): CoverageRecord => ({
  provider: "acme",
  layer: "replay",
  kinds: [{ kind: "status", covered, total }],
  missing: [],
});

it.each([
  [0, 9, 0],
  [1, 900, 1],
  [899, 900, 99],
  [9, 9, 100],
])("%i of %i is %i percent: neither all nor nothing by rounding", (covered, total, percent) => {
  expect(percentOf(row(covered, total), "status")).toBe(percent);
  expect(percentOf(row(covered, total), "header")).toBeNull();
});

it("keeps the layers of a provider together", () => {
  const labels = coverageRows(sampleRecord).map(({ provider, layer }) => `${provider} ${layer}`);
  expect(labels.slice(0, 4)).toEqual(["segmind replay", "segmind emulator", "segmind live", "3daistudio replay"]);
});

it("says what live runs never exercised: how many, and the first of them", () => {
  const live = {
    ...row(1, 6),
    layer: "live" as const,
    missing: ["status: a 400", "status: a 401", "status: a 402", "header: x", "fault"],
  };
  expect(neverLive({ ...live, covered: 1, total: 6 })).toBe(
    "5 of 6: status a 400, status a 401, status a 402 and 2 more",
  );
  expect(missingByKind(live)).toEqual([
    ["status", ["a 400", "a 401", "a 402"]],
    ["header", ["x"]],
    ["other", ["fault"]],
  ]);
});

it("stands in the terminal, a line for each provider and layer", () => {
  const text = renderTerminal(sampleRecord, { colour: false });
  expect(text).toContain("                       call type param value bound status prop header step fault\n");
  expect(text).toContain("segmind      replay     100  100   100   100    93    100   78    100  100   100\n");
  expect(text).toContain("             live  nothing exercised\n");
  expect(text).toMatch(
    /\nNever exercised live:\n {2}segmind 231 of 231: operation seedreamV5LiteImageToImage operation-1,\n/,
  );
});

it("stands in Markdown", () => {
  const text = renderMarkdown(sampleRecord);
  expect(text).toContain(
    "| segmind | replay | 100 | 100 | 100 | 100 | 93 | 100 | 78 | 100 | 100 | 100 | 206 of 231 |\n",
  );
  expect(text).toContain("| segmind | live | – |");
  expect(text).toContain("<details><summary>Never exercised live</summary>\n\n- segmind 231 of 231: ");
});

it("is left out where nothing was counted", () => {
  const none = { ...sampleRecord, coverage: [] };
  expect(renderTerminal(none, { colour: false })).not.toContain("Coverage");
  expect(renderMarkdown(none)).not.toContain("Coverage");
});
