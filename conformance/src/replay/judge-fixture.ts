import type { Provider } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { Exchange, Fixture } from "../fixture/fixture.ts";
import type { SeenExchange } from "../repository/witness.ts";
import type { Spec } from "../spec/create-spec.ts";
import { differences, isObject } from "../traffic/mismatches.ts";
import { parsed, type SentRequest } from "./transport.ts";

/** The client and the contract that a fixture is replayed against. */
export interface ReplaySubject {
  /** The client that it is replayed against. */
  readonly provider: Provider;
  /** The contract that both sides are held against. */
  readonly spec: Spec;
}

/** Holds both sides of an exchange against the fixture and against the spec. */
export function judgeExchange(
  fixture: Fixture,
  exchange: Exchange,
  seen: SentRequest | undefined,
  options: ReplaySubject,
  field: string,
): Finding[] {
  const { request } = exchange;
  return [
    ...(seen ? headerMismatches(request.headers ?? {}, seen.headers, `${field}.request.headers`) : []),
    ...(seen && request.body !== undefined ? differences(request.body, seen.body, `${field}.request.body`) : []),
    ...(request.path === undefined ? [] : judgeBySpec(fixture, exchange, seen, options, field)),
  ];
}

function judgeBySpec(
  { call, expect }: Fixture,
  { request, response }: Exchange,
  seen: SentRequest | undefined,
  { provider, spec }: ReplaySubject,
  field: string,
): Finding[] {
  const operation = spec.find(request.method, new URL(request.path ?? "/", provider.baseUrl).pathname);
  const given = "operation" in call ? call.extraBody : "model" in call ? call.request.extraBody : undefined;
  const extra = isObject(given) ? Object.keys(given) : [];
  const sent = spec
    .judgeRequest({
      method: request.method,
      path: request.path ?? "/",
      ...(seen ? { headers: seen.headers } : {}),
      body: seen ? seen.body : request.body,
    })
    .filter((finding) => !extra.includes(finding.field.slice("body.".length)));
  // What is expected to break its contract does.
  const breaks =
    (isObject(expect.error) && expect.error.name === "ResponseValidationError") || expect.shortfall !== undefined;
  const answered = operation && !breaks ? spec.judgeResponse(operation, answerOf(response)) : [];
  return [
    ...sent.map((finding) => ({ ...finding, field: `${field}.request.${finding.field}` })),
    ...answered.map((finding) => ({ ...finding, field: `${field}.response.${finding.field}` })),
  ];
}

/** What a fixture holds, as a witness would have seen it. */
export function seenInFixture({ exchanges }: Fixture, { provider, spec }: ReplaySubject): SeenExchange[] {
  return exchanges.flatMap(({ request, response }) => {
    const { method, path: place, body } = request;
    if (place === undefined) return []; // a download
    const operation = spec.find(method, new URL(place, provider.baseUrl).pathname);
    return operation
      ? [{ operation: operation.id, request: { method, path: place, body }, response: answerOf(response) }]
      : [];
  });
}

/** The answer of a fixture as a spec judges it. */
export function answerOf({ status, headers = {}, json, text }: Exchange["response"]) {
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const type = named["content-type"] ?? (json === undefined ? "" : "application/json");
  return { status, headers: { ...named, "content-type": type }, body: json ?? (text && parsed(text)) };
}

function headerMismatches(
  expected: Readonly<Record<string, string | null>>,
  actual: SentRequest["headers"],
  field: string,
): Finding[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const found = actual[name.toLowerCase()];
    return value === (found ?? null)
      ? []
      : [
          {
            field: `${field}.${name}`,
            message: `${name} is ${found ?? "absent"}, not ${value ?? "absent"}`,
            expected: value,
            actual: found ?? null,
          },
        ];
  });
}
