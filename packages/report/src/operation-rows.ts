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
  /** Each different cost of a generation, with its basis. */
  costs: { cost: string; basis: string }[];
  /** Each different size of a picture, and what was asked. */
  sizes: { size: string; asked: string }[];
  /** Only what reached the provider otherwise than asked. */
  parity: ParityRecord[];
  fixtures: Record<Provenance, number>;
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
    costs: distinct(
      generations.map(({ cost, emulated }) => ({ cost: formatCost(cost), basis: formatBasis(cost, emulated) })),
    ),
    sizes: distinct(generations.flatMap(sizesOf)),
    parity: distinct(generations.flatMap(({ parity }) => parity.filter(isLossy))),
    fixtures: operation.fixtures,
  };
}

function sizesOf(generation: GenerationRecord): { size: string; asked: string }[] {
  return generation.images.map((image) => ({
    size: formatSize(image),
    asked: formatAsked({ ...generation, images: [image] }),
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
