import type { BenchAttempt, BenchImage, BenchModel, BenchRecord } from "../../bench-record.ts";

const image: BenchImage = {
  path: null,
  mediaType: "image/jpeg",
  width: 2048,
  height: 2048,
  sizeBytes: 400_000,
  sha256: "0".repeat(64),
  blank: false,
};

/** Three and a half cents. */
export const price = { min: 0.035, max: 0.035, currency: "USD", basis: "price-table" } as const;

/** A delivery of one image in 35 s, changed. */
export function attempt(change: Partial<BenchAttempt> & { blank?: boolean } = {}): BenchAttempt {
  const { blank = false, ...rest } = change;
  const [block, model] = [rest.block ?? 0, rest.model ?? "segmind/seedream-v5-lite"];
  const outcome = rest.outcome ?? "delivered";
  return {
    id: `${block}/${model}`,
    block,
    promptId: `prompt-${block}`,
    repetition: 0,
    model,
    provider: model.split("/")[0] ?? model,
    operation: null,
    warmUp: false,
    emulated: false,
    intendedAt: null,
    lateMs: null,
    waitedMs: null,
    latency: outcome === "delivered" ? { minMs: 35_000, maxMs: 35_000 } : null,
    phases: {
      connectMs: null,
      firstByteMs: null,
      queueMs: null,
      generationMs: null,
      downloadMs: null,
      totalMs: null,
    },
    outcome,
    failure: null,
    imagesAsked: 1,
    images: outcome === "delivered" ? [{ ...image, blank }] : [],
    confirmed: outcome === "not-sent" ? null : price,
    worst: outcome === "not-sent" ? null : price,
    requestId: null,
    ...rest,
  };
}

/** A delivery that took so long. */
export function took(
  block: number,
  model: string,
  latencyMs: number,
  change: Partial<BenchAttempt> = {},
): BenchAttempt {
  return attempt({ block, model, latency: { minMs: latencyMs, maxMs: latencyMs }, ...change });
}

/** A live, finished run of some attempts, changed. */
export function record(attempts: readonly BenchAttempt[], change: Partial<BenchRecord> = {}): BenchRecord {
  const models = [...new Set(attempts.map(({ model }) => model))];
  return {
    version: 1,
    tool: { name: "seedbed", version: "0.0.0", node: "v24.0.0" },
    name: "nightly",
    startedAt: "2026-11-21T00:00:00.000Z",
    durationMs: 1_000,
    seed: 7,
    schedule: { kind: "closed", inFlight: 1 },
    emulated: false,
    timeScale: 1,
    machine: "linux x64, 2 cores, Node 24.0.0",
    models: models.map(benchModel),
    attempts,
    spent: [],
    stopped: null,
    ...change,
  };
}

function benchModel(model: string, index: number): BenchModel {
  const provider = model.split("/")[0] ?? model;
  const label = String.fromCharCode(65 + index);
  return { model, provider, displayName: provider, label, claim: null, parity: [], askedSize: null };
}
