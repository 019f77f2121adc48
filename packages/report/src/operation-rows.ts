import { formatAsked, formatBasis, formatClaim, formatCost, formatLatencies, formatSize } from "./figures.ts";
import { isLossy, providerLabel } from "./phrases.ts";
import type { GenerationRecord, OperationRecord, ParityRecord, Provenance, RunRecord, Verdict } from "./run-record.ts";

/** One operation of one provider, in words: what the tables of every format show. */
export interface OperationRow {
  provider: string;
  /** The provider's id, marked where it was emulated. */
  label: string;
  operation: string;
  method: string;
  path: string;
  model?: string;
  outcome: Partial<Record<Verdict, number>>;
  /** How many generations ran. */
  generations: number;
  latency: string;
  claim: string;
  /** The different costs of a generation, by their basis. */
  costs: Noted[];
  /** The different sizes of an image, by what was asked. */
  sizes: Noted[];
  /** Only what reached the provider otherwise than asked. */
  parity: ParityRecord[];
  fixtures: Record<Provenance, number>;
}

/** Figures that share a note on where they come from or how to read them. */
export interface Noted {
  figures: string[];
  note: string;
}

function byNote(pairs: { figure: string; note: string }[]): Noted[] {
  return [...Map.groupBy(pairs, ({ note }) => note)].map(([note, group]) => ({
    note,
    figures: distinct(group.map(({ figure }) => figure)),
  }));
}

/** Drops what says the same as one before. */
function distinct<T>(items: T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The table per provider and operation. */
export function operationRows(record: RunRecord): OperationRow[] {
  return record.providers.flatMap((provider) =>
    provider.operations.map((operation) => operationRow(record, provider.id, operation)),
  );
}

/** The checks of a provider that belong to none of its operations, such as those of its spec. */
export function otherOutcome(record: RunRecord, providerId: string): Partial<Record<Verdict, number>> {
  const known = new Set(record.providers.find(({ id }) => id === providerId)?.operations.map((each) => each.operation));
  return countBy(record, (check) => check.provider === providerId && !known.has(check.operation ?? ""));
}

function operationRow(record: RunRecord, provider: string, operation: OperationRecord): OperationRow {
  const generations = record.generations.filter(
    (generation) => generation.provider === provider && generation.operation === operation.operation,
  );
  return {
    provider,
    label: providerLabel(provider, record.providers),
    operation: operation.operation,
    method: operation.method,
    path: operation.path,
    ...(operation.model === undefined ? {} : { model: operation.model }),
    outcome: countBy(record, (check) => check.provider === provider && check.operation === operation.operation),
    generations: generations.length,
    latency: formatLatencies(generations.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))),
    claim: formatClaim(operation.claim),
    costs: byNote(
      generations
        .filter(({ cost, latencyMs }) => cost !== null || latencyMs !== null) // of what failed no cost is known
        .map(({ cost, emulated }) => ({ figure: formatCost(cost), note: formatBasis(cost, emulated) })),
    ),
    sizes: byNote(generations.flatMap(sizesOf)),
    parity: distinct(generations.flatMap(({ parity }) => parity.filter(isLossy))),
    fixtures: operation.fixtures,
  };
}

function sizesOf(generation: GenerationRecord): { figure: string; note: string }[] {
  return generation.images.map((image) => ({
    figure: formatSize(image),
    note: formatAsked({ ...generation, images: [image] }),
  }));
}

function countBy(
  record: RunRecord,
  belongs: (check: RunRecord["checks"][number]) => boolean,
): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of record.checks.filter(belongs)) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
