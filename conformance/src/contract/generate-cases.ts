import type { Spec } from "../spec/create-spec.ts";
import { bodyCases } from "./body-cases.ts";
import type { ContractCase } from "./contract-case.ts";
import { jobCases } from "./job-cases.ts";
import type { CaseContext } from "./making.ts";
import { readCases } from "./read-cases.ts";
import { answerCases, keyCases } from "./refusal-cases.ts";

/**
 * The cases of a spec: each documented value at least once and each bound from both sides, not their product. The same
 * spec gives the same cases in the same order.
 */
export function generateCases(provider: string, spec: Spec): ContractCase[] {
  const making: CaseContext = { provider, spec, seen: new Set() };
  return spec.operations.flatMap((operation) => [
    ...bodyCases(making, operation),
    ...readCases(making, operation),
    ...keyCases(making, operation),
    ...answerCases(making, operation),
    ...jobCases(making, operation),
  ]);
}
