import type { OperationRecord, Provenance, RunRecord, Verdict } from "../run-record.ts";
import { sampleChecks } from "./checks.ts";
import { sampleCoverage } from "./coverage.ts";
import { claims, sampleGenerations } from "./generations.ts";

const fixtures = (recorded: number, documented: number, synthetic: number): Record<Provenance, number> => ({
  recorded,
  documented,
  synthetic,
});

const price = (amount: number, currency: string, per: "generation" | "image", source: string) => ({
  amount,
  currency,
  per,
  source,
  date: "2026-11-14",
});

const segmind = (slug: string): Pick<OperationRecord, "method" | "path" | "price"> => ({
  method: "POST",
  path: `/v1/${slug}`,
  price: price(slug.includes("v3") ? 0.037 : 0.035, "USD", "generation", `https://www.segmind.com/models/${slug}`),
});

const studioPrice = price(10, "credits", "image", "3D AI Studio documentation, Seedream V5 Lite");
const studioModel = "3daistudio/seedream-v5-lite";

const verdicts: Record<Verdict, number> = { ok: 0, violation: 0, drift: 0, transport: 0, harness: 0, skipped: 0 };
for (const check of sampleChecks) verdicts[check.verdict] += 1;

/** A run as `seedbed check --smoke` makes it, on the emulator. For tests and for looking at. */
export const sampleRecord: RunRecord = {
  version: 1,
  tool: { name: "seedbed", version: "0.1.0", node: "24.21.0" },
  startedAt: "2026-11-21T07:12:40.120Z",
  durationMs: 5_310,
  emulated: true,
  timeScale: 100,
  provenance: fixtures(0, 14, 5),
  verdicts,
  exitCode: 1,
  providers: [
    {
      id: "segmind",
      displayName: "Segmind",
      emulated: true,
      operations: [
        {
          operation: "seedreamV5LiteTextToImage",
          model: "segmind/seedream-v5-lite",
          ...segmind("seedream-v5-lite-text-to-image"),
          claim: claims.segmindText,
          fixtures: fixtures(0, 3, 2),
        },
        {
          operation: "seedreamV5LiteImageToImage",
          model: "segmind/seedream-v5-lite",
          ...segmind("seedream-v5-lite-image-to-image"),
          claim: claims.segmindImage,
          fixtures: fixtures(0, 2, 0),
        },
        {
          operation: "seedreamV3TextToImage",
          model: "segmind/seedream-v3",
          ...segmind("seedream-v3-text-to-image"),
          claim: claims.segmindV3,
          fixtures: fixtures(0, 2, 0),
        },
      ],
    },
    {
      id: "3daistudio",
      displayName: "3D AI Studio",
      emulated: true,
      operations: [
        {
          operation: "seedreamV5LiteGenerate",
          method: "POST",
          path: "/v1/images/seedream/v5/lite/generate/",
          model: studioModel,
          price: studioPrice,
          claim: claims.studio,
          fixtures: fixtures(0, 2, 0),
        },
        {
          operation: "seedreamV5LiteEdit",
          method: "POST",
          path: "/v1/images/seedream/v5/lite/edit/",
          model: studioModel,
          price: studioPrice,
          claim: claims.studio,
          fixtures: fixtures(0, 1, 0),
        },
        {
          operation: "generationStatus",
          method: "GET",
          path: "/v1/generation-request/{task_id}/status/",
          price: null,
          claim: null,
          fixtures: fixtures(0, 2, 2),
        },
      ],
    },
    {
      id: "novita",
      displayName: "Novita",
      emulated: true,
      operations: [
        {
          operation: "seedream5Lite",
          method: "POST",
          path: "/v3/seedream-5.0-lite",
          model: "novita/seedream-5.0-lite",
          price: null,
          claim: null,
          fixtures: fixtures(0, 2, 1),
        },
      ],
    },
  ],
  coverage: sampleCoverage,
  checks: sampleChecks,
  generations: sampleGenerations,
  spent: [
    {
      provider: "segmind",
      emulated: true,
      currency: "USD",
      attempts: 6,
      reserved: 0.249,
      confirmed: 0.142,
      worstCase: 0.177,
      unknown: 1,
    },
    {
      provider: "3daistudio",
      emulated: true,
      currency: "credits",
      attempts: 4,
      reserved: 40,
      confirmed: 30,
      worstCase: 30,
      unknown: 0,
    },
    {
      provider: "novita",
      emulated: true,
      currency: null,
      attempts: 1,
      reserved: 0,
      confirmed: 0,
      worstCase: 0,
      unknown: 0,
    },
  ],
};
