import { createHash } from "node:crypto";
import type { Finding } from "@seedbed/report";
import { type Json, object } from "./document.ts";
import { createJudge, type SeenResponse } from "./judge-exchange.ts";
import { operationsOf, type SpecOperation } from "./operations.ts";

/** The request of an exchange as it was seen. */
export interface SeenRequest {
  readonly method: string;
  /** Below the base URL, with the query. */
  readonly path: string;
  /** Names in lower case; absent where they were not kept. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The parsed JSON; the text where it is none. */
  readonly body: unknown;
}

/** A provider's spec as a judge of its traffic. */
export interface Spec {
  /** The bundled OpenAPI document. */
  readonly document: Json;
  /** SHA-256 of the bundled document, in hex. */
  readonly hash: string;
  /** Every endpoint of it. */
  readonly operations: readonly SpecOperation[];
  /** The operation that a method and a path without its query belong to. */
  find(method: string, path: string): SpecOperation | undefined;
  /** What in a request breaks the spec: unknown place or parameter, missing key, a body that does not fit. */
  judgeRequest(request: SeenRequest): Finding[];
  /** What in an answer breaks the spec, and what no document names: that finding has `drift`. */
  judgeResponse(operation: SpecOperation, response: SeenResponse): Finding[];
}

/** Makes a judge of a bundled OpenAPI document. */
export function createSpec(given: unknown): Spec {
  const document = object(given);
  const operations = operationsOf(document);
  const judge = createJudge(document);
  const find = (method: string, path: string) =>
    operations.find((operation) => operation.method === method.toUpperCase() && operation.pattern.test(path));
  return {
    document,
    hash: createHash("sha256").update(JSON.stringify(given)).digest("hex"),
    operations,
    find,
    judgeRequest(request) {
      const url = new URL(request.path, "https://seedbed.invalid");
      const operation = find(request.method, url.pathname);
      if (!operation) {
        const message = `${request.method} ${url.pathname} is not an operation of the spec`;
        return [{ field: "path", message }];
      }
      return [
        ...queryFindings(operation, url.searchParams),
        ...(request.headers ? keyFindings(document, operation, request.headers) : []),
        ...judge.requestBody(operation, request.body),
      ];
    },
    judgeResponse: judge.response,
  };
}

function queryFindings({ parameters }: SpecOperation, query: URLSearchParams): Finding[] {
  const known = parameters.filter(({ value }) => value.in === "query").map(({ value }) => value.name);
  return [...query.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => ({ field: `query.${name}`, message: `query.${name} is not a parameter of the spec` }));
}

/** Whether the key stands where one of the security schemes has it. */
function keyFindings(document: Json, { secured }: SpecOperation, headers: Readonly<Record<string, string>>): Finding[] {
  if (!secured) return [];
  const schemes = Object.values(object(object(document.components).securitySchemes)).map(object);
  const names = schemes.map((scheme) =>
    (scheme.type === "apiKey" ? String(scheme.name) : "authorization").toLowerCase(),
  );
  if (names.length === 0 || names.some((name) => headers[name])) return [];
  return [{ field: `headers.${names[0]}`, message: `headers.${names.join(" or ")} is missing: the call has no key` }];
}
