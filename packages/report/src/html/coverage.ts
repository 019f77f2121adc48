import { type CoverageRow, coverageRows, missingByKind, percentOf } from "../coverage-rows.ts";
import { type Markup, markup } from "../markup.ts";
import type { CoverageLayer, RunRecord } from "../run-record.ts";

const meanings: Record<CoverageLayer, string> = {
  replay: "fixtures and scripted cases",
  emulator: "our own emulator",
  live: "the provider itself",
};

/** What of each spec was exercised, by layer and kind, and folded in what was not. */
export function renderCoverage(record: RunRecord): Markup | null {
  const rows = coverageRows(record).filter(({ total }) => total > 0);
  if (rows.length === 0) return null;
  const cards = [...Map.groupBy(rows, ({ provider }) => provider)].map(
    ([provider, layers]) => markup`<article class="coverage"><h3>${provider}</h3>${layers.map(renderLayer)}</article>`,
  );
  return markup`<section id="coverage"><h2>Coverage of the specs</h2>
<p class="hint">Of what a spec states, how much was exercised. It says nothing of whether the provider does as its spec says: only live runs do.</p>
${cards}</section>`;
}

function renderLayer(row: CoverageRow): Markup {
  const { layer, covered, total, kinds, missing } = row;
  const words = layer === "live" ? "never exercised live" : "not exercised";
  return markup`<div class="layer"><p><b>${layer}</b> <small>${meanings[layer]}</small> <span>${covered} of ${total}</span></p>
${covered > 0 && markup`<ul class="meters">${kinds.map(({ kind, covered, total }) => meter(kind, percentOf(row, kind) ?? 0, `${covered} of ${total}`))}</ul>`}
${
  missing.length > 0 &&
  markup`<details class="missing-list"><summary>${missing.length} ${words}</summary>${missingByKind(row).map(
    ([kind, names]) => markup`<p><b>${kind}</b> <code>${names.join(", ")}</code></p>`,
  )}</details>`
}</div>`;
}

function meter(kind: string, percent: number, words: string): Markup {
  return markup`<li title="${words}"><span>${kind}</span> <b>${percent} %</b><svg aria-hidden="true"><rect width="${percent}%" height="100%"/></svg></li>`;
}
