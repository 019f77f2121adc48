import { type Currency, exact } from "@seedbed/core";
import type { BenchAttempt, BenchImage } from "../bench-record.ts";
import { bootstrapRatio, total } from "./bootstrap-ratio.ts";
import type { Interval } from "./interval.ts";
import { byUnit, unitOf } from "./measured-attempts.ts";

/** What an image costs, failures included. */
export interface CostFigure {
  /** All that was paid, by all images that were delivered; null where no image was. */
  readonly perImage: number | null;
  /**
   * A 95 % interval by bootstrap over prompts (over blocks where there is one prompt), widened where few failures were seen;
   * null below six of them.
   */
  readonly interval: Interval | null;
  /** All that was paid. */
  readonly total: number;
}

/** What the images of one model cost. */
export interface CostSummary {
  /** Of every amount here; null where nothing is known. */
  readonly currency: Currency | null;
  /** Images that were delivered. Those of one colour are not among them: paid for, and no image. */
  readonly images: number;
  /** Images of one colour. */
  readonly blankImages: number;
  /** By what is known to be billed, at least; null where no price is known. */
  readonly confirmed: CostFigure | null;
  /** At worst: unknown outcomes and the upper end of every price count in full; null where no price is known. */
  readonly worst: CostFigure | null;
  /** Why there is no figure; null where there is one. */
  readonly unknown: string | null;
}

/** What an attempt came to. */
export interface Spending {
  /** Its prompt. */
  readonly promptId: string;
  /** Its block. */
  readonly block: number;
  /** Images that are not of one colour. */
  readonly images: number;
  /** Known to be billed, at least. */
  readonly confirmed: number;
  /** Billed at worst. */
  readonly worst: number;
}

/** What the attempts of one model cost per image that was delivered. */
export function costSummary(sent: readonly BenchAttempt[], seed: number): CostSummary {
  const blankImages = sent.reduce((count, { images }) => count + images.length - countShown(images), 0);
  const counts = { images: sent.reduce((count, attempt) => count + imagesOf(attempt), 0), blankImages };
  const spent = spendingOf(sent);
  if (typeof spent === "string") return { ...counts, currency: null, confirmed: null, worst: null, unknown: spent };
  const units = byUnit(spent.attempts, unitOf(spent.attempts));
  const figure = (kind: "confirmed" | "worst"): CostFigure => {
    const outlays = units.map((unit) => unit.map((attempt) => ({ amount: attempt[kind], images: attempt.images })));
    const { amount, images } = total(outlays.map(total));
    const perImage = images === 0 ? null : exact(amount / images);
    return { perImage, interval: perImage === null ? null : bootstrapRatio(outlays, seed), total: exact(amount) };
  };
  const confirmed = figure("confirmed");
  const isSure = spent.attempts.every((attempt) => attempt.confirmed === attempt.worst);
  return { ...counts, currency: spent.currency, confirmed, worst: isSure ? confirmed : figure("worst"), unknown: null };
}

/** What each attempt came to, or why is unknown. Two currencies are never added. */
export function spendingOf(sent: readonly BenchAttempt[]): { currency: Currency; attempts: Spending[] } | string {
  if (sent.length === 0) return "nothing was sent";
  const currencies = new Set(
    sent.flatMap(({ confirmed, worst }) => [confirmed, worst].flatMap((cost) => cost?.currency ?? [])),
  );
  if (currencies.size > 1) return `it was billed in ${[...currencies].join(" and in ")}, which are not added`;
  const [currency] = currencies;
  // What is known not to be billed is 0 at any price.
  const unpriced = sent.some(
    ({ confirmed, worst, failure }) => failure?.billed !== "no" && (confirmed ?? worst) === null,
  );
  if (currency === undefined || unpriced) return "no price is known for it";
  const attempts = sent.map((attempt) => ({
    promptId: attempt.promptId,
    block: attempt.block,
    images: imagesOf(attempt),
    confirmed: attempt.confirmed?.min ?? 0,
    worst: (attempt.worst ?? attempt.confirmed)?.max ?? 0,
  }));
  return { currency, attempts };
}

/** Images that came. A delivery whose images are gone, as after a crash, was one all the same. */
function imagesOf({ outcome, images, imagesAsked }: BenchAttempt): number {
  return outcome === "delivered" && images.length === 0 ? imagesAsked : countShown(images);
}

function countShown(images: readonly BenchImage[]): number {
  return images.filter(({ blank }) => blank !== true).length;
}
