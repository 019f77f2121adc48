import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { asObject, endpoints, type Json, requestSchema, resolve } from "./bundle.ts";
import { providerIds } from "./generate.ts";
import { withHover } from "./hover.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A field of a request, and where an editor's pointer would stand on it. */
interface Hovered {
  readonly name: string;
  readonly schema: Json;
  readonly position: number;
}

/** One call of every operation with every field, as its users write it. */
function program(id: string, document: Json) {
  const { createFunction } = asObject(asObject(document.info)["x-provider"]);
  const fields: Hovered[] = [];
  let code = `import { ${createFunction} } from "../src/index.ts";
import type { operations } from "../src/gen/types.gen.ts";
type Body<T> = T extends { requestBody: { content: { "application/json": infer B } } } ? B : never;
const client = ${createFunction}();
`;
  const literal = (place: string, properties: Json): void => {
    code += "{\n";
    for (const [name, property] of Object.entries(properties)) {
      const schema = resolve(document, property);
      fields.push({ name: `${place}.${name}`, schema, position: code.length });
      code += `${name}: `;
      const within = asObject(schema.properties);
      if (Object.keys(within).length > 0) literal(`${place}.${name}`, within);
      else code += "null";
      code += ",\n";
    }
    code += "}";
  };
  const source = readFileSync(path.join(root, "packages", id, "src/gen/client.gen.ts"), "utf8");
  for (const { operation } of endpoints(document)) {
    const name = String(operation.operationId);
    const parameters = Array.isArray(operation.parameters)
      ? operation.parameters.map((one) => resolve(document, one))
      : [];
    const inPath = parameters.filter((one) => one.in === "path");
    const body = operation.requestBody ? asObject(requestSchema(document, operation).properties) : {};
    // An operation that only stands behind another function is held by its type.
    const direct = new RegExp(`\\b${name}\\(request`).test(source);
    code += direct ? `client.${name}(` : `((_: Body<operations["${name}"]>) => _)(`;
    literal(name, {
      ...Object.fromEntries(inPath.map((one) => [String(one.name), one])),
      ...(operation.requestBody ? body : {}),
    });
    code += ");\n";
  }
  return { code, fields };
}

/** What an editor shows at a place of a file: text, and tags by name. */
function hover(id: string, code: string) {
  const file = path.join(root, "packages", id, "hover", "call.ts");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, lib: ["es2023", "dom"], types: [] },
    root,
  );
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = name === file ? code : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  });
  return (position: number) => {
    const shown = service.getQuickInfoAtPosition(file, position);
    const tags = (shown?.tags ?? []).map(({ name, text }) => [name, ts.displayPartsToString(text)]);
    return { text: ts.displayPartsToString(shown?.documentation), tags: Object.fromEntries(tags) };
  };
}

const ids = await providerIds(root);
const limits = ["minimum", "maximum", "minItems", "maxItems", "x-pixels", "x-aspect", "pattern"];

describe.each(ids)("hover over a request of %s", (id) => {
  const document: Json = JSON.parse(readFileSync(path.join(root, "packages", id, "openapi.json"), "utf8"));
  const { code, fields } = program(id, document);
  const at = hover(id, code);

  test.each(fields.map((field) => [field.name, field] as const))("shows what the spec states of %s", (_, field) => {
    const { text, tags } = at(field.position);
    const { schema } = field;
    expect(schema.description).toEqual(expect.any(String));
    expect(text).toContain(schema.description);
    if (schema.default !== undefined) expect(tags.default).toBe(String(schema.default));
    expect(text).toContain(`Source: ${schema["x-source"]}`);
    const stated = limits
      .map((limit) => schema[limit] ?? asObject(schema.schema)[limit])
      .filter((limit) => limit !== undefined);
    const numbers = stated.flatMap((limit) => (typeof limit === "object" && limit ? Object.values(limit) : [limit]));
    for (const number of numbers) expect(text).toContain(String(number));
    if (schema.minLength === 1) expect(text).toContain("Not empty.");
    if (schema["x-image-input"]) expect(text).toContain(`${asObject(schema["x-image-input"]).maxBytes} bytes`);
  });
});

test.each<[string, Json, string]>([
  ["both ends", { type: "number", minimum: 1, maximum: 10 }, "A. 1 to 10."],
  ["one end, whole", { type: "integer", minimum: 0 }, "A. Whole number, at least 0."],
  ["items", { type: "array", maxItems: 10 }, "A. At most 10 items."],
  ["what is no one's statement", { type: "boolean", "x-evidence": "inferred" }, "A. Source: inferred."],
  ["a third party's", { type: "boolean", "x-evidence": "third-party", "x-source": "b" }, "A. Source: b (third-party)."],
])("says of a field: %s", (_, field, want) => {
  expect(withHover({ ...field, description: "A." })).toMatchObject({ description: want });
});
