import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
/** The validator comes with the conformance package, whose run record is one of the documents. */
const conformance = require.resolve("@seedbed/conformance/package.json");
const within = createRequire(conformance);
const { Ajv2020 } = within("ajv/dist/2020.js");
const { default: addFormats } = within("ajv-formats");

const folder = fileURLToPath(new URL("../../schemas", import.meta.url));
const ajv = addFormats(new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }));
for (const file of readdirSync(folder)) ajv.addSchema(read(path.join(folder, file)));
ajv.addSchema(read(path.join(path.dirname(conformance), "schemas/run.schema.json")), "run.schema.json");

/** What keeps a document from fitting a schema of the command: nothing, where it fits. */
export function misfits(schema: string, document: unknown): string[] {
  const validate = ajv.getSchema(`${schema}.schema.json`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message }: { instancePath: string; message: string }) => `${instancePath || "/"} ${message}`,
  );
}

function read(file: string): object {
  return JSON.parse(readFileSync(file, "utf8"));
}
