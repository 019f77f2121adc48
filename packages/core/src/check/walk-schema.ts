import { type core, validate } from "zod/mini";

/** A part of a schema, as zod keeps it: what a walk beside a value needs of it. */
export interface SchemaNode {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      /** Of an object: its documented fields. */
      readonly shape?: Readonly<Record<string, SchemaNode>>;
      /** Of a list: each item. */
      readonly element?: SchemaNode;
      /** Of a record: each field. */
      readonly valueType?: SchemaNode;
      /** Of what may be left out, or null: what it is otherwise. */
      readonly innerType?: SchemaNode;
      /** Of a union: its members. */
      readonly options?: readonly SchemaNode[];
    };
    /** Of an enum: its documented values. */
    readonly values?: ReadonlySet<unknown> | undefined;
  };
}

/** A schema whose valid values have this type. */
export interface SchemaOf<T> extends SchemaNode {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: object };
}

/** Where something is in a value. */
export type Path = readonly PropertyKey[];

/** A field that no document names, or a value that an open enum does not. */
export interface Undocumented {
  readonly path: Path;
  readonly value?: string;
}

/** How much is noted of one value: it is wrong by then, or strange enough, and an answer may have millions of parts. */
const maxFound = 10_000;

/** Whether a value is valid. It ends at the first part that is not, however many there are. */
export function fits<T>(schema: SchemaOf<T>, value: unknown): value is T {
  return isValid(schema, value);
}

/** Where a value breaks its schema: none where it fits, else the smallest parts that do not. */
export function findBroken(schema: SchemaNode, value: unknown): Path[] {
  const found: Path[] = [];
  if (!isValid(schema, value)) addBroken(schema, value, [], found);
  return found;
}

/** What a valid value has that its schema does not name. */
export function findUndocumented(schema: SchemaNode, value: unknown): Undocumented[] {
  const found: Undocumented[] = [];
  addUndocumented(schema, value, [], found);
  return found;
}

/** The first documented part that is inherited or hidden: it was checked, and would be missing in JSON. */
export function findUnsent(schema: SchemaNode, value: unknown): Path | undefined {
  for (const [key, node, part] of partsOf(schema, value)) {
    if (part === undefined) continue;
    if (!Object.prototype.propertyIsEnumerable.call(value, key)) return [key];
    const within = findUnsent(node, part);
    if (within) return [key, ...within];
  }
  return undefined;
}

function isValid(schema: SchemaNode, value: unknown): boolean {
  return validate(schema as core.$ZodType, value); // every schema here is one of zod's
}

function addBroken(schema: SchemaNode, value: unknown, path: Path, found: Path[]): void {
  const before = found.length;
  // A documented field is always looked at: the call may depend on it.
  const isEndless = unwrapped(schema)._zod.def.shape === undefined;
  for (const [key, node, part] of partsOf(schema, value)) {
    if (isEndless && found.length >= maxFound) return;
    if (!isValid(node, part)) addBroken(node, part, [...path, key], found);
  }
  if (found.length === before) found.push(path);
}

function addUndocumented(schema: SchemaNode, value: unknown, path: Path, found: Undocumented[]): void {
  const { options, shape } = unwrapped(schema)._zod.def;
  if (options) {
    const member = options.find((option) => isValid(option, value));
    if (member) addUndocumented(member, value, path, found);
    // An open enum is a union of its documented values and of any text.
    const documented = options.flatMap(({ _zod: { values = [] } }) => [...values]);
    if (typeof value === "string" && documented.length > 0 && !documented.includes(value)) found.push({ path, value });
    return;
  }
  for (const [key, node, part] of partsOf(schema, value)) {
    if (found.length >= maxFound) return;
    addUndocumented(node, part, [...path, key], found);
  }
  if (!shape || !isObject(value)) return;
  for (const name of Object.keys(value)) {
    if (found.length >= maxFound) return;
    if (!Object.hasOwn(shape, name)) found.push({ path: [...path, name] });
  }
}

/** The parts of a value that have a schema of their own. */
function* partsOf(
  schema: SchemaNode,
  value: unknown,
): Generator<[key: PropertyKey, schema: SchemaNode, part: unknown]> {
  const { element, shape, valueType } = unwrapped(schema)._zod.def;
  if (element && Array.isArray(value)) for (const [index, item] of value.entries()) yield [index, element, item];
  else if (isObject(value)) {
    if (valueType) for (const [name, part] of Object.entries(value)) yield [name, valueType, part];
    for (const [name, field] of Object.entries(shape ?? {})) yield [name, field, value[name]];
  }
}

/** A schema without what says that it may be null or left out. */
function unwrapped(schema: SchemaNode): SchemaNode {
  const { innerType } = schema._zod.def;
  return innerType ? unwrapped(innerType) : schema;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
