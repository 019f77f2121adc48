import { LATEST_MS } from "../clock.ts";
import type { SavedFault } from "../fault/fault-rules.ts";
import type { SavedFile } from "../file-store.ts";
import type { SwitchValue } from "../switches.ts";
import { MOST_AMOUNT, type SavedWallet } from "../wallet.ts";

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
const count = { type: "integer", minimum: 0 };
/** However many are added, the sum is a number. */
const amount = { type: "number", minimum: 0, maximum: MOST_AMOUNT };
/** Milliseconds since 1970, as far as a date goes. */
const time = { type: "number", minimum: 0, maximum: 8.64e15 };
/** 32 bits. */
const position = { type: "integer", minimum: 0, maximum: 2 ** 32 - 1 };
const text = { type: "string" };
const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: "object",
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
const list = (items: object) => ({ type: "array", items });
const map = (additionalProperties: object) => ({ type: "object", additionalProperties });
const side = { type: "integer", minimum: 1, maximum: 16_384 };
const mediaType = { enum: ["image/jpeg", "image/png", "image/webp"] };

const image = object({
  prompt: text,
  label: text,
  width: side,
  height: side,
  mediaType,
  seed: number,
  index: count,
  count,
  watermark: { type: "boolean" },
});

const provider = object({
  wallet: object({ balance: amount, refunds: list(object({ amount, at: time })) }),
  tasks: list({ type: "array", prefixItems: [text, { type: "object" }], minItems: 2, maxItems: 2 }),
  accepted: list(time),
  random: object({ random: position, ids: position, latency: position }),
  switches: map({ type: ["string", "number", "boolean"] }),
});

const file = {
  ...object(
    {
      path: { type: "string", pattern: "^/files/" },
      // It becomes a header.
      mediaType: { type: "string", pattern: "^[ -~]+$" },
      expiresAt: time,
      refusesAuthorization: { type: "boolean" },
      image,
      base64: text,
    },
    ["expiresAt", "refusesAuthorization", "image", "base64"],
  ),
  // Its content is one of them.
  if: { required: ["base64"] },
  else: { required: ["image"] },
};

/** JSON Schema of `EmulatorState`; of faults it says only that they are there. */
export const stateSchema = object({
  kind: { const: "seedbed-emulator-state" },
  version: { const: 1 },
  now: { ...time, maximum: LATEST_MS },
  providers: map(provider),
  files: list(file),
  faults: list(
    object({
      id: { type: "string", pattern: "^[1-9][0-9]{0,14}$" },
      matched: count,
      met: count,
      drawn: position,
      rule: { type: "object" },
    }),
  ),
});
