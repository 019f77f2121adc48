import type { BenchAttempt, BenchModel, BenchRecord } from "../../bench-record.ts";
import { seededRandom } from "../../statistics/random.ts";
import { sampleAttempt } from "./sample-attempt.ts";
import { samplePrompts } from "./sample-prompts.ts";

const parity = (size: string, seedStatus: "exact" | "dropped"): BenchModel["parity"] => [
  {
    setting: "size",
    requested: { width: 2848, height: 1600 },
    sent: size,
    status: size === "2848x1600" ? "exact" : "approximated",
  },
  { setting: "seed", requested: 7, sent: seedStatus === "exact" ? 7 : null, status: seedStatus },
  { setting: "watermark", requested: null, sent: null, status: "defaulted" },
];

/** Three models: one told at once, one polled and billed in credits, one without a price. */
export const sampleModels: readonly BenchModel[] = [
  {
    model: "segmind/seedream-v5-lite",
    provider: "segmind",
    displayName: "Segmind",
    label: "A",
    claim: { minMs: 36_400, maxMs: 36_400, per: "generation", source: "the model's page" },
    parity: parity("16:9, 2K", "exact"),
    askedSize: { width: 2848, height: 1600 },
  },
  {
    model: "3daistudio/seedream-v5-lite",
    provider: "3daistudio",
    displayName: "3D AI Studio",
    label: "B",
    claim: { minMs: 20_000, maxMs: 40_000, per: "image", source: "the model's page" },
    parity: parity("landscape_16_9", "dropped"),
    askedSize: null,
  },
  {
    model: "novita/seedream-5.0-lite",
    provider: "novita",
    displayName: "Novita",
    label: "C",
    claim: null,
    parity: parity("2848x1600", "exact"),
    askedSize: { width: 2848, height: 1600 },
  },
];

/** How much of a sample there is, and whether an emulator made it. */
export interface SampleOptions {
  /** @default 24 */
  readonly blocks?: number;
  /** @default true */
  readonly emulated?: boolean;
  /** Seed of all that is drawn. @default 7 */
  readonly seed?: number;
  /** ISO 8601. */
  readonly startedAt?: string;
}

/** A finished run of three models, for tests and for looking at: with failures, partial and unknown outcomes. */
export function sampleRecord(options: SampleOptions = {}): BenchRecord {
  const { blocks = 24, emulated = true, seed = 7, startedAt = "2026-11-21T06:30:00.000Z" } = options;
  const random = seededRandom(seed);
  const attempts = Array.from({ length: blocks }, (_, block) =>
    sampleModels.map((model): BenchAttempt => sampleAttempt({ random, model, block, emulated, startedAt })),
  ).flat();
  const spent = (currency: string, end: "confirmed" | "worst") =>
    attempts.reduce((sum, of) => sum + (of[end]?.currency === currency ? (of[end]?.max ?? 0) : 0), 0);
  return {
    version: 1,
    tool: { name: "seedbed", version: "0.1.0", node: "24.21.0" },
    name: "nightly",
    startedAt,
    durationMs: emulated ? 38_200 : 3_820_000,
    seed,
    schedule: { kind: "closed", inFlight: 3 },
    emulated,
    timeScale: emulated ? 100 : 1,
    machine: "linux x64, 2 cores, Node 24.21.0",
    models: sampleModels,
    prompts: Object.fromEntries(samplePrompts.map((text, index) => [`p${index + 1}`, text])),
    attempts,
    spent: ["USD", "credits"].map((currency) => ({
      currency,
      confirmed: Number(spent(currency, "confirmed").toFixed(6)),
      worst: Number(spent(currency, "worst").toFixed(6)),
      budget: currency === "USD" ? 2 : 400,
    })),
    stopped: null,
  };
}
