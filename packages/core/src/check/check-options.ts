import { InvalidRequestError } from "../call/errors.ts";
import { nearMiss } from "./near-miss.ts";

/**
 * The names of an options type, which are checked at run time. They are written next to the type as
 * `{ … } satisfies OptionNames<Options>`, so that a new option cannot be forgotten.
 */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Says what is wrong with options by their names, undefined if nothing is. One whose value is undefined is not given.
 *
 * @param place - the function that takes them
 */
export function unknownOption(
  place: string,
  options: unknown,
  names: Readonly<Record<string, true>>,
): { readonly field: string; readonly message: string } | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    return { field: "options", message: `${place}: its options must be an object. Nothing was sent.` };
  }
  const known = Object.keys(names);
  const field = Object.keys(options).find((name) => !known.includes(name) && Reflect.get(options, name) !== undefined);
  if (field === undefined) return undefined;
  const message = `${place}: unknown option "${field.slice(0, 80)}"${nearMiss(field.slice(0, 80), known)}. Its options are ${known.join(", ")}. Nothing was sent.`;
  return { field, message };
}

/**
 * Refuses options that a function does not have: one that is mistyped would be ignored, and a budget or a key with it.
 *
 * @throws InvalidRequestError with the near-miss named
 */
export function checkOptions(place: string, options: unknown, names: Readonly<Record<string, true>>): void {
  const wrong = unknownOption(place, options, names);
  if (wrong) throw new InvalidRequestError(wrong.message, { field: wrong.field });
}
