import { dot, gridX, gridY, line, type Markish, text } from "@observablehq/plot";
import type { Markup } from "@seedbed/report";
import type { BenchSummary } from "../../statistics/summarize.ts";
import type { NamedModel } from "../naming.ts";
import { colourOf, drawChart } from "./draw-chart.ts";

/** A model's cost and latency, each with where it may lie. */
interface Place {
  readonly model: NamedModel;
  readonly seconds: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly cost: number;
  readonly cheapest: number;
  readonly dearest: number;
}

/** Cost per delivered image against median latency: one chart for each currency, since two are never put on one scale. */
export function costCharts(summary: BenchSummary, models: readonly NamedModel[]): Markup[] {
  const byCurrency = Map.groupBy(
    models.flatMap((model) => placeOf(summary, model)),
    ({ currency }) => currency,
  );
  return [...byCurrency].map(([currency, places]) => {
    const most = { x: Math.max(...places.map((of) => of.slowest)), y: Math.max(...places.map((of) => of.dearest)) };
    const unit = currency === "USD" ? "US dollars" : currency;
    return drawChart(`Cost per delivered image in ${unit} against median latency`, ({ narrow }) => ({
      height: narrow ? 240 : 300,
      marginLeft: 54,
      marginRight: 24,
      marginBottom: 40,
      x: { domain: [0, most.x * 1.12], label: "median latency in seconds →", ticks: narrow ? 5 : 10 },
      y: { domain: [0, most.y * 1.2], label: `↑ ${unit} per delivered image`, ticks: 5 },
      marks: [gridX({ strokeOpacity: 0.08 }), gridY({ strokeOpacity: 0.08 }), ...places.flatMap(marksOf)],
    }));
  });
}

function marksOf(place: Place): Markish[] {
  const stroke = colourOf(place.model.index);
  const bar = { x: "x", y: "y", stroke, strokeWidth: 2.5, strokeOpacity: 0.7 } as const;
  const { fastest, slowest, cheapest, dearest, cost, seconds } = place;
  return [
    line(
      [
        { x: fastest, y: cost },
        { x: slowest, y: cost },
      ],
      bar,
    ),
    line(
      [
        { x: seconds, y: cheapest },
        { x: seconds, y: dearest },
      ],
      bar,
    ),
    dot([place], { x: "seconds", y: "cost", r: 5, fill: stroke }),
    text([place], {
      x: "seconds",
      y: "cost",
      text: () => place.model.label,
      dx: 13,
      dy: -13,
      fill: stroke,
      fontWeight: 700,
      fontSize: 14,
    }),
  ];
}

function placeOf(summary: BenchSummary, model: NamedModel): (Place & { currency: string })[] {
  const found = summary.models.find((of) => of.model === model.model);
  const { value, interval } = found?.latency.percentiles.p50 ?? {};
  const { currency, confirmed, worst } = found?.cost ?? {};
  const [low, high] = [confirmed?.perImage, worst?.perImage];
  if (!value || !interval || !currency || typeof low !== "number" || typeof high !== "number") return [];
  return [
    {
      model,
      currency,
      seconds: (value.minMs + value.maxMs) / 2000,
      fastest: interval.minMs / 1000,
      slowest: interval.maxMs / 1000,
      cost: (low + high) / 2,
      cheapest: Math.min(low, confirmed?.interval?.low ?? low),
      dearest: Math.max(high, worst?.interval?.high ?? high),
    },
  ];
}
