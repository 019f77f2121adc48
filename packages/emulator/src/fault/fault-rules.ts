import type { GenerationFault } from "@seedbed/core/emulation";
import { type RandomPosition, randomFrom } from "../random.ts";
import { type Fault, type FaultRule, isGenerationFault, isJobFault } from "./fault.ts";

/** A request, as far as rules look at it. */
export interface FaultTarget {
  readonly provider: string;
  readonly operationId: string | undefined;
  readonly method: string;
  /** Whether the operation starts a job. */
  readonly isJob: boolean;
}

/** What was ordered for a request. */
export interface MatchedFault {
  /** What happens to its answer, if anything. */
  readonly fault: Fault | undefined;
  /**
   * Asked by the generation that the request starts, if it comes to that. Only then does such a rule count the request: one
   * that is refused before uses nothing up. Absent where there is none.
   */
  readonly generationFault?: () => GenerationFault | undefined;
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
  meet(target: FaultTarget): MatchedFault;
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

const NOTHING: MatchedFault = { fault: undefined };

/** They ask for nothing to be done: a browser or a proxy sends them by itself. */
const UNMET = ["OPTIONS", "HEAD"];

/** The faults that tests have ordered. */
export function createFaultRules(): FaultRules {
  const entries = new Map<string, Entry>();
  let count = 0;
  const list = () => [...entries.values()].map(({ id, rule, matched, met }) => ({ id, rule, matched, met }));
  const meets = (entry: Entry): boolean => {
    entry.met++;
    if (entry.met >= timesOf(entry.rule)) entries.delete(entry.id);
    return true;
  };
  /** Counts the generation once, however often it asks; another request may have had the rule meanwhile. */
  const asking = (passed: readonly Entry[], meets: (entry: Entry) => boolean) => {
    let kind: GenerationFault | undefined;
    let isCounted = false;
    return () => {
      for (const entry of isCounted ? [] : passed) {
        const { fault } = entry.rule;
        if (entries.get(entry.id) !== entry || !isDue(entry) || !meets(entry) || !isGenerationFault(fault)) continue;
        kind = fault.kind;
        break;
      }
      isCounted = true;
      return kind;
    };
  };
  return {
    add(rule) {
      const id = String(++count);
      entries.set(id, { id, rule, position: { at: (rule.seed ?? 1) >>> 0 }, matched: 0, met: 0 });
      return { id, rule, matched: 0, met: 0 };
    },
    remove: (id) => entries.delete(id),
    clear: () => entries.clear(),
    list,
    meet(target) {
      if (entries.size === 0 || UNMET.includes(target.method)) return NOTHING;
      /** Rules of the generation that go before the fault. */
      const passed: Entry[] = [];
      for (const entry of entries.values()) {
        if (!matches(entry.rule, target)) continue;
        if (isGenerationFault(entry.rule.fault)) {
          passed.push(entry);
          if (isNext(entry)) break;
        } else if (isDue(entry)) {
          meets(entry);
          return { fault: entry.rule.fault, generationFault: asking(passed, () => false) };
        }
      }
      return passed.length === 0 ? NOTHING : { fault: undefined, generationFault: asking(passed, meets) };
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

/** Whether it would be due if the request counted. */
function isNext(entry: Entry): boolean {
  return isDue({ ...entry, position: { ...entry.position } });
}

function timesOf({ times, probability }: FaultRule): number {
  if (times === "always") return Infinity;
  return times ?? (probability === undefined ? 1 : Infinity);
}

function matches({ provider, operationId, fault }: FaultRule, target: FaultTarget): boolean {
  return (
    (provider === undefined || provider === target.provider) &&
    (operationId === undefined || operationId === target.operationId) &&
    (!isGenerationFault(fault) || target.method === "POST") &&
    (!isJobFault(fault) || target.isJob)
  );
}
