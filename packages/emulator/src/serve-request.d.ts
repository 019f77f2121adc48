import type { ScaledClock } from "./clock.ts";
import type { FaultRules } from "./fault/fault-rules.ts";
import type { Handler } from "./http-server.ts";
import type { Provider } from "./provider.ts";
import type { LoggedRequest } from "./request-log.ts";
export interface Serving {
  readonly providers: readonly Provider[];
  readonly clock: ScaledClock;
  readonly faults: FaultRules;
  log(entry: LoggedRequest): void;
}
/** The emulator's side of a request: finds the provider, plays the ordered fault around its answer, dates and logs it. */
export declare function serveRequest({ providers, clock, faults, log }: Serving): Handler;
