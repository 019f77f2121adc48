import { formatDuration, type Markup, markup } from "@seedbed/report";
import type { BenchSummary } from "../../statistics/summarize.ts";
import { costCharts } from "../charts/cost-chart.ts";
import { failuresChart } from "../charts/failures-chart.ts";
import { historyChart } from "../charts/history-chart.ts";
import { latencyChart } from "../charts/latency-chart.ts";
import { meanPhases, phaseNames } from "../charts/mean-phases.ts";
import { phasesChart } from "../charts/phases-chart.ts";
import { rateText } from "../figure-text.ts";
import { type ReportContext, summaryOf } from "../report-context.ts";
import { chip } from "./chip.ts";
import { renderFigures } from "./figures-table.ts";

/** How long it took: the distributions, and the percentiles with their intervals. */
export function renderLatency(context: ReportContext): Markup {
  const { record, summary, models } = context;
  const polled = models.filter(({ model }) => (summaryOf(summary, model)?.latency.polled ?? 0) > 0);
  return markup`<section id="latency"><h2>Latency</h2>
<p class="hint">The share of deliveries that took at most so long. A dot is a percentile and its bar the exact 95 % interval; below 6, 36, 72 and 368 deliveries for p50, p90, p95 and p99 there is none.${
    polled.length > 0 &&
    markup` ${polled.map(({ label }) => label).join(", ")} ${polled.length === 1 ? "was" : "were"} polled: when an image was ready is known only between two polls, so the true line lies in the band.`
  }</p>
${legend(context)}${latencyChart(record, summary, models)}${renderFigures(context)}</section>`;
}

/** What a delivered image costs, beside how long it takes. */
export function renderCost({ summary, models }: ReportContext): Markup {
  const charts = costCharts(summary, models);
  const unknown = models.filter(({ model }) => summaryOf(summary, model)?.cost.confirmed == null);
  return markup`<section id="cost"><h2>Cost against latency</h2>
<p class="hint">All that was paid by all images that were delivered, failures included; the bars reach from the confirmed to the worst case, with their 95 % intervals. Currencies are never put on one scale.</p>
${charts.length > 0 && markup`<div class="pair-of-charts">${charts}</div>`}
${unknown.map((model) => markup`<p class="absent">${chip(model)} is not drawn: ${summaryOf(summary, model.model)?.cost.unknown ?? "no image was delivered"}. An unknown cost is not 0.</p>`)}</section>`;
}

/** Where the time went. */
export function renderPhases({ record, models }: ReportContext): Markup {
  const phases = meanPhases(record.attempts);
  const first = models.flatMap((model) => {
    const ms = phases.get(model.model)?.firstByteMs;
    return [markup`<li>${chip(model)} ${ms == null ? "does not tell" : formatDuration(ms)}</li>`];
  });
  return markup`<section id="phases"><h2>Where the time goes</h2>
<p class="hint">The mean of each phase over the deliveries. What a provider does not tell is hatched, and is not 0.</p>
<ul class="legend">${phaseNames.map((name, index) => markup`<li><i class="swatch p${index}"></i>${name}</li>`)}</ul>
${phasesChart(phases, models)}
<p class="hint">To the first byte of the answer, which lies inside these phases:</p><ul class="legend">${first}</ul></section>`;
}

/** What went wrong, by class. */
export function renderFailures(context: ReportContext): Markup {
  const { summary, models } = context;
  const chart = failuresChart(summary, models);
  return markup`<section id="failures"><h2>Failures</h2>
${
  chart === null
    ? markup`<p>Every attempt delivered what was asked for.</p>`
    : markup`<p class="hint">The share of attempts that did not deliver all that was asked for, with Wilson’s 95 % interval.</p>${legend(context)}${chart}`
}
<ul class="outcomes">${models.map((model) => {
    const of = summaryOf(summary, model.model);
    if (of === undefined) return null;
    const { delivered, partial, failed, unknown, notSent } = of.attempts;
    const blank = of.cost.blankImages;
    const { value, range } = rateText(of.failures);
    return markup`<li>${chip(model)}<span>${delivered} delivered, ${partial} partial, ${failed} failed, ${unknown} unknown${notSent > 0 && `, ${notSent} not sent`}${blank > 0 && `, ${blank} of one colour`}: ${value} failed (${range})</span></li>`;
  })}</ul></section>`;
}

/** The runs before this one; an emulated run stands beside emulated ones alone, a live run beside live ones. */
export function renderHistory({ summary, models }: ReportContext, history: readonly BenchSummary[]): Markup {
  const alike = history.filter(
    ({ emulated, startedAt }) => emulated === summary.emulated && startedAt < summary.startedAt,
  );
  const runs = [...alike, summary].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const chart = alike.length === 0 ? null : historyChart(runs, models);
  const others = history.filter(({ emulated }) => emulated !== summary.emulated).length;
  return markup`<section id="history"><h2>Earlier runs</h2>
${chart === null ? markup`<p>There is no earlier ${summary.emulated ? "emulated" : "live"} run to stand beside this one.</p>` : markup`<p class="hint">Median latency with its 95 % interval, ${runs.length} runs, this one last.</p>${chart}`}
${others > 0 && markup`<p class="hint">${others} ${summary.emulated ? "live" : "emulated"} ${others === 1 ? "run is" : "runs are"} left out: emulated and live runs are never compared.</p>`}</section>`;
}

function legend({ models }: ReportContext): Markup {
  return markup`<ul class="legend">${models.map((model) => markup`<li>${chip(model)}</li>`)}</ul>`;
}
