import type { Result } from "@seedbed/compare";
import type { Cost } from "@seedbed/core";
import type { SavedImage } from "./out-folder.ts";

/** A generation as `generate --json` prints it. Its JSON Schema is `schemas/generate.schema.json`. */
export function generationDocument(result: Result, saved: readonly SavedImage[], emulated: boolean) {
  return {
    model: result.model,
    provider: result.provider,
    operation: result.operation,
    emulated,
    images: result.images.map(({ bytes: _bytes, ...image }, index) => ({ ...saved[index], ...image })),
    cost: result.cost,
    timing: { ...result.timing, latencyMs: Math.round(result.timing.latencyMs), waitedMs: Math.round(result.timing.waitedMs), downloadMs: Math.round(result.timing.downloadMs) },
    parity: result.parity,
    ...(result.requestId ? { requestId: result.requestId } : {}),
    ...(result.job ? { job: result.job } : {}),
    ...(result.drift.length > 0 ? { drift: result.drift } : {}),
  };
}

/** The label of a provider or model: an emulated one says so. */
export function label(name: string, emulated: boolean): string {
  return emulated ? `${name} (emulated)` : name;
}

/** A generation for a person. */
export function generationText(result: Result, saved: readonly SavedImage[], emulated: boolean): string {
  const lines = [label(result.model, emulated)];
  for (const [index, { width, height, mediaType, sizeBytes }] of result.images.entries()) {
    lines.push(`  ${saved[index]?.path ?? "(not saved)"}  ${width} x ${height}, ${mediaType}, ${(sizeBytes / 1000).toFixed(0)} kB`);
  }
  lines.push(`  cost     ${costText(result.cost)}`, `  latency  ${(result.timing.latencyMs / 1000).toFixed(1)} s${emulated ? " of the emulator's time" : ""}`);
  const lost = result.parity.filter(({ status }) => ["dropped", "approximated", "unchecked"].includes(status));
  for (const { setting, status, sent } of lost) lines.push(`  ${status}: ${setting}${sent === null ? "" : ` (sent: ${typeof sent === "string" ? sent : JSON.stringify(sent)})`}`);
  for (const { message } of result.drift) lines.push(`  drift: ${message}`);
  return `${lines.join("\n")}\n`;
}

/** A cost for a person; what is unknown is said to be. */
export function costText(cost: Cost | null): string {
  if (!cost) return "unknown (no document gives a price; set one with --price)";
  const amount = (value: number) => (cost.currency === "USD" ? `$${value}` : `${value}`);
  const range = cost.min === cost.max ? amount(cost.min) : `${amount(cost.min)} to ${amount(cost.max)}`;
  return `${range}${cost.currency === "USD" ? "" : ` ${cost.currency}`} (${cost.basis}${cost.source ? `: ${cost.source}` : ""})`;
}
