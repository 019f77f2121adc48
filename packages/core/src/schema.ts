/**
 * The validators that generated code is made of, in the form of zod/mini and in a tenth of its size: it is the words of
 * zod that the generator writes, and a test holds both to the same answers. Generated code imports nothing else.
 *
 * @packageDocumentation
 */
import type { Issue, Undocumented, Validator } from "./check/check-request.ts";

/** A validator, and the type of what it takes as valid. */
export interface Schema<T> extends Validator<T> {
  /** Adds rules, which are asked where the value has the right type. */
  check(...rules: Rule[]): Schema<T>;
  /** Looks at a value as a part of another. */
  readonly visit: Rule;
  /** The documented values of an enum. */
  readonly values: readonly unknown[];
}

/** A field that may be left out. */
export interface OptionalSchema<T> extends Schema<T | undefined> {
  /** Tells it from a field that must be there. */
  readonly optional: true;
}

/** Looks at a value, and says what it finds at the path where that stands. */
export type Rule = (value: unknown, path: Issue["path"], found: Found) => void;

/** What is wrong, and what is merely in no document. */
interface Found {
  readonly issues: Issue[];
  readonly undocumented: Undocumented[];
}

/** How much is noted of one value: it is wrong by then, or strange enough, and an answer may have millions of parts. */
const maxFound = 10_000;

type Shape = Readonly<Record<string, Schema<unknown>>>;
type Valid<S> = S extends Validator<infer T> ? T : never;
type OptionalKeys<S extends Shape> = { [K in keyof S]: S[K] extends OptionalSchema<unknown> ? K : never }[keyof S];
type Fields<S extends Shape> = { [K in Exclude<keyof S, OptionalKeys<S>>]: Valid<S[K]> } & {
  [K in OptionalKeys<S>]?: Valid<S[K]>;
};
type Flat<T> = { [K in keyof T]: T[K] };

function schema<T>(visit: Rule, values: readonly unknown[] = []): Schema<T> {
  return {
    visit,
    values,
    check: (...rules) =>
      schema((value, path, found) => {
        const before = found.issues.length;
        visit(value, path, found);
        if (found.issues.length === before) for (const rule of rules) rule(value, path, found);
      }),
    safeParse(value) {
      const found: Found = { issues: [], undocumented: [] };
      visit(value, [], found);
      const { issues, undocumented } = found;
      return issues.length > 0
        ? { success: false, error: { issues } }
        : { success: true, data: value as T, undocumented }; // every part was looked at
    },
  };
}

function typed<T>(expected: string, fits: (value: unknown) => boolean): Schema<T> {
  return schema((value, path, { issues }) => {
    if (!fits(value)) issues.push({ code: "invalid_type", expected, path });
  });
}

/** Holds a number, or the length of a text or a list, against a limit. */
function limited(code: "too_small" | "too_big", limit: number, measure: (value: unknown) => number): Rule {
  return (value, path, { issues }) => {
    const beyond = measure(value) - limit;
    if (code === "too_big" ? beyond > 0 : beyond < 0)
      issues.push({ code, limit, origin: Array.isArray(value) ? "array" : typeof value, path });
  };
}

/** Rules are asked of values of the right type alone. */
const lengthOf = (value: unknown) => (value as ArrayLike<unknown>).length;

function object(shape: Shape, strict: boolean): Schema<never> {
  return schema((value, path, found) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      found.issues.push({ code: "invalid_type", expected: "object", path });
      return;
    }
    for (const [name, field] of Object.entries(shape)) {
      const part = (value as Record<string, unknown>)[name]; // was looked at
      // What is inherited, such as a class's getter, does not go into JSON: it would pass here and be missing there.
      const isOwn = Object.prototype.propertyIsEnumerable.call(value, name);
      if (strict && part !== undefined && !isOwn) found.issues.push({ code: "not_own", path: [...path, name] });
      else field.visit(isOwn ? part : undefined, [...path, name], found);
    }
    const keys = Object.keys(value).filter((name) => !Object.hasOwn(shape, name));
    if (strict && keys.length > 0) found.issues.push({ code: "unrecognized_keys", keys, path });
    for (const name of keys) {
      if (found.undocumented.length >= maxFound) break;
      found.undocumented.push({ path: [...path, name] });
    }
  });
}

/** Text. */
/* @__NO_SIDE_EFFECTS__ */
export function string(): Schema<string> {
  return typed("string", (value) => typeof value === "string");
}

/** A finite number. */
/* @__NO_SIDE_EFFECTS__ */
export function number(): Schema<number> {
  return typed("number", Number.isFinite);
}

/** A whole number that a double holds exactly. */
/* @__NO_SIDE_EFFECTS__ */
export function int(): Schema<number> {
  return typed("integer", Number.isSafeInteger);
}

