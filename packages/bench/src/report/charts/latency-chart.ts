import { areaY, dot, gridX, gridY, line, type Markish, ruleY, text } from "@observablehq/plot";
import type { Markup } from "@seedbed/report";
import type { BenchRecord } from "../../bench-record.ts";
import { deliveryLatency, measuredAttempts } from "../../statistics/measured-attempts.ts";
import { percentileShares } from "../../statistics/percentile.ts";
import type { BenchSummary } from "../../statistics/summarize.ts";
import type { NamedModel } from "../naming.ts";
import { colourOf, drawChart } from "./draw-chart.ts";

/** A point of a distribution: so large a share took at most so long. */
interface Step {
  readonly share: number;
  /** In seconds, from the lower ends of the latencies. */
  readonly low: number;
  /** In seconds, from the upper ends. */
  readonly high: number;
}

/** More points than this are no more to see. */
const maxSteps = 300;

/**
 * The share of deliveries that took at most so long, per model. Of polled latencies the true line lies somewhere in the band;
 * a bar with a tick is a percentile with its 95 % interval.
 */
export function latencyChart(record: BenchRecord, summary: BenchSummary, models: readonly NamedModel[]): Markup {
  const steps = stepsOf(record);
  const drawn = models.flatMap((model) => {
    const of = steps.get(model.model) ?? [];
    return of.length === 0 ? [] : [{ model, of }];
  });
  const longest = Math.max(1, ...drawn.flatMap(({ of }) => of.map(({ high }) => high)));
  return drawChart("Share of deliveries by latency, per model", ({ narrow }) => ({
    height: narrow ? 300 : 380,
    marginLeft: 46,
    marginRight: 24,
    marginBottom: 40,
    x: { domain: [0, longest * 1.04], label: "latency in seconds →", ticks: narrow ? 5 : 10 },
    y: { domain: [0, 1], label: "↑ share delivered", tickFormat: "%", ticks: 5 },
    marks: [
      gridX({ strokeOpacity: 0.08 }),
      gridY({ strokeOpacity: 0.08 }),
      ruleY([0]),
      ...drawn.flatMap(({ model, of }) => [
        ...lines(of, model),
        ...percentileMarks(summary, model, models.length, narrow),
      ]),
    ],
  }));
}

function lines(of: readonly Step[], { index, label }: NamedModel): Markish[] {
  const stroke = colourOf(index);
  const polled = of.some(({ low, high }) => low !== high);
  const middle = of[Math.floor(of.length * (0.3 + 0.12 * (index % 4)))];
  const name = middle && text([middle], { x: "high", y: "share", text: () => label, ...tag(stroke) });
  const edge = { stroke, strokeWidth: polled ? 1 : 2.25, curve: "step-after" } as const;
  if (!polled) return [line(of, { x: "high", y: "share", ...edge }), name];
  return [
    areaY(bandOf(of), { x: "at", y1: "least", y2: "most", fill: stroke, fillOpacity: 0.16, curve: "step-after" }),
    line(of, { x: "low", y: "share", ...edge }),
    line(of, { x: "high", y: "share", ...edge }),
    name,
  ];
}

/** What is the least and the most share at each latency, where each step counts from its upper or its lower end. */
function bandOf(of: readonly Step[]): { at: number; least: number; most: number }[] {
  const times = [...new Set(of.flatMap(({ low, high }) => [low, high]))].sort((a, b) => a - b);
  let [least, most] = [0, 0];
  return times.map((at) => {
    while ((of[least]?.high ?? Number.POSITIVE_INFINITY) <= at) least++;
    while ((of[most]?.low ?? Number.POSITIVE_INFINITY) <= at) most++;
    return { at, least: of[least - 1]?.share ?? 0, most: of[most - 1]?.share ?? 0 };
  });
}

const tag = (fill: string) =>
  ({ fill, stroke: "var(--surface)", strokeWidth: 5, fontWeight: 700, fontSize: 14, dx: 10, dy: 6 }) as const;

/** Bars of models at one percentile lie one under the other, not on each other. */
function percentileMarks(
  summary: BenchSummary,
  { model, index }: NamedModel,
  many: number,
  narrow: boolean,
): Markish[] {
  const latency = summary.models.find((of) => of.model === model)?.latency;
  const bars = Object.entries(latency?.percentiles ?? {}).flatMap(([name, { value, interval }]) => {
    // The keys are those of the percentiles.
    const share = percentileShares[name as keyof typeof percentileShares];
    return value === null || interval === null ? [] : [{ share, value, interval }];
  });
  const dy = (index - (many - 1) / 2) * (narrow ? 5 : 7);
  const stroke = colourOf(index);
  const common = { y: "share", dy, stroke } as const;
  const ends = bars.map(({ share, interval }) => [
    { x: interval.minMs / 1000, share },
    { x: interval.maxMs / 1000, share },
  ]);
  return [
    ...ends.map((bar) => line(bar, { ...common, x: "x", strokeWidth: 3, strokeOpacity: 0.75 })),
    dot(bars, { x: ({ value }) => (value.minMs + value.maxMs) / 2000, y: "share", dy, r: 3.5, fill: stroke }),
  ];
}

/** The distribution of each model's deliveries, in at most so many steps. */
function stepsOf({ attempts }: BenchRecord): Map<string, Step[]> {
  const byModel = Map.groupBy(measuredAttempts(attempts), ({ model }) => model);
  return new Map(
    [...byModel].map(([model, sent]) => {
      const latencies = sent.flatMap((attempt) => deliveryLatency(attempt) ?? []);
      const low = latencies.map(({ minMs }) => minMs / 1000).sort((a, b) => a - b);
      const high = latencies.map(({ maxMs }) => maxMs / 1000).sort((a, b) => a - b);
      const many = Math.min(maxSteps, latencies.length);
      const steps = Array.from({ length: many }, (_, step): Step => {
        const rank = Math.ceil(((step + 1) / many) * latencies.length) - 1;
        return { share: (rank + 1) / latencies.length, low: low[rank] ?? 0, high: high[rank] ?? 0 };
      });
      const start = { share: 0, low: low[0] ?? 0, high: high[0] ?? 0 };
      return [model, many === 0 ? [] : [start, ...steps]];
    }),
  );
}
