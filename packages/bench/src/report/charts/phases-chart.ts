import { barX, gridX, ruleX } from "@observablehq/plot";
import type { Markup } from "@seedbed/report";
import type { NamedModel } from "../naming.ts";
import { drawChart } from "./draw-chart.ts";
import { type MeanPhases, phaseNames } from "./mean-phases.ts";

/** The mean latency of each model, in its phases. */
export function phasesChart(phases: ReadonlyMap<string, MeanPhases>, models: readonly NamedModel[]): Markup {
  const bars = models.flatMap(({ model, label }) =>
    phaseNames.flatMap((phase) => {
      const mean = phases.get(model)?.means[phase] ?? 0;
      return mean > 0 ? [{ label, phase, seconds: mean / 1000 }] : [];
    }),
  );
  return drawChart("Mean latency of each model by phase", ({ narrow }) => ({
    height: 56 + 44 * models.length,
    marginLeft: 28,
    marginRight: 24,
    marginBottom: 40,
    x: { label: "mean latency in seconds →", ticks: narrow ? 5 : 10 },
    y: { label: null, domain: models.map(({ label }) => label), padding: 0.35, tickSize: 0 },
    marks: [
      gridX({ strokeOpacity: 0.08 }),
      ...phaseNames.map((phase, index) => {
        const hatched = phase === "not told";
        return barX(bars, {
          x1: (bar: (typeof bars)[number]) => startOf(bars, bar),
          x2: (bar: (typeof bars)[number]) => startOf(bars, bar) + bar.seconds,
          y: "label",
          filter: (bar: (typeof bars)[number]) => bar.phase === phase,
          fill: hatched ? "url(#not-told)" : `var(--p${index})`,
          stroke: hatched ? "var(--soft)" : undefined,
          insetLeft: 0.5,
          insetRight: 0.5,
        });
      }),
      ruleX([0]),
    ],
  }));
}

function startOf<Bar extends { label: string; seconds: number }>(bars: readonly Bar[], bar: Bar): number {
  const before = bars.slice(0, bars.indexOf(bar)).filter(({ label }) => label === bar.label);
  return before.reduce((sum, { seconds }) => sum + seconds, 0);
}
