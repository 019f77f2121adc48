import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { asObject, type Json, type SpecDocument } from "./bundle.ts";

/** The zod validators of a provider: strict for requests, loose for responses, with no default filled in. */
export async function schemasModule(spec: SpecDocument): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-"));
  try {
    await createClient({
      input: forValidators(spec.document),
      output: folder,
      logs: { file: false, level: "silent" },
      plugins: [
        {
          name: "zod",
          compatibilityVersion: "mini",
          comments: false,
          metadata: false,
          "~resolvers": {
            // Left alone, the plugin writes objects that drop unknown keys in silence.
            object(context) {
              const extra = context.schema.additionalProperties;
              const form = typeof extra === "object" && extra.type === "never" ? "strictObject" : "looseObject";
              context.nodes.base = () => context.$(context.symbols.z).attr(form).call(context.nodes.shape(context));
            },
          },
        },
      ],
    });
    const code = await readFile(path.join(folder, "zod.gen.ts"), "utf8");
    return code.replace(/^\/\/ .*\n/, "").replace("import * as z from 'zod/mini';", 'import * as z from "@seedbed/core/schema";');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The document as the validators need it: without defaults, which are the provider's to apply, and with open enums in responses. */
function forValidators(document: Json): Json {
  return asObject(rewrite(document, false));
}

function rewrite(value: unknown, inResponse: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, inResponse));
  if (typeof value !== "object" || value === null) return value;
  const copy: Json = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === "default" || key === "example" || key === "examples" || key.startsWith("x-")) continue;
    copy[key] = rewrite(item, inResponse || key === "responses" || key === "schemas");
  }
  // A value that no document names is drift, not an error.
  if (inResponse && Array.isArray(copy.enum) && copy.type === "string") return { anyOf: [copy, { type: "string" }] };
  return copy;
}
