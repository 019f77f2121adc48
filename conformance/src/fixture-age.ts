import type { Finding } from "@seedbed/report";
import type { Fixture } from "./fixture.ts";
import type { Spec } from "./spec/create-spec.ts";
import { operationHash } from "./spec/operation-hash.ts";
import type { SpecOperation } from "./spec/operations.ts";

const dayMs = 86_400_000;
/** Of each operation once, not once a fixture: its whole schema is walked through. */
const hashes = new WeakMap<SpecOperation, string>();

/** Whether the contract changed under a fixture since someone looked at both. */
export function staleFinding({ operation, provenance }: Fixture, spec: Spec): Finding[] {
  const { spec: stamped } = provenance;
  const described = spec.operations.find(({ id }) => id === operation);
  if (stamped === undefined || !described) return [];
  const today = hashes.get(described) ?? operationHash(spec.document, described);
  hashes.set(described, today);
  if (stamped === today) return [];
  const message = `the spec of ${operation} changed since this fixture was made (${stamped}, now ${today}): look at both, then stamp it anew`;
  return [{ field: "provenance.spec", message, expected: today, actual: stamped }];
}

/** A word about a fixture that no one has looked at for long; undefined where it is young enough. */
export function ageWarning({ provenance }: Fixture, nowMs: number, maxAgeDays: number): string | undefined {
  const days = Math.floor((nowMs - Date.parse(provenance.date)) / dayMs);
  if (provenance.kind === "synthetic" || days <= maxAgeDays) return undefined;
  const verb = provenance.kind === "recorded" ? "recorded" : "read";
  return `${verb} on ${provenance.date}, ${days} days ago: see whether ${provenance.source} still says so`;
}
