import { amount, change as changed, percent, spread } from "./pair-verdict.ts";
import type { MeasuredChange } from "./run-change.ts";

/** What a change between two runs shows, in a sentence. */
export function changeVerdict(
  measured: MeasuredChange & { readonly model: string },
  shown: "worse" | "better" | null,
): string {
  const { model, measure, change, interval } = measured;
  if (change === null || interval === null)
    return `${model}: whether its ${measure} changed cannot be told: the runs hold too little of it that is alike.`;
  const found = wording(measured, change);
  const within = measure === "failure rate" ? `${points(interval.low)} to ${points(interval.high)}` : spread(interval);
  const by = measured.prompts === null ? "" : `, ${measured.prompts} prompts`;
  if (shown === null) return `${model}: no change of its ${measure} is shown: ${found} (95 % interval ${within}${by}).`;
  return `${model} is ${shown} than before: ${found} (95 % interval ${within}${by}).`;
}

function wording({ measure, before, after, currency }: MeasuredChange, change: number): string {
  switch (measure) {
    case "latency":
      return `it takes ${changed(change)} time`;
    case "failure rate":
      return `${percent(after ?? 0)} % fail instead of ${percent(before ?? 0)} %`;
    case "price per image": {
      const price = (value: number | null) => amount(value ?? 0, currency ?? "USD");
      return `an image costs ${price(after)} instead of ${price(before)}`;
    }
  }
}

function points(difference: number): string {
  return `${percent(difference)} points`;
}
