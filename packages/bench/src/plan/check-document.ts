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
  const deepest = errors.toSorted((a, b) => depth(b) - depth(a) || Number(isChoice(a)) - Number(isChoice(b)))[0];
  throw deepest ? refusalOf(source, deepest) : source.refuse([], "it is no plan");
}

const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;
const isChoice = ({ keyword }: ErrorObject) => keyword === "oneOf";

function refusalOf(source: PlanSource, { instancePath, keyword, params, parentSchema, message, data }: ErrorObject) {
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
  const values = keyword === "enum" ? params.allowedValues.join(", ") : undefined;
  const given = typeof data === "object" && data !== null ? "" : `; it is ${JSON.stringify(data)}`;
  return source.refuse(at, `${name} ${values ? `is one of ${values}` : message}${given}`);
}
