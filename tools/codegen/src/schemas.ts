import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { asObject, endpoints, type Json, type SpecDocument } from "./bundle.ts";
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
    return withComments(spec, code.replace(/^\/\/ .*\n/, ""));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Users import the schemas, so each says what it is of. */
function withComments(spec: SpecDocument, code: string): string {
  const operations = endpoints(spec.document).flatMap(({ path, method, operation }) => {
    const name = pascalCase(String(operation.operationId));
    const endpoint = `\`${method.toUpperCase()} ${path}\``;
    return [
      [`z${name}Body`, `The body of ${endpoint}: a field that is not documented is refused.`],
      [`z${name}Path`, `The parameters in the path of ${endpoint}.`],
      [`z${name}Query`, `The parameters in the query of ${endpoint}.`],
      [`z${name}Headers`, `The headers of ${endpoint}.`],
      [`z${name}Response`, `The answer of ${endpoint}: fields and values that are not documented pass.`],
    ] as const;
  });
  const shared = Object.keys(asObject(asObject(spec.document.components).schemas)).map(
    (name) => [`z${pascalCase(name)}`, `\`${name}\` of the spec.`] as const,
  );
  const comments = new Map<string, string>([...shared, ...operations]);
  return code.replaceAll(/^export const (\w+) =/gm, (line, name: string) => {
    const comment = comments.get(name);
    if (comment === undefined) throw new Error(`specs/${spec.id}: ${name} belongs to no schema and no operation`);
    return `/** ${comment} */\n${line}`;
  });
}

/** As the generator writes a name. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
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
