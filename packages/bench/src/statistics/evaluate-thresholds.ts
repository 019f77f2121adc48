import type { Interval } from "./interval.ts";
import { amount, percent } from "./pair-verdict.ts";
import { checkModel, type Threshold } from "./parse-threshold.ts";
import type { BenchSummary, ModelSummary } from "./summarize.ts";

/** Whether a model keeps a threshold. */
export interface ThresholdResult {
  /** As it was written. */
  readonly threshold: string;
  /** The model that was looked at. */
  readonly model: string;
  /** `inconclusive` where the samples cannot tell; never where they just lie near. */
  readonly status: "kept" | "breached" | "inconclusive";
  /** The figure, in milliseconds, as a share or in the limit's currency, its ends apart where it was polled or billed as a range; null where there is none. */
  readonly figure: Interval | null;
  /** Whether the whole 95 % interval lies on the side that `status` says: a breach that is not shown may be chance. */
  readonly shown: boolean;
  /** What was found, in a sentence. */
  readonly text: string;
}

/** What a model comes to under one metric. */
type Found = { readonly figure: Interval; readonly interval: Interval | null } | { readonly missing: string };

/**
 * Holds each model to each threshold. A threshold is broken where the figure itself is beyond the limit and the samples are
 * enough for it: 6, 36, 72 and 368 deliveries for a percentile, and for a failure rate so many attempts that one failure
 * alone does not break it. Otherwise, and while a run is unfinished, it is `inconclusive`. The figures of an emulated run are
 * held to it as well: the limit is the caller's, and no verdict on a provider.
 *
 * @throws InvalidRequestError where a threshold names a model that was not measured
 */
export function evaluateThresholds(summary: BenchSummary, thresholds: readonly Threshold[]): ThresholdResult[] {
  const measured = summary.models.map(({ model }) => model);
  return thresholds.flatMap((threshold) => {
    checkModel(threshold, measured);
    const models = summary.models.filter(({ model }) => threshold.model === null || threshold.model === model);
    return models.map((model) => evaluate(model, threshold, summary.interim));
  });
}

function evaluate(model: ModelSummary, threshold: Threshold, interim: boolean): ThresholdResult {
  const common = { threshold: threshold.text, model: model.model };
  const found: Found = interim ? { missing: "the run is not finished" } : find(model, threshold);
  if ("missing" in found) {
    const asked = threshold.text.replace(`${threshold.model}:`, "").trim(); // the model was named just before
    const text = `${model.model}: cannot tell whether ${asked}: ${found.missing}.`;
    return { ...common, status: "inconclusive", figure: null, shown: false, text };
  }
  const { figure, interval } = found;
  const beyond = (value: number) => (threshold.orEqual ? value >= threshold.limit : value > threshold.limit);
  const status = beyond(figure.low) ? "breached" : beyond(figure.high) ? "inconclusive" : "kept";
  const shown =
    interval !== null && (status === "breached" ? beyond(interval.low) : status === "kept" && !beyond(interval.high));
  const write = writer(threshold);
  const value = figure.low === figure.high ? write(figure.low) : `${write(figure.low)} to ${write(figure.high)}`;
  const range = interval === null ? "" : ` (95 % interval ${write(interval.low)} to ${write(interval.high)})`;
  const text = `${model.model}: ${status}: ${threshold.metric} is ${value}${range}, and the limit is ${write(threshold.limit)}.`;
  return { ...common, status, figure, shown, text };
}

function find({ latency, failures, cost }: ModelSummary, threshold: Threshold): Found {
  switch (threshold.metric) {
    case "failure rate": {
      const needed = threshold.limit === 0 ? 1 : Math.ceil(1 / threshold.limit);
      const { n, rate, interval } = failures;
      if (rate === null || n < needed) return { missing: `it takes ${needed} attempts, and there are ${n}` };
      return { figure: { low: rate, high: rate }, interval };
    }
    case "cost per image": {
      if (cost.unknown !== null) return { missing: cost.unknown };
      if (cost.currency !== threshold.currency) return { missing: `it is billed in ${cost.currency}` };
      const [low, high] = [cost.confirmed?.perImage ?? null, cost.worst?.perImage ?? null];
      if (low === null || high === null) return { missing: "no image was delivered" };
      const ends = [cost.confirmed?.interval, cost.worst?.interval];
      const interval = ends[0] && ends[1] ? { low: ends[0].low, high: ends[1].high } : null;
      return { figure: { low, high }, interval };
    }
    default: {
      const { value, interval, needed } = latency.percentiles[threshold.metric];
      if (value === null || interval === null) {
        return { missing: `it takes ${needed} deliveries, and there are ${latency.n}` };
      }
      const ends = ({ minMs, maxMs }: typeof value) => ({ low: minMs, high: maxMs });
      return { figure: ends(value), interval: ends(interval) };
    }
  }
}

function writer(threshold: Threshold): (value: number) => string {
  if (threshold.metric === "failure rate") return (value) => `${percent(value)} %`;
  if (threshold.metric === "cost per image") return (value) => amount(value, threshold.currency);
  return (value) => `${(value / 1000).toFixed(1)} s`;
}
