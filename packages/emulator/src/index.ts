export type { Fault, FaultRule, OrderedWait } from "./fault/fault.ts";
export type { OrderedFault } from "./fault/fault-rules.ts";
export type { Emulator, EmulatorOptions } from "./options.ts";
export type { LoggedRequest } from "./request-log.ts";
export { startEmulator } from "./start-emulator.ts";
export type { EmulatorState } from "./state/emulator-state.ts";
export type { SwitchValue } from "./switches.ts";
export type { RateLimit } from "./throttle.ts";
