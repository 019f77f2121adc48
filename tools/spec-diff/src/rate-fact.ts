import { isDeepStrictEqual } from "node:util";
import { asObject } from "./read-spec.ts";
import { type Bump, largest } from "./spec-diff.ts";

type Rate = (old: unknown, now: unknown) => Bump;

/** What a changed fact asks of those who use the client. Those not named change a figure or a note: a patch. */
const rates: Readonly<Record<string, Rate>> = {
  // The bounds refuse a size before it is sent.
  "x-pixels": bounds,
  "x-aspect": bounds,
  // Models are asked for by name and compared by family.
  "x-model": name,
  "x-family": name,
  "x-job": job,
  "x-error-codes": errorCodes,
  "x-failure": failure,
  "x-image-input": imageInput,
  "x-provider": (old, now) => sameOr("major", old, now, ["id", "createFunction", "keyVariable"]),
};

/** The bump that a fact asks for, from its old and its new value; `undefined` where it is not stated. */
export function rateFact(key: string, old: unknown, now: unknown): Bump {
  return rates[key]?.(old, now) ?? "patch";
}

function name(old: unknown): Bump {
  return old === undefined ? "minor" : "major";
}

function bounds(given: unknown, wanted: unknown): Bump {
  const [old, now] = [asObject(given), asObject(wanted)];
  const lower = [Number(old.min ?? Number.NEGATIVE_INFINITY), Number(now.min ?? Number.NEGATIVE_INFINITY)] as const;
  const upper = [Number(old.max ?? Number.POSITIVE_INFINITY), Number(now.max ?? Number.POSITIVE_INFINITY)] as const;
  if (lower[1] > lower[0] || upper[1] < upper[0]) return "major";
  return lower[1] < lower[0] || upper[1] > upper[0] ? "minor" : "patch";
}

/** `submit()` stands or falls with the fact, and a job on file is resumed by its states. */
function job(given: unknown, wanted: unknown): Bump {
  if (given === undefined) return "minor";
  if (wanted === undefined || wanted === null) return "major";
  const [old, now] = [asObject(given), asObject(wanted)];
  const [oldFinal, nowFinal] = [old.final, now.final].map((final) => (Array.isArray(final) ? final : []));
  const finalLost = oldFinal?.some((state) => !nowFinal?.includes(state)) ?? false;
  const states = mapped(asObject(old.states), asObject(now.states), "minor");
  return largest([sameOr("major", old, now, ["statusOperation", "taskId"]), finalLost ? "major" : "patch", states]);
}

/** Users catch an error by its class, so a code that gets another one breaks them. */
function errorCodes(old: unknown, now: unknown): Bump {
  const billed = isDeepStrictEqual(byCode(old, "billed"), byCode(now, "billed")) ? "patch" : "minor";
  return largest([mapped(byCode(old, "error"), byCode(now, "error"), "minor"), billed]);
}

/** The same of a job that failed: the class it gives, and the state that means it. */
function failure(given: unknown, wanted: unknown): Bump {
  if (given === undefined) return "minor";
  const billed = sameOr("minor", given, wanted, ["billed"]);
  return largest([sameOr("major", given, wanted, ["state", "error"]), billed]);
}

function byCode(codes: unknown, key: string): Record<string, unknown> {
  const entries = Array.isArray(codes) ? codes.map(asObject) : [];
  return Object.fromEntries(entries.map((entry) => [String(entry.code), entry[key]]));
}

function imageInput(given: unknown, wanted: unknown): Bump {
  const [old, now] = [asObject(given), asObject(wanted)];
  const lists = ["forms", "mediaTypes"].map((key) => mapped(asKeys(old[key]), asKeys(now[key]), "minor"));
  return largest([...lists, bounds({ max: old.maxBytes ?? undefined }, { max: now.maxBytes ?? undefined })]);
}

function asKeys(list: unknown): Record<string, true> {
  return Object.fromEntries((Array.isArray(list) ? list : []).map((item) => [String(item), true]));
}

/** An entry that is gone or means something else breaks; one more asks for `more`. */
function mapped(old: Record<string, unknown>, now: Record<string, unknown>, more: Bump): Bump {
  if (Object.keys(old).some((key) => old[key] !== now[key])) return "major";
  return Object.keys(now).some((key) => !(key in old)) ? more : "patch";
}

function sameOr(bump: Bump, given: unknown, wanted: unknown, keys: readonly string[]): Bump {
  const [old, now] = [asObject(given), asObject(wanted)];
  return keys.every((key) => isDeepStrictEqual(old[key], now[key])) ? "patch" : bump;
}
