import type { Emulation, EmulationWallet, GenerationFault } from "@seedbed/core/emulation";
import type { ScaledClock } from "./clock.ts";
import type { FileStore } from "./file-store.ts";
import { type Operation } from "./operations.ts";
import type { PictureStore } from "./picture-store.ts";
import { type Switches, type SwitchValue } from "./switches.ts";
import { type RateLimit } from "./throttle.ts";
/** One provider at work: its emulation with a context of its own. */
export interface Provider {
  readonly id: string;
  readonly operations: readonly Operation[];
  readonly wallet: EmulationWallet;
  readonly switches: Switches;
  readonly taskCount: () => number;
  /** The operation that serves a path, whatever the method where no method fits. */
  operationAt(method: string, path: string): Operation | undefined;
  errorBody(status: number): unknown;
  /** The provider's answer; the fault, if any, is played by the generation that the request starts. */
  answer(request: Request, fault?: GenerationFault): Promise<Response>;
}
export interface ProviderSettings {
  readonly clock: ScaledClock;
  readonly seed: number;
  readonly latencyScale: number;
  readonly balance?: number;
  /** Undefined: as the emulation has it. */
  readonly rateLimit?: RateLimit | null;
  readonly switches?: Readonly<Record<string, SwitchValue>>;
  readonly pictures: PictureStore;
  readonly files: FileStore;
}
/** Sets an emulation up. Nothing is shared with other providers but the clock, the drawing and the file server. */
export declare function createProvider(emulation: Emulation, settings: ProviderSettings): Provider;
