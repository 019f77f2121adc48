import { type BenchRecord, durationText, type Plan, type PlanPreview } from "@seedbed/bench";
import { costText, latencyText, line } from "../session/generation-text.ts";

/** What a plan comes to, in words: parity first, since the requests are not identical. */
export function previewText(plan: Plan, { estimates, calls, cost, durationMs }: PlanPreview): string {
  const shown = [
    ...new Set(
      estimates.flatMap(({ parity }) =>
        parity.filter(({ requested, sent }) => requested !== null || sent !== null).map(({ setting }) => setting),
      ),
    ),
  ];
  const { kind, inFlight, perMinute } = plan.schedule;
  const lines = [
    `Plan ${plan.name}: ${some(plan.prompts.length, "prompt")} x ${some(plan.repetitions, "repetition")} x ${some(plan.models.length, "model")}${plan.warmUp ? `, after ${some(plan.warmUp, "block")} of warm-up` : ""}`,
    "",
    "Parity",
    ...estimates.flatMap(({ model, parity, askedSize, cost: each, latency }) => [
      `  ${model}`,
      ...shown.flatMap((setting) => {
        const entry = parity.find((one) => one.setting === setting);
        return entry ? [`    ${setting}: ${show(entry.requested)} -> ${show(entry.sent)} (${entry.status})`] : [];
      }),
      `    size: ${askedSize ? `${askedSize.width} x ${askedSize.height}` : "not documented in pixels"}`,
      `    cost: ${costText(each)}`,
      `    latency: ${latencyText(latency)}`,
    ]),
    "",
    line("calls", some(calls, "paid request")),
    ...cost.map(({ currency, min, max }) => {
      const cap = plan.budget[currency];
      const budget = cap === undefined ? "no budget" : `of a budget of ${cap} ${currency}`;
      const short = cap !== undefined && max > cap ? "; at worst the run stops before its end" : "";
      return line("cost", `${min === max ? min : `${min} to ${max}`} ${currency}, ${budget}${short}`);
    }),
    ...(plan.settings.extraBody === undefined
      ? []
      : [line("beside it", "what extraBody adds to a call; the worst case of each is reserved before it is sent")]),
    line(
      "duration",
      durationMs ? `about ${rangeText(durationMs)}, by the documents` : "not known: a model has no documented latency",
    ),
    line("schedule", kind === "closed" ? `${inFlight} in flight` : `${perMinute} a minute, ${kind}`),
    line("seed", String(plan.seed)),
  ];
  return `${lines.join("\n")}\n`;
}

const some = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function rangeText({ min, max }: { readonly min: number; readonly max: number }): string {
  const [from, to] = [durationText(min), durationText(max)];
  return from === to ? from : `${from} to ${to}`;
}

/** What came of a run, by model; no ranking. */
export function outcomeText({ attempts, models, emulated, spent, stopped }: BenchRecord): string {
  const lines = models.map(({ model }) => {
    const own = attempts.filter((attempt) => attempt.model === model && !attempt.warmUp);
    const count = (outcome: string) => own.filter((attempt) => attempt.outcome === outcome).length;
    const others = ["partial", "failed", "unknown", "not-sent"].flatMap((outcome) =>
      count(outcome) > 0 ? [`${count(outcome)} ${outcome}`] : [],
    );
    const words = [`${count("delivered")} of ${own.length} delivered`, ...others].join(", ");
    return line(emulated ? `${model} (emulated)` : model, words);
  });
  for (const { currency, confirmed, worst, budget } of spent) {
    const range = confirmed === worst ? `${confirmed}` : `${confirmed}, at worst ${worst}`;
    lines.push(
      line(emulated ? "spent (emulated)" : "spent", `${range} ${currency}${budget === null ? "" : ` of ${budget}`}`),
    );
  }
  if (stopped !== null) lines.push(line("stopped", stopped));
  return `${lines.join("\n")}\n`;
}

function show(value: unknown): string {
  return value === null ? "-" : typeof value === "object" ? JSON.stringify(value) : String(value);
}
