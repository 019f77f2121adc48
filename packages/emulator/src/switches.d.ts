import type { Emulation } from "@seedbed/core/emulation";
export type SwitchValue = string | number | boolean;
/** The switches of one provider: read by the emulation, set by tests. */
export interface Switches {
  readonly values: Readonly<Record<string, SwitchValue>>;
  /** @throws RangeError for a switch or a value that the emulation does not know. */
  set(name: string, value: SwitchValue): void;
}
/** The defaults of an emulation with the given values over them. */
export declare function createSwitches(
  { id, switches }: Pick<Emulation, "id" | "switches">,
  given?: Readonly<Record<string, SwitchValue>>,
): Switches;
