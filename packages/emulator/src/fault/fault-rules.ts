import { type RandomPosition, randomFrom } from "../random.ts";
import { type Fault, type FaultRule, isGenerationFault } from "./fault.ts";

/** A request, as far as rules look at it. */
export interface FaultTarget {
  readonly provider: string;
  readonly operationId: string | undefined;
  readonly method: string;
}

/** A fault that is ordered, and how often it was called for. */
export interface OrderedFault {
  /** For `removeFault`. */
  readonly id: string;
  /** What was ordered. */
  readonly rule: FaultRule;
  /** Requests that matched. */
  readonly matched: number;
  /** Requests that were met. */
  readonly met: number;
}

/** An ordered fault, as it is saved. */
export interface SavedFault extends OrderedFault {
  /** Where the random of its probability stands. */
  readonly drawn: number;
}

export interface FaultRules {
  add(rule: FaultRule): OrderedFault;
  /** Whether there was one of that id. */
  remove(id: string): boolean;
  clear(): void;
  /** Oldest first; those that have met all that they were to meet are gone. */
  list(): OrderedFault[];
  /** Gives the fault that meets a request: that of the oldest rule which matches and is due. Younger rules do not count the request. */
  take(target: FaultTarget): Fault | undefined;
  save(): SavedFault[];
  load(saved: readonly SavedFault[]): void;
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  readonly position: RandomPosition;
  matched: number;
  met: number;
}

/** The faults that tests have ordered. */
export function createFaultRules(): FaultRules {
  const entries = new Map<string, Entry>();
  let count = 0;
  const list = () => [...entries.values()].map(({ id, rule, matched, met }) => ({ id, rule, matched, met }));
  return {
    add(rule) {
      const id = String(++count);
      entries.set(id, { id, rule, position: { at: (rule.seed ?? 1) >>> 0 }, matched: 0, met: 0 });
      return { id, rule, matched: 0, met: 0 };
    },
    remove: (id) => entries.delete(id),
    clear: () => entries.clear(),
    list,
    take(target) {
      for (const entry of entries.values()) {
        if (!matches(entry.rule, target) || !isDue(entry)) continue;
        entry.met++;
        if (entry.met >= timesOf(entry.rule)) entries.delete(entry.id);
        return entry.rule.fault;
      }
      return undefined;
    },
    save: () => [...entries.values()].map(({ position, ...entry }) => ({ ...entry, drawn: position.at })),
    load(saved) {
      entries.clear();
      for (const { id, rule, matched, met, drawn } of saved) {
        entries.set(id, { id, rule, matched, met, position: { at: drawn } });
        count = Math.max(count, Number(id) || 0);
      }
    },
  };
}

/** Counts a request that matches. */
function isDue(entry: Entry): boolean {
  const { nth = 1, probability } = entry.rule;
  entry.matched++;
  if (entry.matched < nth) return false;
  return probability === undefined || randomFrom(entry.position)() < probability;
}

function timesOf({ times, probability }: FaultRule): number {
  if (times === "always") return Infinity;
  return times ?? (probability === undefined ? 1 : Infinity);
}

function matches({ provider, operationId, fault }: FaultRule, target: FaultTarget): boolean {
  return (
    (provider === undefined || provider === target.provider) &&
    (operationId === undefined || operationId === target.operationId) &&
    (!isGenerationFault(fault) || target.method === "POST")
  );
}
