import type { ProviderTried, Result } from "@seedbed/compare";
import type { Clock, Cost, LatencyFact, ParityEntry } from "@seedbed/core";
import type { SavedImage } from "./out-folder.ts";

/** A model and who was asked: an emulated provider says so. */
export function heading(model: string, provider: string, emulated: boolean): string {
  return emulated ? `${model}  ${provider} (emulated)` : model;
}

/** One line of a block: what it is, then what there is to say. */
export function line(name: string, text: string): string {
  return `  ${name.padEnd(12)}  ${text}`;
}

/**
 * A generation for a person.
 *
 * @param clock - of an emulated one: where it cannot stand still, this machine's own delays count
 */
export function generationText(
  result: Result,
  saved: readonly SavedImage[],
  emulated: boolean,
  clock: Pick<Clock, "hold">,
): string {
  const { model, provider, images, cost, timing, parity, drift, earlier } = result;
  const lines = [heading(model, provider, emulated)];
  for (const [index, image] of images.entries()) {
    lines.push(line(index === 0 ? "saved" : "", saved[index]?.path ?? ""));
    lines.push(line("", imageText(image)));
  }
  for (const { index, reason } of result.shortfall ?? []) lines.push(line("missing", `image ${index + 1}: ${reason}`));
  if (earlier) {
    const kept = images.length === 0 ? "; its images came as bytes and were saved then" : "";
    lines.push(
      line("earlier", `paid for before (attempt ${earlier.id} of ${earlier.reservedAt}): nothing was sent${kept}`),
    );
  }
  lines.push(line("cost", costText(cost)));
  const delays = clock.hold ? "" : " with this machine's own delays in it";
  const time = emulated ? `, in the emulator's time${delays}` : "";
  lines.push(line("latency", `${(timing.latencyMs / 1000).toFixed(1)} s${time}`));
  if (timing.polled) lines.push(line("", polledText(timing.polled)));
  lines.push(...parity.filter(({ status }) => worthSaying.has(status)).map(parityText));
  lines.push(...drift.map(({ message }) => line("drift", message)));
  return `${lines.join("\n")}\n`;
}

function imageText({ width, height, mediaType, sizeBytes, truncated }: Result["images"][number]): string {
  const size = width === null || height === null ? "size unknown" : `${width} x ${height}`;
  return `${size}, ${mediaType}, ${(sizeBytes / 1000).toFixed(0)} kB${truncated ? ", cut off: its end is missing" : ""}`;
}

/** The way through the providers of a family, for a person. */
export function providersText(providers: readonly ProviderTried[]): string {
  const charged = { no: "not billed", yes: "billed", unknown: "it may have been billed" };
  return providers
    .map(({ model, place, outcome, billed, error }) => {
      const why = error?.message.replace(/\.$/, "") ?? "";
      if (outcome === "done") return `${model}: taken; ${place}\n`;
      return `${model}: ${outcome === "failed" ? `left, ${charged[billed]}` : "passed over"}; ${place}; ${why}\n`;
    })
    .join("");
}

/** How exact a latency is that was found by polling. */
function polledText({ minMs, maxMs }: NonNullable<Result["timing"]["polled"]>): string {
  const seconds = ((maxMs - minMs) / 1000).toFixed(1);
  return `found by polling: known at most ${seconds} s after it finished`;
}

const worthSaying = new Set<string>(["dropped", "approximated", "unchecked"]);

/** What is said at the end where no provider was asked. */
export function emulatedNote(timeScale: number): string {
  const speed = timeScale === 1 ? "" : ` at ${timeScale} times real time`;
  return `Made by the emulator${speed}: nothing was paid, and nothing is proved about a provider.\n`;
}

/** A claim for a person: how long by whose word. */
export function latencyText(latency: LatencyFact | null): string {
  if (!latency) return "the provider does not say";
  const { minMs, maxMs, per, source } = latency;
  const range = [...new Set([minMs, maxMs])].map((ms) => ms / 1000).join(" to ");
  return `${range} s per ${per}, by the provider's own word (${source})`;
}

/** What became of a setting, for a person. */
export function parityText({ setting, requested, sent, status }: ParityEntry): string {
  if (status === "dropped") return line(status, `${setting} ${show(requested)} (not sent)`);
  if (status === "defaulted") return line(status, `${setting}: ${show(sent)} is sent`);
  return line(
    status,
    status === "exact" ? `${setting} ${show(requested)}` : `${setting} ${show(requested)} -> ${show(sent)}`,
  );
}

/** A cost for a person; what is unknown is said to be. */
export function costText(cost: Cost | null): string {
  if (!cost) return "unknown: no document gives a price; set one with --price";
  const amounts = cost.min === cost.max ? [cost.min] : [cost.min, cost.max];
  const range = amounts.map((amount) => (cost.currency === "USD" ? `$${amount}` : String(amount))).join(" to ");
  return `${range}${cost.currency === "USD" ? "" : " credits"} (${cost.basis}${cost.source ? `: ${cost.source}` : ""})`;
}

function show(value: unknown): string {
  if (value === null) return "nothing";
  if (typeof value !== "object") return String(value);
  const fields = Object.entries(value);
  const isSize = fields.length === 2 && "width" in value && "height" in value;
  return isSize ? `${value.width}x${value.height}` : fields.map(([name, field]) => `${name} ${show(field)}`).join(", ");
}
