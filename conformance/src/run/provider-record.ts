import { claimOf } from "@seedbed/compare";
import type { Provider } from "@seedbed/core";
import type { OperationRecord, Provenance, ProviderRecord } from "@seedbed/report";
import type { Fixture } from "../fixture/fixture.ts";

/** A provider as a run record has it, with what its fixtures cover. */
export function providerRecord(
  { id, displayName, operations }: Provider,
  fixtures: readonly Fixture[],
  emulated: boolean,
): ProviderRecord {
  return {
    id,
    displayName,
    emulated,
    operations: Object.values(operations).map((operation): OperationRecord => {
      const { price } = operation;
      const claim = claimOf(operation);
      return {
        operation: operation.operationId,
        method: operation.method,
        path: operation.path,
        ...(operation.model ? { model: operation.model } : {}),
        price: price && {
          amount: price.amount,
          currency: price.currency,
          per: price.per,
          source: price.source,
          date: price.date,
        },
        claim: claim && { minMs: claim.minMs, maxMs: claim.maxMs, per: claim.per, source: claim.source },
        fixtures: countProvenance(
          fixtures.filter((fixture) => fixture.provider === id && fixture.operation === operation.operationId),
        ),
      };
    }),
  };
}

/** How many fixtures there are of each provenance. */
export function countProvenance(fixtures: readonly Fixture[]): Record<Provenance, number> {
  const counts: Record<Provenance, number> = { recorded: 0, documented: 0, synthetic: 0 };
  for (const { provenance } of fixtures) counts[provenance.kind] += 1;
  return counts;
}
