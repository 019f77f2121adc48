import type { RunRecord } from "../run-record.ts";
import { sampleRecord } from "./record.ts";

/** The sample as if it had gone to the providers, and one image of three had come cut off. */
export const liveRecord: RunRecord = {
  ...sampleRecord,
  emulated: false,
  timeScale: 1,
  exitCode: 0,
  providers: sampleRecord.providers.map((provider) => ({ ...provider, emulated: false })),
  generations: sampleRecord.generations.map((generation) => ({
    ...generation,
    emulated: false,
    images: generation.images.map((image, index) => (index === 2 ? { ...image, truncated: true } : image)),
    againstClaim: { latency: generation.claim && "within", cost: null },
  })),
  spent: (sampleRecord.spent ?? []).map((spent) => ({ ...spent, emulated: false })),
};

/** A run of fixtures alone: no generation was made. */
export const offlineRecord: RunRecord = { ...liveRecord, timeScale: null, generations: [], spent: [] };
