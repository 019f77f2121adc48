import type { Emulation } from "@seedbed/core/emulation";
import { shown } from "./fault/fault-fields.ts";

/** A value of a switch of an emulation. */
export type SwitchValue = string | number | boolean;

/** The switches of one provider: read by the emulation, set by tests. */
export interface Switches {
  readonly values: Readonly<Record<string, SwitchValue>>;
  /** The same, as they are at any time, for others to look at: what is written to it is refused. */
  readonly view: Readonly<Record<string, SwitchValue>>;
  /** @throws RangeError for a switch or a value that the emulation does not know. */
  set(name: string, value: SwitchValue): void;
}

/** The defaults of an emulation with the given values over them. */
export function createSwitches(
  { id, switches }: Pick<Emulation, "id" | "switches">,
  given: Readonly<Record<string, SwitchValue>> = {},
): Switches {
  const values: Record<string, SwitchValue> = {};
  for (const [name, { default: value }] of Object.entries(switches)) values[name] = value;
  const set = (name: string, value: SwitchValue) => {
    const known = Object.hasOwn(switches, name) ? switches[name] : undefined;
    if (known === undefined) {
      throw new RangeError(`${id} has no switch "${name}"; it has ${Object.keys(switches).join(", ")}`);
    }
    if (known.values ? !known.values.includes(value) : typeof value !== typeof known.default) {
      const allowed = known.values?.join(", ") ?? `a ${typeof known.default}`;
      throw new RangeError(`switch "${name}" of ${id} takes ${allowed}, not ${shown(value)}`);
    }
    values[name] = value;
  };
  for (const [name, value] of Object.entries(given)) set(name, value);
  const view: Record<string, SwitchValue> = {};
  for (const name of Object.keys(values)) {
    Object.defineProperty(view, name, { enumerable: true, get: () => values[name] });
  }
  return { values, view: Object.freeze(view), set };
}
