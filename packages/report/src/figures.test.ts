import { describe, expect, it } from "vitest";
import {
  compareSize,
  formatBasis,
  formatBytes,
  formatClaim,
  formatCost,
  formatDuration,
  formatLatencies,
  formatPrice,
} from "./figures.ts";
import type { CostRecord, GenerationRecord } from "./run-record.ts";
import { sampleGenerations } from "./sample/generations.ts";

const usd = (min: number, max: number): CostRecord => ({ min, max, currency: "USD", basis: "price-table" });

it.each<[string, string, string]>([
  ["milliseconds", formatDuration(118.4), "118 ms"],
  ["a second, just not", formatDuration(999.7), "1.0 s"],
  ["seconds", formatDuration(36_000), "36.0 s"],
  ["minutes", formatDuration(125_400), "2 min 5 s"],
  ["no latency", formatLatencies([]), "none"],
  ["one latency", formatLatencies([35_120]), "35.1 s"],
  ["a range of latencies", formatLatencies([45_000, 35_120]), "35.1–45.0 s"],
  ["a range over units", formatLatencies([400, 2_000]), "400 ms – 2.0 s"],
  ["a range up to minutes", formatLatencies([40_000, 130_000]), "40.0 s – 2 min 10 s"],
  ["a claim", formatClaim({ minMs: 20_000, maxMs: 40_000, per: "image", source: "" }), "20–40 s per image"],
  ["no claim", formatClaim(null), "none"],
  ["an unknown cost", formatCost(null), "unknown"],
  ["a cost that is truly nothing", formatCost(usd(0, 0)), "0.000 USD"],
  ["a range of costs", formatCost(usd(0.035, 0.035 * 3)), "0.035–0.105 USD"],
  ["credits", formatCost({ min: 1200, max: 1200, currency: "credits" }), "1,200 credits"],
  ["an unknown price", formatPrice(null), "unknown"],
  ["what the emulator reports", formatBasis({ ...usd(1, 1), basis: "reported" }, true), "reported by the emulator"],
  ["what a provider reports", formatBasis({ ...usd(1, 1), basis: "reported" }, false), "reported by provider"],
  ["bytes", formatBytes(999), "999 B"],
  ["kilobytes", formatBytes(611_300), "611 kB"],
  ["megabytes", formatBytes(999_600), "1.0 MB"],
])("writes %s", (_, given, want) => {
  expect(given).toBe(want);
});

describe("compareSize", () => {
  const [generation] = sampleGenerations as [GenerationRecord];
  it.each<[string, Partial<GenerationRecord>, string]>([
    ["the size that was asked", {}, "as-asked"],
    ["another size", { askedSize: { width: 1, height: 1 } }, "differs"],
    ["a size no document gives", { askedSize: null }, "undocumented"],
    ["no image", { images: [] }, "none"],
  ])("knows %s", (_, changed, want) => {
    expect(compareSize({ ...generation, ...changed })).toBe(want);
  });
});
