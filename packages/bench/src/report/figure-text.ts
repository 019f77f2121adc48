import type { Cost, Currency } from "@seedbed/core";
import { formatDuration } from "@seedbed/report";
import type { CostSummary } from "../statistics/cost-summary.ts";
import type { RateFigure } from "../statistics/failure-summary.ts";
import type { LatencyPercentile } from "../statistics/latency-summary.ts";
import type { LatencyRange } from "../statistics/measured-attempts.ts";
import { amount, percent } from "../statistics/pair-verdict.ts";

/** A figure and where it may lie, as text. */
export interface FigureText {
  /** e.g. `36.0 s`, or `n/a`. */
  readonly value: string;
  /** e.g. `35.1–38.2 s`, or what the figure would take. */
  readonly range: string;
}

/** `36.0 s`, or `32.0–38.0 s` where it was polled. */
export function latencyText({ minMs, maxMs }: LatencyRange): string {
  if (minMs === maxMs) return formatDuration(minMs);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return `${seconds(minMs)}–${seconds(maxMs)} s`;
}

/** A percentile with its interval. */
export function percentileText({ value, interval, needed }: LatencyPercentile, n: number): FigureText {
  if (value === null || interval === null) return { value: "n/a", range: `${n} of ${needed} needed` };
  return { value: latencyText(value), range: latencyText(interval) };
}

/** A rate with its interval. */
export function rateText({ rate, interval }: RateFigure): FigureText {
  if (rate === null || interval === null) return { value: "n/a", range: "nothing was sent" };
  return { value: `${percent(rate)} %`, range: `${percent(interval.low)}–${percent(interval.high)} %` };
}

/** The cost of a delivered image, confirmed to worst, with both ends of the intervals. */
export function costText({ confirmed, worst, currency, unknown }: CostSummary): FigureText {
  const [low, high] = [confirmed?.perImage, worst?.perImage];
  if (currency === null || low == null || high == null) {
    return { value: "unknown", range: unknown ?? "no image was delivered" };
  }
  const [from, to] = [confirmed?.interval?.low, worst?.interval?.high];
  return {
    value: rangeText(low, high, currency),
    range: from === undefined || to === undefined ? "too few for an interval" : rangeText(from, to, currency),
  };
}

/** What one attempt cost; an unknown cost is said to be. */
export function attemptCostText(confirmed: Cost | null, worst: Cost | null): string {
  const most = worst ?? confirmed;
  if (most === null) return "cost unknown";
  return rangeText((confirmed ?? most).min, most.max, most.currency);
}

function rangeText(low: number, high: number, currency: Currency): string {
  const [from, to] = [amount(low, currency), amount(high, currency)];
  if (from === to) return from;
  return `${from.replace(/ credits$/, "")}–${to}`;
}
