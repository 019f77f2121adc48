import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import type { Operation } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";
import { againstClaim, claimFindings } from "./claim-findings.ts";

function found(operation: Operation | undefined): Operation {
  if (!operation) throw new Error("there is no such operation");
  return operation;
}

/** 5.8 s and $0.037 a generation, by seed 002. */
const v3 = found(segmind.operations.seedreamV3TextToImage);
/** 20 to 40 s and 10 credits an image, by seed 003. */
const studio = found(threeDAIStudio.operations.seedreamV5LiteGenerate);
const novitaOperation = found(novita.operations.seedream5Lite);

type Made = Parameters<typeof againstClaim>[1];
const made = (latencyMs: number, changes: Partial<Made> & { polled?: { minMs: number; maxMs: number } } = {}): Made => {
  const { polled, ...rest } = changes;
  return { timing: { latencyMs, ...(polled ? { polled } : {}) }, cost: null, images: { fewest: 1, most: 1 }, ...rest };
};
const paid = (max: number) => ({ min: max, max, currency: "USD" as const, basis: "reported" as const });

test.each<[string, Operation, Made, ReturnType<typeof againstClaim>]>([
  ["an average within half and twice of it", v3, made(11_000), { latency: "within", cost: null }],
  ["more than twice an average", v3, made(11_700), { latency: "above", cost: null }],
  ["less than half an average", v3, made(2_800), { latency: "below", cost: null }],
  ["inside a range", studio, made(40_000), { latency: "within", cost: null }],
  ["outside a range", studio, made(40_100), { latency: "above", cost: null }],
  [
    "a range per image, with three images",
    studio,
    made(110_000, { images: { fewest: 3, most: 3 } }),
    { latency: "within", cost: null },
  ],
  [
    "polled, where it may have been ready in time",
    studio,
    made(41_000, { polled: { minMs: 20_000, maxMs: 41_000 } }),
    { latency: "within", cost: null },
  ],
  [
    "polled, where it was not ready in time",
    studio,
    made(62_000, { polled: { minMs: 41_000, maxMs: 62_000 } }),
    { latency: "above", cost: null },
  ],
  ["a provider that claims nothing itself", novitaOperation, made(500_000), { latency: null, cost: null }],
  ["the documented price", v3, made(6_000, { cost: paid(0.037) }), { latency: "within", cost: "within" }],
  ["a higher price", v3, made(6_000, { cost: paid(0.05) }), { latency: "within", cost: "above" }],
  ["a lower price", v3, made(6_000, { cost: paid(0.02) }), { latency: "within", cost: "below" }],
  [
    "a price that the table says and not the answer",
    v3,
    made(6_000, { cost: { ...paid(0.05), basis: "price-table" } }),
    { latency: "within", cost: null },
  ],
])("%s", (_name, operation, given, want) => {
  expect(againstClaim(operation, given)).toEqual(want);
});

test("what does not keep to a claim is drift of the claim, in words with its source", () => {
  expect(claimFindings(v3, made(6_000, { cost: paid(0.037) }))).toEqual([]);
  const drifted = claimFindings(v3, made(20_000, { cost: paid(0.05) }));
  expect(drifted.map(({ message, drift }) => [drift, message])).toEqual([
    ["claim", "it took 20 s, above the claim of about 5.8 s per generation (seed 002)"],
    ["claim", "it cost 0.05 USD, above the price of 0.037 USD per generation (seed 002)"],
  ]);
});
