import type { EmulationClock } from "@seedbed/core/emulation";
import type { Fault } from "./fault.ts";
/** The answer of a `status` fault. */
export declare function orderedResponse(
  {
    status,
    body,
    headers,
    wait,
  }: Extract<
    Fault,
    {
      kind: "status";
    }
  >,
  errorBody: (status: number) => unknown,
  clock: EmulationClock,
): Response;
/** Lets a fault of the body loose on an answer that was made; other faults leave it as it is. */
export declare function spoilResponse(response: Response, fault: Fault, clock: EmulationClock): Promise<Response>;
/** Sends head and half of the body, then breaks the connection. */
export declare function breakMidway(response: Response, breakConnection: () => void): Promise<Response>;
