import { describe, expect, test } from "vitest";
import type { Json } from "./bundle.ts";
import { withOpenEnums } from "./open-enums.ts";
import { schemasModule } from "./schemas.ts";
import { typesModule } from "./types.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function documentOf(request: Json, response: Json, schemas: Json = {}): Json {
  const json = (schema: Json) => ({ content: { "application/json": { schema } } });
  const post = {
    operationId: "make",
    requestBody: json(request),
    responses: { 200: { description: "done", ...json(response) } },
  };
  return {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    paths: { "/make": { post } },
    components: { schemas },
  };
}

const specOf = (document: Json) => ({ id: "acme", document, json: "", hash: "" });
const size = { type: "string", enum: ["2K", "3K"], default: "2K" };
const request = {
  type: "object",
  additionalProperties: false,
  required: ["prompt"],
  properties: {
    prompt: { type: "string", minLength: 1 },
    size,
    default: { type: "boolean", default: true, example: false },
  },
};
const response = { type: "object", properties: { state: { type: "string", enum: ["done"] } } };

describe("validators", () => {
  const code = schemasModule(specOf(documentOf(request, response)));

  test("are strict for requests, loose for responses", async () => {
    expect(await code).toMatch(/zMakeBody = z\.strictObject\(/);
    expect(await code).toMatch(/zMakeResponse = z\.looseObject\(/);
    expect(await code).not.toMatch(/z\.object\(/);
  });

  test("fill in no default", async () => {
    expect(await code).not.toMatch(/_default|prefault|default\(|catch\(/);
    expect(await code).toMatch(/size: z\.optional\(z\.enum\(\['2K', '3K'\]\)\)/);
  });

  test("keep a property that has the name of a keyword", async () => {
    expect(await code).toContain("default: z.optional(z.boolean())");
  });

  test("leave the enums of responses open", async () => {
    expect(await code).toMatch(/state: z\.optional\(z\.union\(\[\s*z\.enum\(\['done'\]\),\s*z\.string\(\)\s*\]\)\)/);
  });

  test("are schemas of zod/mini", async () => {
    expect((await code).match(/^import .*$/gm)).toEqual(["import * as z from 'zod/mini';"]);
  });

  test("say what they are of", async () => {
    expect(await code).toMatch(/\/\*\* The body of `POST \/make`: .* \*\/\nexport const zMakeBody =/);
  });
});

test("types leave optional what has a default, also in shared schemas", async () => {
  const code = await typesModule(
    specOf(documentOf(request, ref("Done"), { Done: { type: "object", properties: { size } } })),
  );
  expect(code.match(/size\?: .*;/g)).toEqual(['size?: ("2K" | "3K") | string;', 'size?: "2K" | "3K";']);
  expect(code).toMatch(/prompt: string;/);
});

describe("a shared enum", () => {
  const shared = { Size: { type: "string", enum: ["2K"] } };
  const within = { type: "object", properties: { size: ref("Size") } };
  const sizeOf = (document: Json) => (withOpenEnums(document).components as { schemas: Json }).schemas.Size;

  test("is closed where requests use it", () => {
    expect(sizeOf(documentOf(within, {}, shared))).toEqual(shared.Size);
  });

  test("is closed where requests use it by way of another", () => {
    expect(sizeOf(documentOf(ref("Body"), {}, { ...shared, Body: within }))).toEqual(shared.Size);
  });

  test("is open where responses use it", () => {
    expect(sizeOf(documentOf({}, within, shared))).toEqual({
      anyOf: [{ type: "string", enum: ["2K"] }, { type: "string" }],
    });
  });

  test("of both is refused, for it cannot be both", () => {
    expect(() => withOpenEnums(documentOf(within, within, shared))).toThrow(
      "Size has an enum that is closed in requests and open in responses",
    );
  });
});
