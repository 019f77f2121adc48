import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { asObject, type Json, type SpecDocument } from "./bundle.ts";
import { withOpenEnums } from "./open-enums.ts";

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
    return code
      .replace(/^\/\/ .*\n/, "")
      .replace("import * as z from 'zod/mini';", 'import * as z from "@seedbed/core/schema";');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The document as the validators need it: without defaults, which are the provider's to apply. */
function forValidators(document: Json): Json {
  return asObject(bare(withOpenEnums(document)));
}

/** A property may have the name of a keyword, and is left. */
function bare(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== "object" || value === null) return value;
  const left = Object.entries(value).filter(
    ([key]) => isProperties || !(["default", "example", "examples"].includes(key) || key.startsWith("x-")),
  );
  return Object.fromEntries(left.map(([key, item]) => [key, bare(item, key === "properties" && !isProperties)]));
}
