import { formatDuration } from "../figures.ts";
import { type Markup, markup } from "../markup.ts";
import { countVerdicts, emulationNotice, outcomeWord } from "../phrases.ts";
import type { RunRecord } from "../run-record.ts";

const meanings = {
  recorded: "from a provider, dated",
  documented: "built from a document",
  synthetic: "invented to provoke an error",
};

/** The outcome, how the fixtures came to be, when it ran, and what an emulated run cannot prove. */
export function renderHeading(record: RunRecord): Markup {
  const notice = emulationNotice(record);
  const word = outcomeWord(record);
  const sections = [
    record.generations.length > 0 && markup`<a href="#images">Images</a>`,
    markup`<a href="#operations">Operations</a>`,
    record.checks.length > 0 && markup`<a href="#matrix">Matrix</a>`,
    record.coverage.length > 0 && markup`<a href="#coverage">Coverage</a>`,
    markup`<a href="#checks">Checks</a>`,
    record.checks.some(({ statement }) => statement) && markup`<a href="#requirements">Requirements</a>`,
    markup`<a href="#prices">Prices</a>`,
  ];
  return markup`<header class="top">
<div class="title">
<p class="brand">Seedbed check</p>
<h1><span class="outcome" data-outcome="${word.toLowerCase()}">${word}</span> <span class="counts">${countVerdicts(record.verdicts)}</span></h1>
<p class="when"><time datetime="${record.startedAt}">${formatTime(record.startedAt)}</time>, took ${formatDuration(record.durationMs)}</p>
</div>
<dl class="provenance" aria-label="How the fixtures came to be">${(
    ["recorded", "documented", "synthetic"] as const
  ).map(
    (key) => markup`<div><dt>${key}</dt><dd><b>${record.provenance[key]}</b><span>${meanings[key]}</span></dd></div>`,
  )}</dl>
</header>
${notice !== null && markup`<aside class="emulated" aria-label="Emulated run"><strong>Emulated run</strong><p>${notice}</p></aside>`}
<nav aria-label="Sections">${sections}</nav>`;
}

/** `2026-11-21 07:12 UTC`; what is not a time stays as it is. */
function formatTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
