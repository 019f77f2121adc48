import { dot, gridX, line, ruleX, text } from "@observablehq/plot";
import type { Markup } from "@seedbed/report";
import type { BenchSummary } from "../../statistics/summarize.ts";
import type { NamedModel } from "../naming.ts";
import { colourOf, drawChart } from "./draw-chart.ts";

/** How often each model failed by each class, with Wilson's intervals; null where nothing failed. */
export function failuresChart(summary: BenchSummary, models: readonly NamedModel[]): Markup | null {
  const rows = models.flatMap(({ model, label, index }) => {
    const failures = summary.models.find((of) => of.model === model)?.failures;
    return (failures?.classes ?? []).flatMap(({ name, rate, interval }) =>
      rate === null || interval === null ? [] : [{ key: `${label} ${name}`, label, name, index, rate, ...interval }],
    );
  });
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map(({ high }) => high));
  return drawChart("Failure rate by class and model, with 95 % intervals", ({ narrow }) => ({
    height: 60 + (narrow ? 40 : 30) * rows.length,
    marginLeft: narrow ? 28 : 210,
    marginRight: 24,
    marginBottom: 40,
    x: { domain: [0, Math.min(1, most * 1.05)], tickFormat: "%", label: "share of attempts →", ticks: narrow ? 4 : 8 },
    y: { domain: rows.map(({ key }) => key), axis: null, padding: 0.4 },
    marks: [
      gridX({ strokeOpacity: 0.08 }),
      ruleX([0]),
      ...rows.flatMap(({ key, label, name, index, rate, low, high }) => [
        line(
          [
            { x: low, key },
            { x: high, key },
          ],
          { x: "x", y: "key", stroke: colourOf(index), strokeWidth: 3, strokeOpacity: 0.6 },
        ),
        dot([{ x: rate, key }], { x: "x", y: "key", r: 5, fill: colourOf(index) }),
        text([{ key }], {
          y: "key",
          frameAnchor: "left",
          textAnchor: narrow ? "start" : "end",
          dx: narrow ? 4 : -34,
          dy: narrow ? -13 : 0,
          text: () => name,
          fill: "currentColor",
          fontSize: 12,
        }),
        text([{ key }], {
          y: "key",
          frameAnchor: "left",
          textAnchor: "end",
          dx: -10,
          text: () => label,
          fill: colourOf(index),
          fontWeight: 700,
          fontSize: 13,
        }),
      ]),
    ],
  }));
}
