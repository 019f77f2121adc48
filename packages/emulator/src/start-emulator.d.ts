import type { Emulation } from "@seedbed/core/emulation";
import type { Emulator, EmulatorOptions } from "./options.ts";
/**
 * Starts a local server that plays the given providers, each under `/<id>` and, where paths do not collide, at the root.
 *
 * @throws RangeError for an option that names a provider, switch or value that does not exist.
 */
export declare function startEmulator(emulations: readonly Emulation[], options?: EmulatorOptions): Promise<Emulator>;
