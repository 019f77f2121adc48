import openapiTypescript, { astToString } from "openapi-typescript";
import type { SpecDocument } from "./bundle.ts";

/** The TypeScript types of a provider's paths and schemas. */
export async function typesModule(spec: SpecDocument): Promise<string> {
  // A default is the provider's, not ours to fill in: what has one stays optional.
  const nodes = await openapiTypescript(JSON.parse(spec.json), { defaultNonNullable: false, alphabetize: false, silent: true });
  return astToString(nodes);
}
