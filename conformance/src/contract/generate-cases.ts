import type { Spec } from "../spec/create-spec.ts";
import type { SpecOperation } from "../spec/operations.ts";
import { bodyCases } from "./body-cases.ts";
import type { ContractCase } from "./contract-case.ts";
import { jobCases } from "./job-cases.ts";
import { answerCases, keyCases } from "./refusal-cases.ts";

/** What the makers of cases share: one provider's spec, and what has a case already. */
export interface Making {
  readonly provider: string;
  readonly spec: Spec;
  /** Pointers of shared schemas and answers: what several operations share is put to the test once. */
  readonly seen: Set<string>;
}

/**
 * The cases of a spec: each documented value at least once and each bound from both sides, not their product. The same
 * spec gives the same cases in the same order.
 */
export function generateCases(provider: string, spec: Spec): ContractCase[] {
  const making: Making = { provider, spec, seen: new Set() };
  return spec.operations.flatMap((operation) => [
    ...bodyCases(making, operation),
    ...keyCases(making, operation),
    ...answerCases(making, operation),
    ...jobCases(making, operation),
  ]);
}

/** The id of a case, from its name. */
export function caseId({ provider }: Making, { id }: SpecOperation, name: string): string {
  return `${provider}/${id}/contract/${name.replaceAll(/[^A-Za-z0-9.-]+/g, "-")}`;
}
