import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { SpecDocument } from "./bundle.ts";
import { withHover } from "./hover.ts";
import { withOpenEnums } from "./open-enums.ts";

/** The TypeScript types of a provider's paths and schemas. */
export async function typesModule(spec: SpecDocument): Promise<string> {
  const document: OpenAPI3 = JSON.parse(JSON.stringify(withOpenEnums(withHover(spec.document))));
  // A default is the provider's, not ours to fill in: what has one stays optional.
  const nodes = await openapiTypescript(document, { defaultNonNullable: false, alphabetize: false, silent: true });
  // The words before the first tag are what editors show first.
  return astToString(nodes).replaceAll(/^(\s*(?:\/\*)?\*+ )@description /gm, "$1");
}
