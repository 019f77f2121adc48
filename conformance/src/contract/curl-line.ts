import type { Spec } from "../spec/create-spec.ts";
import { object } from "../spec/document.ts";
import type { ContractCase } from "./contract-case.ts";

/** The request of a case for a shell; the key is a variable. */
export function curlLine(spec: Spec, { request }: ContractCase, baseUrl: string, keyVariable: string): string {
  const headers = keyHeader(spec, request.key === "invalid" ? "invalid" : `$${keyVariable}`);
  return [
    `curl -sS -i ${quoted(baseUrl + pathOf(request))}`,
    ...(request.key === "missing" ? [] : Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}"`)),
    ...(request.body ? ["-H 'content-type: application/json'", `-d ${quoted(JSON.stringify(request.body))}`] : []),
  ].join(" ");
}

/** The path of a request, with its parameters in it. */
export function pathOf({ path, pathParameters }: ContractCase["request"]): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(pathParameters[name] ?? ""));
}

/** The header that carries a key, by the first security scheme of the spec. */
export function keyHeader(spec: Spec, key: string): Record<string, string> {
  const [scheme] = Object.values(object(object(spec.document.components).securitySchemes)).map(object);
  return scheme?.type === "apiKey" ? { [String(scheme.name)]: key } : { authorization: `Bearer ${key}` };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
