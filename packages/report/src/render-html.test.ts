import { expect, it } from "vitest";
import { renderHtml } from "./render-html.ts";
import { renderJson } from "./render-json.ts";
import { sampleImage } from "./sample/image.ts";
import { liveRecord, offlineRecord } from "./sample/live-record.ts";
import { sampleRecord } from "./sample/record.ts";

const html = renderHtml(sampleRecord, { readImage: sampleImage });

it("embeds each image once, and no script but its own", () => {
  const images = sampleRecord.generations.flatMap(({ images }) => images);
  expect(html.match(/src="data:image\/svg\+xml;base64,/g)).toHaveLength(images.length);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/javascript:|<[^>]*\son\w+=/);
});

it("allows its own style and script by hash and nothing else", () => {
  expect(html).toMatch(
    /content="default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-[\w+/]+=&#39;; script-src &#39;sha256-[\w+/]+=&#39;; base-uri &#39;none&#39;/,
  );
  expect(html).not.toMatch(/\sstyle="/);
});

it("names what is unknown, claimed and asked beside the figures", () => {
  for (const words of [
    "<b>unknown</b>",
    "claim 36.4 s per generation, not judged",
    "asked 2848×1600",
    "novita (emulated)",
  ]) {
    expect(html).toContain(words);
  }
  expect(html).not.toMatch(/<b>0(\.0+)? (USD|credits)/);
});

it("bears the banner on an emulated run only", () => {
  expect(html).toContain("<strong>Emulated run</strong>");
  const live = renderHtml(liveRecord, { readImage: sampleImage });
  expect(live).not.toMatch(/\(emulated\)|Emulated run/);
  expect(live).toContain('data-outcome="passed"');
});

it("says so where an image is missing or is none", () => {
  const note = /The image is not in the report&#39;s folder|The image is not in the report's folder/g;
  const images = sampleRecord.generations.flatMap(({ images }) => images).length;
  expect(renderHtml(sampleRecord, { readImage: () => null }).match(note)).toHaveLength(images);
  const html = { bytes: new Uint8Array([60]), mediaType: 'text/html" onerror="x' };
  expect(renderHtml(sampleRecord, { readImage: () => html }).match(note)).toHaveLength(images);
});

it("leaves the images out where no generation was made", () => {
  expect(renderHtml(offlineRecord, { readImage: () => null })).not.toContain('id="images"');
});

it("says of each operation on each layer what came of it, what it rests on and of when that is", () => {
  const [, matrix = ""] = /<section id="matrix">(.*?)<\/section>/s.exec(html) ?? [];
  const [, row = ""] = /<code>seedream5Lite<\/code><\/th>(.*?)<\/tr>/s.exec(matrix) ?? [];
  const cells = [...row.matchAll(/<td.*?>(.*?)<\/td>/gs)].map(([, cell = ""]) =>
    cell.replaceAll(/<[^>]+>/g, " ").trim(),
  );
  expect(cells.map((cell) => cell.replaceAll(/\s+/g, " "))).toEqual([
    "1 drift 1 skipped 2 ok 3 documented, 2026-02-25",
    "1 ok rests on: seed",
    "1 ok emulated",
    "1 violation 1 transport 1 ok emulated",
  ]);
  const live = renderHtml(liveRecord, { readImage: sampleImage });
  expect(live).toContain('<span class="note">live, 2026-11-21</span>');
});

it("leads from a statement, with its evidence and source, to the checks that rest on it", () => {
  const [, requirements = ""] = /<section id="requirements">(.*?)<\/section>/s.exec(html) ?? [];
  expect(requirements).toContain('<p>Outside what is documented of size.</p><p class="note">seed, seed 004</p>');
  for (const layer of ["client", "server"]) {
    const at = sampleRecord.checks.findIndex((check) => check.layer === layer);
    expect(requirements).toContain(`<a href="#check-${at}">${layer} size-over</a>`);
    expect(html).toContain(`id="check-${at}" data-verdict="ok" data-layer="${layer}"`);
  }
});

it("lists what live runs never exercised, folded away", () => {
  expect(html).toContain("<summary>231 never exercised live</summary>");
  expect(html).toContain("<summary>25 not exercised</summary><p><b>bound</b>");
});

it("gives the record itself as JSON", () => {
  expect(JSON.parse(renderJson(sampleRecord))).toEqual(sampleRecord);
});
