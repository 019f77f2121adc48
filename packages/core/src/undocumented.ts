import type { Drift } from "./generation.ts";

/** As much of a zod schema as tells which fields and values are documented. */
interface Described {
  readonly _zod: { readonly def: Definition };
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Described>>;
  readonly element?: Described;
  readonly innerType?: Described;
  readonly options?: readonly Described[];
  readonly entries?: Readonly<Record<string, unknown>>;
}

/** The fields and enum values of an answer that its schema does not name, each once. */
export function undocumented(schema: unknown, value: unknown): Drift[] {
  const found = new Map<string, Drift>();
  visit(schema as Described, value, "", (drift) => found.set(drift.field, drift)); // generated schemas are zod's
  return [...found.values()];
}

function visit(schema: Described, value: unknown, field: string, report: (drift: Drift) => void): void {
  const { def } = schema._zod;
  if (def.innerType) {
    visit(def.innerType, value, field, report);
  } else if (def.options) {
    visitUnion(def.options, value, field, report);
  } else if (def.element && Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(def.element, item, `${field}[${index}]`, report);
  } else if (def.shape && isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const at = field ? `${field}.${name}` : name;
      const known = Object.hasOwn(def.shape, name) ? def.shape[name] : undefined;
      if (known) visit(known, item, at, report);
      else report({ field: at, message: `${at} is in no document` });
    }
  }
}

/** An open enum is a union of the documented values and any text; of other unions the member that fits is the one to follow. */
function visitUnion(
  options: readonly Described[],
  value: unknown,
  field: string,
  report: (drift: Drift) => void,
): void {
  const values = options.find((option) => option._zod.def.entries)?._zod.def.entries;
  if (values && typeof value === "string") {
    if (!Object.values(values).includes(value) && isOpenEnum(options))
      report({ field, message: `${field} is "${value}", which is in no document` });
    return;
  }
  const fitting = options.find(
    ({ _zod: { def } }) => (def.shape && isObject(value)) || (def.element && Array.isArray(value)),
  );
  if (fitting) visit(fitting, value, field, report);
}

function isOpenEnum(options: readonly Described[]): boolean {
  return options.some((option) => option._zod.def.type === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
