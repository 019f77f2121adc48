import { type Fault, type FaultRule } from "./fault.ts";
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
export declare function createFaultRules(): FaultRules;
