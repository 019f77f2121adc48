import type { OverlayAction } from "@seedbed/report";
import type { Placed } from "./document.ts";
import type { SpecOperation, SpecResponse } from "./operations.ts";
import type { UndocumentedField } from "./undocumented-fields.ts";

const deepest = 20;
const observed = { "x-evidence": "observed" };

/** What a spec would have to say for a status to be documented. */
export function addStatus({ pointer }: SpecOperation, status: number, body: unknown): OverlayAction {
  const content = body === undefined ? {} : { content: { "application/json": { schema: schemaOf(body) } } };
  return act(`${pointer}/responses`, {
    [status]: { description: "Observed; not documented.", ...content, ...observed },
  });
}

/** The same for a media type. */
export function addMediaType({ pointer }: SpecResponse, type: string, body: unknown): OverlayAction {
  return act(`${pointer}/content`, { [type]: body === undefined ? {} : { schema: schemaOf(body) } });
}

/** The same for a field of a body. */
export function addField({ pointer, name, value }: UndocumentedField): OverlayAction {
  return act(`${pointer}/properties`, {
    [name]: { ...schemaOf(value), description: "Observed; not documented.", ...observed },
  });
}

/** The same for a value of an enum; a list in an overlay adds to the list that is there. */
export function addEnumValue(pointer: string, value: unknown): OverlayAction {
  return act(pointer, { enum: [value] });
}

/** The same for a header in another form: which schema would fit, one sample cannot tell. */
export function addHeaderForm({ pointer }: Placed, value: string): OverlayAction {
  return act(pointer, { "x-observed": [value] });
}

/** A schema that a value fits. */
export function schemaOf(value: unknown, depth = 0): Record<string, unknown> {
  if (depth > deepest) return {}; // whatever is there
  if (value === null) return { type: "null" };
  if (Array.isArray(value))
    return { type: "array", ...(value.length > 0 ? { items: schemaOf(value[0], depth + 1) } : {}) };
  if (typeof value === "object")
    return {
      type: "object",
      properties: Object.fromEntries(Object.entries(value).map(([name, item]) => [name, schemaOf(item, depth + 1)])),
    };
  return { type: typeof value };
}

function act(pointer: string, update: Record<string, unknown>): OverlayAction {
  const steps = pointer.split("/").slice(1);
  const keys = steps.map((step) => decodeURI(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  return { target: `$${keys.map((key) => `[${JSON.stringify(key)}]`).join("")}`, update };
}
