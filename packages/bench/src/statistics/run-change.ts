import { exact } from "@seedbed/core";
import type { BenchAttempt } from "../bench-record.ts";
import { spendingOf } from "./cost-summary.ts";
import { fisher } from "./fisher.ts";
import type { Interval } from "./interval.ts";
import { deliveryLatency } from "./measured-attempts.ts";
import { logLatency } from "./paired-ratio.ts";
import { type LogRange, ratioTest, unpairedRatioTest } from "./ratio-test.ts";
import { meanOf } from "./t-test.ts";
import { newcombe } from "./wilson.ts";

/** A figure before and after. */
export interface MeasuredChange {
  /** Of deliveries; whatever did not deliver; what a delivered image cost, without failures, which are counted above. */
  readonly measure: "latency" | "failure rate" | "price per image";
  /** Geometric mean in milliseconds, share, or money; null where it is not known. */
  readonly before: number | null;
  /** The same of the later run. */
  readonly after: number | null;
  /** `USD` or `credits`, of a price; null of all else. */
  readonly currency: "USD" | "credits" | null;
  /** The later figure as a multiple of the earlier one; of the failure rate, the later less the earlier. null where it is not known. */
  readonly change: number | null;
  /** 95 % interval of the change; null where there is too little. */
  readonly interval: Interval | null;
  /** Two-sided, against no change; null where there is too little. */
  readonly pValue: number | null;
  /** Prompts that both runs delivered, where they were compared prompt by prompt; null otherwise. */
  readonly prompts: number | null;
  /** How it was tested; null where there is too little. */
  readonly method: "paired by prompt" | "Welch on logs" | "Fisher's exact test" | null;
}

/** A value of a prompt on a log scale. */
type Value = LogRange & { readonly promptId: string };

/** How latency changed. */
export function latencyChange(before: readonly BenchAttempt[], after: readonly BenchAttempt[]): MeasuredChange {
  const values = (attempts: readonly BenchAttempt[]) =>
    attempts.flatMap((attempt): Value[] => {
      const latency = deliveryLatency(attempt);
      if (latency === null) return [];
      return [{ promptId: attempt.promptId, low: logLatency(latency.minMs), high: logLatency(latency.maxMs) }];
    });
  return { measure: "latency", currency: null, ...changeOf(values(before), values(after)) };
}

/** How the price of a delivered image changed. */
export function priceChange(before: readonly BenchAttempt[], after: readonly BenchAttempt[]): MeasuredChange {
  const [first, second] = [spendingOf(before), spendingOf(after)];
  if (typeof first === "string" || typeof second === "string" || first.currency !== second.currency) {
    return { measure: "price per image", currency: null, before: null, after: null, ...tooLittle };
  }
  const values = ({ attempts }: typeof first) =>
    attempts
      .filter(({ images, confirmed }) => images > 0 && confirmed > 0)
      .map(({ promptId, images, confirmed }): Value => {
        const price = Math.log(confirmed / images);
        return { promptId, low: price, high: price };
      });
  return { measure: "price per image", currency: first.currency, ...changeOf(values(first), values(second)) };
}

/** How the failure rate changed. Repetitions of a prompt count as independent. */
export function failureChange(before: readonly BenchAttempt[], after: readonly BenchAttempt[]): MeasuredChange {
  const share = (attempts: readonly BenchAttempt[]) => ({
    count: attempts.filter(({ outcome }) => outcome !== "delivered").length,
    n: attempts.length,
  });
  const [first, second] = [share(before), share(after)];
  const rate = ({ count, n }: typeof first) => (n === 0 ? null : count / n);
  const figures = { before: rate(first), after: rate(second), currency: null };
  if (figures.before === null || figures.after === null) return { measure: "failure rate", ...figures, ...tooLittle };
  return {
    measure: "failure rate",
    ...figures,
    change: figures.after - figures.before,
    interval: newcombe(first, second),
    pValue: fisher(first, second),
    prompts: null,
    method: "Fisher's exact test",
  };
}

const tooLittle = { change: null, interval: null, pValue: null, prompts: null, method: null };

function changeOf(before: readonly Value[], after: readonly Value[]): Omit<MeasuredChange, "measure" | "currency"> {
  const figures = { before: geometricMean(before), after: geometricMean(after) };
  const [first, second] = [before, after].map((values) => Map.groupBy(values, ({ promptId }) => promptId));
  const pairs = [...(first ?? [])].flatMap(([promptId, earlier]) => {
    const later = second?.get(promptId);
    return later === undefined ? [] : [ratioOf(earlier, later)];
  });
  if (pairs.length >= 2) {
    const { ratio, interval, pValue } = ratioTest(pairs);
    return { ...figures, change: ratio, interval, pValue, prompts: pairs.length, method: "paired by prompt" };
  }
  // One prompt: its repetitions are all there is.
  if (before.length < 2 || after.length < 2) return { ...figures, ...tooLittle };
  const { ratio, interval, pValue } = unpairedRatioTest(before, after);
  return { ...figures, change: ratio, interval, pValue, prompts: null, method: "Welch on logs" };
}

function ratioOf(earlier: readonly Value[], later: readonly Value[]): LogRange {
  const mean = (values: readonly Value[], end: "low" | "high") => meanOf(values.map((value) => value[end])).mean;
  return { low: mean(later, "low") - mean(earlier, "high"), high: mean(later, "high") - mean(earlier, "low") };
}

function geometricMean(values: readonly Value[]): number | null {
  if (values.length === 0) return null;
  return exact(Math.exp(meanOf(values.map(({ low, high }) => (low + high) / 2)).mean));
}
