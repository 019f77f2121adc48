import { follow, type Json, object, type Placed, pointerKey } from "./document.ts";

/** One endpoint of a spec, with the places of its parts. */
export interface SpecOperation {
  readonly id: string;
  readonly method: "GET" | "POST";
  /** As in the spec, with `{parameters}`. */
  readonly path: string;
  readonly pattern: RegExp;
  /** JSON pointer of the operation. */
  readonly pointer: string;
  readonly value: Json;
  /** Path, query and header parameters. */
  readonly parameters: readonly Placed[];
  /** Whether it is refused without a key. */
  readonly secured: boolean;
  /** The schema of the request's JSON body. */
  readonly body?: Placed;
  /** By status, such as `200`. */
  readonly responses: Readonly<Record<string, SpecResponse>>;
}

/** One documented answer. */
export interface SpecResponse extends Placed {
  /** The schema by media type; null where the spec gives none. */
  readonly content: Readonly<Record<string, Placed | null>>;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, Placed>>;
}

/** Every operation of a bundled document. */
export function operationsOf(document: Json): SpecOperation[] {
  return Object.entries(object(document.paths)).flatMap(([path, item]) =>
    (["GET", "POST"] as const).flatMap((method): SpecOperation[] => {
      const value = object(item)[method.toLowerCase()];
      if (value === undefined) return [];
      const pointer = `/paths/${pointerKey(path)}/${method.toLowerCase()}`;
      const operation = object(value);
      const requestBody = follow(document, operation.requestBody, `${pointer}/requestBody`);
      const body = contentOf(document, requestBody)["application/json"];
      const listed = [
        ...list(object(item).parameters, `/paths/${pointerKey(path)}`),
        ...list(operation.parameters, pointer),
      ];
      const security = operation.security ?? document.security;
      return [
        {
          id: String(operation.operationId),
          method,
          path,
          pattern: new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
          pointer,
          value: operation,
          parameters: listed.map(([parameter, place]) => follow(document, parameter, place)),
          secured: Array.isArray(security) && security.length > 0,
          ...(body ? { body } : {}),
          responses: Object.fromEntries(
            Object.entries(object(operation.responses)).map(([status, response]) => [
              status,
              responseOf(document, response, `${pointer}/responses/${status}`),
            ]),
          ),
        },
      ];
    }),
  );
}

function list(parameters: unknown, pointer: string): [unknown, string][] {
  return Array.isArray(parameters) ? parameters.map((value, index) => [value, `${pointer}/parameters/${index}`]) : [];
}

function responseOf(document: Json, value: unknown, pointer: string): SpecResponse {
  const response = follow(document, value, pointer);
  return {
    ...response,
    content: contentOf(document, response),
    headers: Object.fromEntries(
      Object.entries(object(response.value.headers)).map(([name, header]) => [
        name.toLowerCase(),
        follow(document, header, `${response.pointer}/headers/${pointerKey(name)}`),
      ]),
    ),
  };
}

function contentOf(document: Json, { value, pointer }: Placed): Record<string, Placed | null> {
  return Object.fromEntries(
    Object.entries(object(value.content)).map(([type, media]) => {
      const { schema } = object(media);
      const place = `${pointer}/content/${pointerKey(type)}/schema`;
      return [type.toLowerCase(), schema === undefined ? null : follow(document, schema, place)];
    }),
  );
}
