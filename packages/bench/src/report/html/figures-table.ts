import { type Markup, markup } from "@seedbed/report";
import { costText, type FigureText, percentileText, rateText } from "../figure-text.ts";
import type { NamedModel } from "../naming.ts";
import { type ReportContext, summaryOf } from "../report-context.ts";
import { chip } from "./chip.ts";

/** The figures of each model as `[title, figure]`; a report in text says the same. */
export function figuresOf({ summary }: ReportContext, { model }: NamedModel): [string, FigureText][] {
  const of = summaryOf(summary, model);
  if (of === undefined) return [];
  const { latency, failures, cost } = of;
  return [
    ...(["p50", "p90", "p95", "p99"] as const).map((name): [string, FigureText] => [
      name,
      percentileText(latency.percentiles[name], latency.n),
    ]),
    ["failed", rateText(failures)],
    ["cost per image", costText(cost)],
  ];
}

/** Percentiles, failure rate and cost of each model, with their intervals. */
export function renderFigures(context: ReportContext): Markup {
  const { models } = context;
  const rows = models.map((model) => ({ model, figures: figuresOf(context, model) }));
  const titles = rows[0]?.figures.map(([title]) => title) ?? [];
  return markup`<div class="cells"><table class="figures"><thead><tr><th scope="col">model</th>${titles.map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ model, figures }) =>
      markup`<tr><th scope="row">${chip(model)}</th>${figures.map(([title, { value, range }]) => markup`<td data-title="${title}"><b class="${value === "n/a" || value === "unknown" ? "missing-figure" : null}">${value}</b><small>${range}</small></td>`)}</tr>`,
  )}</tbody></table></div>`;
}
