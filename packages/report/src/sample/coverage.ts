import type { CoverageLayer, CoverageRecord } from "../run-record.ts";

const totals = {
  operation: 3,
  "media type": 26,
  parameter: 11,
  value: 20,
  bound: 16,
  status: 24,
  property: 110,
  header: 5,
  transition: 9,
  fault: 7,
};

const missed: Record<CoverageLayer, (kind: string, total: number) => number> = {
  replay: (kind) => (kind === "property" ? 24 : kind === "bound" ? 1 : 0),
  emulator: (kind, total) => (kind === "fault" ? total : kind === "operation" ? 0 : Math.ceil(total / 3)),
  live: (_, total) => total,
};

/** Three providers on three layers; live runs exercised nothing. */
export const sampleCoverage: CoverageRecord[] = (["replay", "emulator", "live"] as const).flatMap((layer) =>
  ["segmind", "3daistudio", "novita"].map((provider): CoverageRecord => {
    const kinds = Object.entries(totals).map(([kind, total]) => ({ kind, total, missed: missed[layer](kind, total) }));
    return {
      provider,
      layer,
      kinds: kinds.map(({ kind, total, missed }) => ({ kind, covered: total - missed, total })),
      ...(layer === "emulator" ? { paced: ["fault: seedreamV5LiteImageToImage fault-1"] } : {}),
      missing: kinds.flatMap(({ kind, missed }) =>
        Array.from(
          { length: missed },
          (_, at) => `${kind}: seedreamV5LiteImageToImage ${kind.replace(" ", "-")}-${at + 1}`,
        ),
      ),
    };
  }),
);
