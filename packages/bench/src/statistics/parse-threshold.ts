import { type Currency, InvalidRequestError, nearMiss } from "@seedbed/core";
import type { PercentileName } from "./percentile.ts";

/** A limit that a run is held to. */
export type Threshold = {
  /** As it was written. */
  readonly text: string;
  /** The model that it is about; null is every one. */
  readonly model: string | null;
  /** Whether reaching the limit breaks it too: `>=`. */
  readonly orEqual: boolean;
} & (
  | {
      /** A percentile of latency. */
      readonly metric: PercentileName;
      /** In milliseconds. */
      readonly limit: number;
    }
  | {
      /** How often it fails. */
      readonly metric: "failure rate";
      /** As a share. */
      readonly limit: number;
    }
  | {
      /** What a delivered image costs, failures included. */
      readonly metric: "cost per image";
      /** In `currency`. */
      readonly limit: number;
      /** Of the limit. */
      readonly currency: Currency;
    }
);

const allowed =
  "write a metric, > or >=, and a limit: 'p50|p90|p95|p99 > 60s' (or ms, min), 'failure rate > 5%', 'cost per image > $0.05' (or '> 2 credits'), and a model and a colon before it to hold that one alone";

const form = /^(?:(\S+\/\S+):\s+)?(p50|p90|p95|p99|failure rate|cost per image)\s*(>=?)\s*(\S.*)$/;
const number = String.raw`(\d+(?:\.\d+)?)`;
const unitMs = { ms: 1, s: 1_000, min: 60_000 } as const;

/**
 * Reads a threshold such as `p95 > 60s`, `failure rate > 5%` or `novita/seedream-5.0-lite: cost per image > $0.05`.
 *
 * @param models - those that are measured, so that a threshold on another one is refused before anything is paid
 * @throws InvalidRequestError where it is none, with what is allowed
 */
export function parseThreshold(text: string, models?: readonly string[]): Threshold {
  const threshold = readThreshold(text);
  if (models !== undefined) checkModel(threshold, models);
  return threshold;
}

/**
 * Refuses a threshold on a model that is not measured.
 *
 * @throws InvalidRequestError with those that are
 */
export function checkModel({ text, model }: Threshold, models: readonly string[]): void {
  if (model === null || models.includes(model)) return;
  throw new InvalidRequestError(
    `"${text}" names a model that is not measured${nearMiss(model, models)}: there are ${models.join(", ")}.`,
    { field: "failIf" },
  );
}

function readThreshold(text: string): Threshold {
  const threshold = thresholdOf(text);
  if (threshold.limit < Number.POSITIVE_INFINITY) return threshold;
  throw new InvalidRequestError(`"${text.slice(0, 80)}" has a limit that no run can reach: ${allowed}.`, {
    field: "failIf",
  });
}

function thresholdOf(text: string): Threshold {
  const [, model = null, metric, operator, limit] = form.exec(text.trim()) ?? [];
  const common = { text: text.trim(), model, orEqual: operator === ">=" };
  switch (metric) {
    case "failure rate": {
      const [, percent] = new RegExp(`^${number}\\s*%$`).exec(limit ?? "") ?? [];
      if (percent !== undefined && Number(percent) <= 100) return { ...common, metric, limit: Number(percent) / 100 };
      break;
    }
    case "cost per image": {
      const [, usd, credits] = new RegExp(`^(?:\\$${number}|${number}\\s*credits?)$`).exec(limit ?? "") ?? [];
      if (usd !== undefined) return { ...common, metric, limit: Number(usd), currency: "USD" };
      if (credits !== undefined) return { ...common, metric, limit: Number(credits), currency: "credits" };
      break;
    }
    case "p50":
    case "p90":
    case "p95":
    case "p99": {
      const [, amount, unit] = new RegExp(`^${number}\\s*(ms|s|min)$`).exec(limit ?? "") ?? [];
      // The pattern admits no other unit.
      if (amount !== undefined)
        return { ...common, metric, limit: Number(amount) * unitMs[unit as keyof typeof unitMs] };
    }
  }
  throw new InvalidRequestError(`"${text}" is not a threshold: ${allowed}.`, { field: "failIf" });
}
