import type { Cost } from "@seedbed/core";
import type { BenchAttempt, BenchImage, BenchModel } from "../../bench-record.ts";
import { samplePrompts } from "./sample-prompts.ts";

/** What an attempt of the sample is drawn from. */
interface Draw {
  readonly random: () => number;
  readonly model: BenchModel;
  readonly block: number;
  readonly emulated: boolean;
  readonly startedAt: string;
}

const medians: Record<string, number> = { segmind: 36_000, "3daistudio": 29_000, novita: 21_000 };

/** One attempt: most deliver, one in twelve does not. */
export function sampleAttempt({ random, model: { model, provider }, block, emulated, startedAt }: Draw): BenchAttempt {
  const outcome = outcomeOf(random(), provider, block);
  const wide = Math.exp(0.22 * (random() + random() + random() - 1.5) * 2);
  const exact = Math.round((medians[provider] ?? 30_000) * wide * (random() < 0.06 ? 1.9 : 1));
  const polled = Math.max(0, Math.ceil((exact - 20_000) / 6_000));
  const latency =
    provider === "3daistudio"
      ? { minMs: polled === 0 ? 0 : 14_000 + polled * 6_000, maxMs: 20_000 + polled * 6_000 }
      : { minMs: exact, maxMs: exact };
  const images = outcome === "delivered" ? [sampleImage(random, provider, block)] : [];
  const billed = outcome === "failed" ? "no" : outcome === "unknown" ? "unknown" : "yes";
  const cost = costOf(provider);
  return {
    id: `${block}/${model}`,
    block,
    promptId: `p${(block % samplePrompts.length) + 1}`,
    repetition: Math.floor(block / samplePrompts.length) + 1,
    model,
    provider,
    operation: "textToImage",
    warmUp: false,
    emulated,
    intendedAt: new Date(Date.parse(startedAt) + block * 40_000).toISOString(),
    lateMs: Math.round(random() * 3),
    waitedMs: provider === "3daistudio" && block % 5 === 4 ? 12_000 : 0,
    latency: outcome === "delivered" || outcome === "partial" ? latency : null,
    phases: phasesOf(provider, latency.maxMs),
    outcome,
    failure: failureOf(outcome, provider, billed),
    imagesAsked: outcome === "partial" ? 2 : 1,
    images: outcome === "partial" ? [sampleImage(random, provider, block)] : images,
    confirmed: billed === "yes" ? cost : cost && { ...cost, min: 0, max: 0 },
    worst: billed === "no" ? cost && { ...cost, min: 0, max: 0 } : cost,
    requestId: `req-${block}-${provider}`,
  };
}

function outcomeOf(draw: number, provider: string, block: number): BenchAttempt["outcome"] {
  if (provider === "novita" && block === 2) return "partial";
  if (provider === "3daistudio" && block === 1) return "unknown";
  if (draw < 0.05) return "failed";
  if (draw < 0.08) return "unknown";
  return draw < 0.12 && provider === "novita" ? "partial" : "delivered";
}

function failureOf(
  outcome: BenchAttempt["outcome"],
  provider: string,
  billed: "no" | "yes" | "unknown",
): BenchAttempt["failure"] {
  if (outcome === "delivered" || outcome === "partial") return null;
  if (outcome === "unknown") {
    return {
      name: "OutcomeUnknownError",
      message: `${provider} did not answer: the connection was reset`,
      billed,
      status: null,
    };
  }
  const [name, status] = provider === "segmind" ? ["RateLimitError", 429] : ["ContentPolicyViolationError", 400];
  return {
    name: String(name),
    message: `${provider} failed with ${status}: <b>refused</b>`,
    billed,
    status: Number(status),
  };
}

function costOf(provider: string): Cost | null {
  if (provider === "segmind") return { min: 0.035, max: 0.035, currency: "USD", basis: "price-table" };
  return provider === "3daistudio" ? { min: 10, max: 10, currency: "credits", basis: "price-table" } : null;
}

function phasesOf(provider: string, totalMs: number): BenchAttempt["phases"] {
  const told = provider === "3daistudio";
  return {
    connectMs: 40 + (totalMs % 50),
    firstByteMs: told ? 350 : totalMs - 900,
    queueMs: told ? Math.round(totalMs * 0.18) : null,
    generationMs: provider === "novita" ? null : Math.round(totalMs * 0.7),
    downloadMs: provider === "segmind" ? 850 : 1_400,
    totalMs,
  };
}

function sampleImage(random: () => number, provider: string, block: number): BenchImage {
  const { width, height } = provider === "3daistudio" ? { width: 2560, height: 1440 } : { width: 2848, height: 1600 };
  return {
    path: `images/${block}-${provider}.svg`,
    mediaType: "image/svg+xml",
    width,
    height,
    sizeBytes: Math.round(150_000 + random() * 250_000),
    sha256: block.toString(16).padStart(64, "0"),
    blank: provider === "novita" && block === 5,
  };
}
