import type { LoadAjv } from "../validate.ts";
import { type EmulatorState, stateSchema } from "./emulator-state.ts";

/**
 * Reads a saved state.
 *
 * @throws RangeError with one sentence where it is none, or one that this version does not know
 */
export function readState(value: unknown, loadAjv: LoadAjv): EmulatorState {
  const { kind, version } = (typeof value === "object" && value !== null ? value : {}) as Partial<EmulatorState>;
  if (kind !== "seedbed-emulator-state") throw new RangeError('it is not a saved state: "kind" is missing or another');
  if (version === undefined) throw new RangeError("it has no version");
  if (version !== 1) {
    throw new RangeError(
      `it has version ${JSON.stringify(version)}, and this emulator reads version 1: use a newer one`,
    );
  }
  const { Ajv2020 } = loadAjv();
  const check = new Ajv2020({ strict: false }).compile<EmulatorState>(stateSchema);
  if (check(value)) return value;
  const [first] = check.errors ?? [];
  throw new RangeError(`it is damaged at ${first?.instancePath || "/"}: ${first?.message}`);
}
