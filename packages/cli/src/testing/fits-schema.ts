import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const conformance = createRequire(import.meta.url).resolve("@seedbed/conformance/package.json");
const folder = fileURLToPath(new URL("../../schemas", import.meta.url));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
for (const file of readdirSync(folder)) ajv.addSchema(read(path.join(folder, file)));
ajv.addSchema(read(path.join(path.dirname(conformance), "schemas/run.schema.json")), "run.schema.json");

/** What keeps a document from fitting a schema of the command: nothing, where it fits. */
export function misfits(schema: string, document: unknown): string[] {
  const validate = ajv.getSchema(`${schema}.schema.json`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}

function read(file: string): object {
  return JSON.parse(readFileSync(file, "utf8"));
}
