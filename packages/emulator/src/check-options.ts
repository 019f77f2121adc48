import { type Emulation, unknownOption } from "@seedbed/core/emulation";
import { ADMIN_PATH } from "./admin/serve-admin.ts";
import { shown } from "./fault/fault-fields.ts";
import { readOperations } from "./operations.ts";
import type { ProvidersOptions } from "./options.ts";
import type { RateLimit } from "./throttle.ts";
import { MOST_AMOUNT } from "./wallet.ts";

/**
 * Refuses providers that cannot stand side by side, or would have the emulator's own path.
 *
 * @throws RangeError with one sentence
 */
export function checkEmulations(emulations: readonly Emulation[]): void {
  const ids = emulations.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new RangeError(`${twice} is given twice: a provider is emulated once`);
  for (const { id, openapi } of emulations) {
    const paths = readOperations({ openapi }).map(({ path }) => path);
    const taken = [`/${id}`, ...paths].find((path) => `${path}/`.startsWith(`${ADMIN_PATH}/`));
    if (taken !== undefined) throw new RangeError(`"${taken}" of ${id} is the emulator's own path`);
  }
}

/**
 * Refuses options that a function does not have.
 *
 * @throws RangeError with the near-miss named
 */
export function checkNames(place: string, options: unknown, names: Readonly<Record<string, true>>): void {
  const wrong = unknownOption(place, options, names);
  if (wrong) throw new RangeError(wrong.message.replace(" Nothing was sent.", ""));
}

/**
 * Refuses options that name no provider, or are no numbers: they may come from a file. The clock looks at its scale itself,
 * and the switches at theirs.
 *
 * @throws RangeError with one sentence
 */
export function checkOptions(emulations: readonly Emulation[], options: ProvidersOptions): void {
  const known = emulations.map(({ id }) => id);
  const { balances = {}, switches = {}, rateLimits, latencyScale = 1, seed = 1 } = options;
  const limits = rateLimits || {};
  for (const id of [balances, switches, limits].flatMap(Object.keys)) {
    if (!known.includes(id)) throw new RangeError(`no provider "${id}" is emulated; there are ${known.join(", ")}`);
  }
  if (!isAmount(latencyScale)) throw new RangeError(`latencyScale is a number from 0; it is ${latencyScale}`);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed is a whole number; it is ${seed}`);
  for (const [id, balance] of Object.entries(balances)) {
    if (isAmount(balance) && balance <= MOST_AMOUNT) continue;
    throw new RangeError(`the balance of ${id} is a number from 0 to ${MOST_AMOUNT}; it is ${balance}`);
  }
  for (const [id, limit] of Object.entries(limits)) {
    if (isLimit(limit)) continue;
    const words = "null, or requests (a whole number from 0) in perMs (above 0)";
    throw new RangeError(`the rate limit of ${id} is ${words}; it is ${shown(limit)}`);
  }
}

const isAmount = (value: unknown) => typeof value === "number" && value >= 0 && value < Infinity;

function isLimit(limit: RateLimit | null): boolean {
  if (limit === null) return true;
  const { requests, perMs } = limit;
  return Number.isSafeInteger(requests) && requests >= 0 && isAmount(perMs) && perMs > 0;
}
