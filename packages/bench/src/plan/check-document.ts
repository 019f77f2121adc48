import { nearMiss } from "@seedbed/core";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import schema from "../../schemas/plan.schema.json" with { type: "json" };
import type { PlanDocument } from "./plan.ts";
import type { PlanSource } from "./plan-source.ts";

let validate: ValidateFunction | undefined;

/**
 * Holds what a person wrote against the schema of a plan.
 *
 * @throws InvalidRequestError with file, line and the nearest name that there is
 */
export function checkDocument(source: PlanSource): PlanDocument {
  validate ??= new Ajv2020({ verbose: true, allowUnionTypes: true }).compile(schema);
  if (validate(source.data)) return source.data as PlanDocument; // it fits the schema of one
  const errors = validate.errors ?? [];
  // A choice fails as a whole after its parts: the part that got furthest says most.
  const deepest = errors.toSorted((a, b) => depth(b) - depth(a) || vagueness(a) - vagueness(b))[0];
  throw deepest ? refusalOf(source, deepest) : source.refuse([], "it is not a plan");
}

const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;
/** That none of a choice fits says nothing; that it is of another kind may be said of the part that was not meant. */
const vagueness = ({ keyword }: ErrorObject) => (keyword === "oneOf" ? 2 : keyword === "type" ? 1 : 0);

/** The words for what a list lacks; others are the validator's own. */
function listWords({ keyword, params, data }: ErrorObject): string | undefined {
  const entries = (count: number) => `${count} ${count === 1 ? "entry" : "entries"}`;
  if (keyword === "minItems") return `needs at least ${entries(params.limit)}`;
  if (keyword === "maxItems") return `takes at most ${entries(params.limit)}`;
  if (keyword !== "uniqueItems" || !Array.isArray(data)) return undefined;
  return `has an entry twice: ${typeof data[params.j] === "string" ? data[params.j] : JSON.stringify(data[params.j])}`;
}

function refusalOf(source: PlanSource, error: ErrorObject) {
  const { instancePath, keyword, params, parentSchema, message, data } = error;
  const at = instancePath
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
  const name = at.length === 0 ? "a plan" : at.join(".");
  if (keyword === "additionalProperties") {
    const unknown = String(params.additionalProperty);
    const known = Object.keys((parentSchema as { properties?: object })?.properties ?? {}); // of the schema above
    return source.refuse(
      [...at, unknown],
      `${name} has no "${unknown}"${nearMiss(unknown, known)}; it takes ${known.join(", ")}`,
      true,
    );
  }
  if (keyword === "required") return source.refuse(at, `${name} lacks ${params.missingProperty}`);
  const ofList = listWords(error);
  if (ofList) return source.refuse(at, `${name} ${ofList}`);
  const values = keyword === "enum" ? params.allowedValues.join(", ") : undefined;
  const given =
    typeof data === "object" && data !== null
      ? ""
      : `; it is ${typeof data === "number" ? data : JSON.stringify(data)}`;
  return source.refuse(at, `${name} ${values ? `is one of ${values}` : message}${given}`);
}
