/**
 * The part of zod/mini that generated validators use. It is bundled once, here, and generated code imports nothing else.
 *
 * @packageDocumentation
 */
export {
  array,
  boolean,
  enum,
  gte,
  int,
  literal,
  looseObject,
  lte,
  maxLength,
  minLength,
  null,
  nullable,
  nullish,
  number,
  optional,
  record,
  regex,
  strictObject,
  string,
  union,
  unknown,
} from "zod/mini";
