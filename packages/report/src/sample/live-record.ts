import type { RunRecord } from "../run-record.ts";
import { sampleRecord } from "./record.ts";

/** The sample as if it had gone to the providers, with nothing wrong. */
export const liveRecord: RunRecord = {
  ...sampleRecord,
  emulated: false,
  timeScale: 1,
  exitCode: 0,
  providers: sampleRecord.providers.map((provider) => ({ ...provider, emulated: false })),
  generations: sampleRecord.generations.map((generation) => ({
    ...generation,
    emulated: false,
    againstClaim: { latency: generation.claim && "within", cost: null },
  })),
  spent: (sampleRecord.spent ?? []).map((spent) => ({ ...spent, emulated: false })),
};

/** A run of fixtures alone: no generation was made. */
export const offlineRecord: RunRecord = { ...liveRecord, timeScale: null, generations: [], spent: [] };