/** True or false. */
/* @__NO_SIDE_EFFECTS__ */
export function boolean(): Schema<boolean> {
  return typed("boolean", (value) => typeof value === "boolean");
}

/** Anything. */
/* @__NO_SIDE_EFFECTS__ */
export function unknown(): Schema<unknown> {
  return schema(() => {});
}

/** One of these values. */
/* @__NO_SIDE_EFFECTS__ */
function oneOf<const T>(values: readonly T[]): Schema<T> {
  return schema((value, path, { issues }) => {
    if (!values.some((documented) => documented === value)) issues.push({ code: "invalid_value", values, path });
  }, values);
}

/** This value alone. */
/* @__NO_SIDE_EFFECTS__ */
function literal<const T>(value: T): Schema<T> {
  return oneOf([value]);
}

/** Null alone. */
/* @__NO_SIDE_EFFECTS__ */
function nothing(): Schema<null> {
  return oneOf([null]);
}

/** Such a part, or left out. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<T>(inner: Schema<T>): OptionalSchema<T> {
  const visit: Rule = (value, path, found) => {
    if (value !== undefined) inner.visit(value, path, found);
  };
  return { ...schema<T | undefined>(visit), optional: true };
}

/** Such a part, or null. */
/* @__NO_SIDE_EFFECTS__ */
export function nullable<T>(inner: Schema<T>): Schema<T | null> {
  return schema((value, path, found) => {
    if (value !== null) inner.visit(value, path, found);
  });
}

/** Such a part, or null, or left out. */
/* @__NO_SIDE_EFFECTS__ */
export function nullish<T>(inner: Schema<T>): OptionalSchema<T | null> {
  return optional(nullable(inner));
}

/** A list of such parts. */
/* @__NO_SIDE_EFFECTS__ */
export function array<T>(item: Schema<T>): Schema<T[]> {
  return schema((value, path, found) => {
    if (!Array.isArray(value)) found.issues.push({ code: "invalid_type", expected: "array", path });
    else {
      for (const [index, part] of value.entries()) {
        if (found.issues.length >= maxFound) break;
        item.visit(part, [...path, index], found);
      }
    }
  });
}

/** An object whose fields are all such parts. */
/* @__NO_SIDE_EFFECTS__ */
export function record<T>(_names: Schema<string>, item: Schema<T>): Schema<Record<string, T>> {
  const fields = object({}, false);
  return schema((value, path, found) => {
    const before = found.issues.length;
    fields.visit(value, path, { issues: found.issues, undocumented: [] });
    if (found.issues.length > before) return;
    for (const [name, part] of Object.entries(value as object)) {
      if (found.issues.length >= maxFound) break;
      item.visit(part, [...path, name], found);
    }
  });
}

/** Every other field is refused. */
/* @__NO_SIDE_EFFECTS__ */
export function strictObject<S extends Shape>(shape: S): Schema<Flat<Fields<S>>> {
  return object(shape, true);
}

/** Other fields pass, and are told of as undocumented. */
/* @__NO_SIDE_EFFECTS__ */
export function looseObject<S extends Shape>(shape: S): Schema<Flat<Fields<S>> & { [field: string]: unknown }> {
  return object(shape, false);
}

/** The first member that fits; of an open enum (documented values, or any text) a value that is not documented is told of. */
/* @__NO_SIDE_EFFECTS__ */
export function union<S extends readonly Schema<unknown>[]>(members: S): Schema<Valid<S[number]>> {
  const documented = members.flatMap(({ values }) => values);
  return schema((value, path, found) => {
    for (const member of members) {
      const own: Found = { issues: [], undocumented: [] };
      member.visit(value, path, own);
      if (own.issues.length > 0) continue;
      for (const one of own.undocumented) if (found.undocumented.length < maxFound) found.undocumented.push(one);
      const isStrange = typeof value === "string" && documented.length > 0 && !documented.includes(value);
      if (isStrange && found.undocumented.length < maxFound) found.undocumented.push({ value: String(value), path });
      return;
    }
    found.issues.push({ code: "invalid_union", path });
  });
}

/** The least that a number may be. */
export function gte(limit: number): Rule {
  return limited("too_small", limit, Number);
}

/** The most that a number may be. */
export function lte(limit: number): Rule {
  return limited("too_big", limit, Number);
}

/** The fewest items of a list, or characters of a text. */
export function minLength(limit: number): Rule {
  return limited("too_small", limit, lengthOf);
}

/** The most items of a list, or characters of a text. */
export function maxLength(limit: number): Rule {
  return limited("too_big", limit, lengthOf);
}

/** The form of a text. */
export function regex(pattern: RegExp): Rule {
  return (value, path, { issues }) => {
    if (!pattern.test(String(value))) issues.push({ code: "invalid_format", pattern: String(pattern), path });
  };
}

export { literal, nothing as null, oneOf as enum };
