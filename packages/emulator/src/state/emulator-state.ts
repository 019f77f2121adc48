import type { SavedFault } from "../fault/fault-rules.ts";
import type { SavedFile } from "../file-store.ts";
import type { SwitchValue } from "../switches.ts";
import type { SavedWallet } from "../wallet.ts";

/** What a provider remembers, as plain JSON. */
export interface SavedProvider {
  readonly wallet: SavedWallet;
  /** Id and task, oldest first. */
  readonly tasks: readonly (readonly [string, unknown])[];
  /** When the requests of the rate limit's window came, in the provider's time. */
  readonly accepted: readonly number[];
  /** Where each stream of the seeded random stands. */
  readonly random: { readonly random: number; readonly ids: number; readonly latency: number };
  readonly switches: Readonly<Record<string, SwitchValue>>;
}

/** All that an emulator remembers but the log of its requests and what is under way, as plain JSON. */
export interface EmulatorState {
  /** Tells the file from any other JSON. */
  readonly kind: "seedbed-emulator-state";
  /** Of this form. */
  readonly version: 1;
  /** The providers' time, in milliseconds since 1970. */
  readonly now: number;
  /** By provider id. */
  readonly providers: Readonly<Record<string, SavedProvider>>;
  /** Results, oldest first. */
  readonly files: readonly SavedFile[];
  /** Ordered faults, oldest first. */
  readonly faults: readonly SavedFault[];
}

const number = { type: "number" };
const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: "object",
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
const list = (items: object) => ({ type: "array", items });
const map = (additionalProperties: object) => ({ type: "object", additionalProperties });

/** JSON Schema of `EmulatorState`; of faults it says only that they are there. */
export const stateSchema = object({
  kind: { const: "seedbed-emulator-state" },
  version: { const: 1 },
  now: number,
  providers: map(
    object({
      wallet: object({
        balance: { type: "number", minimum: 0 },
        refunds: list(object({ amount: number, at: number })),
      }),
      tasks: list({
        type: "array",
        prefixItems: [{ type: "string" }, { type: "object" }],
        minItems: 2,
        maxItems: 2,
      }),
      accepted: list(number),
      random: object({ random: number, ids: number, latency: number }),
      switches: map({ type: ["string", "number", "boolean"] }),
    }),
  ),
  files: list(
    object(
      {
        path: { type: "string", pattern: "^/files/" },
        mediaType: { type: "string" },
        picture: { type: "object" },
        base64: { type: "string" },
      },
      ["picture", "base64"],
    ),
  ),
  faults: list(
    object({ id: { type: "string" }, matched: number, met: number, drawn: number, rule: { type: "object" } }),
  ),
});
