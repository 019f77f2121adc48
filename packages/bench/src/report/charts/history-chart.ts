import { dot, gridY, line, text } from "@observablehq/plot";
import type { Markup } from "@seedbed/report";
import type { BenchSummary } from "../../statistics/summarize.ts";
import type { NamedModel } from "../naming.ts";
import { colourOf, drawChart } from "./draw-chart.ts";

/** The median latency of each model over the runs, the earliest first; null where there is nothing to draw. */
export function historyChart(runs: readonly BenchSummary[], models: readonly NamedModel[]): Markup | null {
  const points = models.flatMap(({ model, index, label }) =>
    runs.flatMap((run) => {
      const { value, interval } = run.models.find((of) => of.model === model)?.latency.percentiles.p50 ?? {};
      if (!value || !interval) return [];
      const at = new Date(new Date(run.startedAt).getTime());
      const seconds = (value.minMs + value.maxMs) / 2000;
      return [{ index, label, at, seconds, low: interval.minMs / 1000, high: interval.maxMs / 1000 }];
    }),
  );
  if (points.length === 0) return null;
  return drawChart("Median latency of each model over the runs", ({ narrow }) => ({
    height: narrow ? 240 : 280,
    marginLeft: 46,
    marginRight: 30,
    marginBottom: 36,
    x: { type: "utc", label: null, ticks: narrow ? 3 : 6, insetLeft: 14, insetRight: 14 },
    y: {
      domain: [0, Math.max(...points.map(({ high }) => high)) * 1.08],
      label: "↑ median latency in seconds",
      ticks: 5,
    },
    marks: [
      gridY({ strokeOpacity: 0.08 }),
      ...models.flatMap(({ index, label }) => {
        const of = points.filter((point) => point.index === index);
        const stroke = colourOf(index);
        // Runs of one moment would hide each other's intervals.
        const dx = (index - (models.length - 1) / 2) * 4;
        const bars = of.map(({ at, low, high }) => [
          { at, y: low },
          { at, y: high },
        ]);
        return [
          line(of, { x: "at", y: "seconds", stroke, strokeWidth: 1.5, strokeOpacity: 0.6, dx }),
          ...bars.map((bar) => line(bar, { x: "at", y: "y", stroke, strokeWidth: 2.5, strokeOpacity: 0.6, dx })),
          dot(of, { x: "at", y: "seconds", r: 4, fill: stroke, dx }),
          text(of.slice(-1), {
            x: "at",
            y: "seconds",
            text: () => label,
            dx: 16 + dx,
            fill: stroke,
            fontWeight: 700,
            fontSize: 13,
          }),
        ];
      }),
    ],
  }));
}
