import { type Fault, type FaultRule, isGenerationFault } from "./fault.ts";

/** A request, as far as rules look at it. */
export interface FaultTarget {
  readonly provider: string;
  readonly operationId: string | undefined;
  readonly method: string;
}

export interface FaultRules {
  /** Adds a rule; the function that comes back takes it away. */
  inject(rule: FaultRule): () => void;
  /** Gives the fault that meets a request: that of the oldest rule which matches and is due. Younger rules do not count the request. */
  take(target: FaultTarget): Fault | undefined;
}

/** The faults that tests have ordered. */
export function createFaultRules(): FaultRules {
  const rules = new Set<{ rule: FaultRule; matched: number }>();
  return {
    inject(rule) {
      const entry = { rule, matched: 0 };
      rules.add(entry);
      return () => void rules.delete(entry);
    },
    take(target) {
      for (const entry of rules) {
        if (!matches(entry.rule, target)) continue;
        entry.matched++;
        const { nth = 1, times = 1, fault } = entry.rule;
        if (entry.matched >= nth + times - 1) rules.delete(entry);
        if (entry.matched >= nth) return fault;
      }
      return undefined;
    },
  };
}

function matches({ provider, operationId, fault }: FaultRule, target: FaultTarget): boolean {
  return (
    (provider === undefined || provider === target.provider) &&
    (operationId === undefined || operationId === target.operationId) &&
    (!isGenerationFault(fault) || target.method === "POST")
  );
}
