import type { Spec } from "../spec/create-spec.ts";
import type { SpecOperation } from "../spec/operations.ts";

/** What the makers of cases share: one provider's spec, and what has a case already. */
export interface CaseContext {
  readonly provider: string;
  readonly spec: Spec;
  /** Pointers of shared schemas and answers: what several operations share is put to the test once. */
  readonly seen: Set<string>;
}

/** The id of a case, from its name. */
export function caseId({ provider }: CaseContext, { id }: SpecOperation, name: string): string {
  return `${provider}/${id}/contract/${name.replaceAll(/[^A-Za-z0-9.-]+/g, "-")}`;
}
