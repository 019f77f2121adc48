import type { ProviderTried, Result } from "@seedbed/compare";
import type { SavedImage } from "./out-folder.ts";

/** A generation as `generate --json` prints it. Its JSON Schema is `schemas/generate.schema.json`. */
export function generationDocument(result: Result, saved: readonly SavedImage[], emulated: boolean) {
  const { timing } = result;
  const { polled } = timing;
  return {
    model: result.model,
    provider: result.provider,
    operation: result.operation,
    emulated,
    images: result.images.map(({ bytes: _bytes, ...image }, index) => ({ ...saved[index], ...image })),
    ...(result.shortfall ? { shortfall: result.shortfall } : {}),
    cost: result.cost,
    timing: {
      ...timing,
      latencyMs: Math.round(timing.latencyMs),
      waitedMs: Math.round(timing.waitedMs),
      downloadMs: Math.round(timing.downloadMs),
      ...(polled ? { polled: { minMs: Math.floor(polled.minMs), maxMs: Math.round(polled.maxMs) } } : {}),
    },
    parity: result.parity,
    ...(result.requestId ? { requestId: result.requestId } : {}),
    ...(result.job ? { job: result.job } : {}),
    ...(result.earlier ? { earlier: { id: result.earlier.id, reservedAt: result.earlier.reservedAt } } : {}),
    ...(result.drift.length > 0 ? { drift: result.drift } : {}),
  };
}

/** The providers of a family that were tried, as `--json` prints them. */
export function providersDocument(providers: readonly ProviderTried[]) {
  return providers.map(({ error, ...provider }) => ({
    ...provider,
    ...(error ? { error: { name: error.name, message: error.message } } : {}),
  }));
}
