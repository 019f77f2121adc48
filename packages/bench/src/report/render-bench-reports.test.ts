import { describe, expect, it } from "vitest";
import { evaluateThresholds } from "../statistics/evaluate-thresholds.ts";
import { parseThreshold } from "../statistics/parse-threshold.ts";
import { summarize } from "../statistics/summarize.ts";
import { renderBenchCsv } from "./render-bench-csv.ts";
import { renderBenchHtml } from "./render-bench-html.ts";
import { renderBenchJunit } from "./render-bench-junit.ts";
import { renderBenchMarkdown } from "./render-bench-markdown.ts";
import { renderBenchReports } from "./render-bench-reports.ts";
import { renderBenchTerminal } from "./render-bench-terminal.ts";
import { sampleImage } from "./testing/sample-image.ts";
import { sampleRecord } from "./testing/sample-record.ts";

const emulated = sampleRecord();
const live = sampleRecord({ emulated: false, blocks: 40 });
const companies = /segmind|novita|3d ?ai ?studio/i;
const thresholds = ["p50 > 30s", "failure rate > 90%", "p99 > 60s"].map((text) => parseThreshold(text));
const files = async (record: typeof live, options = {}): Promise<Record<string, string>> => {
  const written: Record<string, string> = {};
  const write = (name: string, text: string): void => {
    written[name] = text;
  };
  await renderBenchReports(record, write, { readImage: sampleImage, thresholds, ...options });
  return written;
};

describe("the reports of an emulated run", () => {
  it("name no company to people, rank no one, and say what the run is", async () => {
    const written = await files(emulated);
    expect(Object.keys(written)).toEqual(["index.html", "summary.md", "summary.json", "attempts.csv", "junit.xml"]);
    const terminal = renderBenchTerminal(emulated, summarize(emulated), {
      thresholds: evaluateThresholds(summarize(emulated), thresholds),
    });
    for (const text of [written["index.html"], written["summary.md"], written["junit.xml"], terminal]) {
      expect(text).not.toMatch(companies);
      expect(text).toMatch(/emulated/);
      expect(text).not.toMatch(/is faster than|faster by|was preferred/);
    }
    for (const text of [written["index.html"], written["summary.md"], terminal]) {
      expect(text?.replace(/\s+/g, " ")).toContain("nothing here ranks or judges a provider");
      expect(text).toMatch(/No verdict/);
    }
    expect(written["index.html"]).toContain('class="watermark"');
  });

  it("name models where that is asked for, as emulated", async () => {
    const written = await files(emulated, { names: "models" });
    expect(written["summary.md"]).toContain("novita/seedream-5.0-lite (emulated)");
    expect(written["index.html"]).toContain('class="watermark"');
  });

  it("leave live runs out of the history, and say so", () => {
    const history = [summarize(sampleRecord({ emulated: false, startedAt: "2026-11-01T00:00:00.000Z" }))];
    const html = renderBenchHtml(emulated, summarize(emulated), { readImage: sampleImage, history });
    expect(html).toContain("There is no earlier emulated run");
    expect(html).toContain("1 live run is left out");
  });
});

describe("the reports of a live run", () => {
  it("begin with a sentence for each pair and hold no watermark", async () => {
    const written = await files(live);
    const summary = summarize(live);
    for (const { verdict } of summary.comparisons) expect(written["index.html"]).toContain(verdict);
    expect(written["summary.md"]?.indexOf("faster than")).toBeLessThan(
      written["summary.md"]?.indexOf("| model |") ?? 0,
    );
    expect(written["index.html"]).not.toContain('class="watermark"');
    expect(written["index.html"]?.indexOf('id="verdicts"')).toBeLessThan(
      written["index.html"]?.indexOf('id="parity"') ?? 0,
    );
  });

  it("say `n/a` below the floor and `unknown` for a cost that is not known, never 0", () => {
    const text = renderBenchMarkdown(live, summarize(live));
    expect(text).toContain("n/a (39 of 368 needed)");
    expect(text).toContain("unknown (no price is known for it)");
  });

  it("write nothing where the votes are of another run", async () => {
    const written: string[] = [];
    const options = { readImage: sampleImage, votes: { version: 1, name: "other", startedAt: "", votes: [] } };
    await expect(renderBenchReports(live, (name) => void written.push(name), options)).rejects.toThrow(
      'the run "other"',
    );
    expect(written).toEqual([]);
  });
});

describe("renderBenchCsv", () => {
  it("has a row for each attempt, leaves what is unknown empty, and lets no cell be a formula", () => {
    const [first, ...others] = live.attempts;
    if (first === undefined) throw new Error("the sample has attempts");
    const csv = renderBenchCsv({ ...live, attempts: [{ ...first, requestId: '=HYPERLINK("x")' }, ...others] });
    const lines = csv.trimEnd().split("\n");
    expect(lines).toHaveLength(live.attempts.length + 1);
    expect(lines[0]).toMatch(/^id,block,prompt_id,/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
    const row = lines.find((line) => line.includes("novita") && line.includes("delivered"))?.split(",") ?? [];
    const titles = lines[0]?.split(",") ?? [];
    for (const name of ["queue_ms", "generation_ms", "worst_max", "currency"])
      expect(row[titles.indexOf(name)]).toBe("");
  });
});

describe("renderBenchJunit", () => {
  const summary = summarize(live);
  const xml = renderBenchJunit(live, summary, evaluateThresholds(summary, thresholds));

  it("has a suite for each model and a case for each threshold", () => {
    expect(xml).toContain('<testsuites name="seedbed bench nightly" tests="9" failures="1" errors="0" skipped="4"');
    expect(xml.match(/<testsuite /g)).toHaveLength(3);
    expect(xml).toContain(
      '<testcase classname="segmind/seedream-v5-lite" name="p50 &gt; 30s"><failure type="breached"',
    );
    expect(xml).toMatch(/name="p99 &gt; 60s"><skipped message="[^"]*it takes 368 deliveries, and there are 39/);
  });
});

describe("renderBenchTerminal", () => {
  it("fits 80 columns and lets no control character through", () => {
    const named = { ...live, name: "a\u001b[31mb" };
    const text = renderBenchTerminal(named, summarize(named), {
      thresholds: evaluateThresholds(summarize(live), thresholds),
    });
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).not.toContain("\u001b");
    expect(text).toMatch(/p50 +36\.7 s/);
  });
});

describe("text of users", () => {
  it("is text in Markdown and HTML", () => {
    const hostile = { ...live, name: "<script>alert(1)</script> | [x](http://y) @team" };
    expect(renderBenchMarkdown(hostile, summarize(hostile))).toContain(
      "&lt;script>alert(1)&lt;/script> \\| \\[x\\](http://y) @\u200bteam",
    );
    const html = renderBenchHtml(hostile, summarize(hostile), { readImage: sampleImage });
    expect(html).not.toMatch(/<script>(?!\n?const sourceOf|\nconst)/);
    expect(html).not.toContain("<img src=x");
  });
});
