import { readFile } from "node:fs/promises";
import path from "node:path";
import { allModels, generate, selectModels } from "@seedbed/compare";
import { type Generation, isSeedbedError, type Provider } from "@seedbed/core";
import type { Finding, Verdict } from "@seedbed/report";
import nock from "nock";
import type { Exchange, Fixture } from "./fixture.ts";
import { createLeapingClock } from "./leaping-clock.ts";
import { differences, isObject, mismatches } from "./mismatches.ts";
import type { Spec } from "./spec/create-spec.ts";
import { verdictOf } from "./verdict.ts";
import type { SeenExchange } from "./witness.ts";

/** What is needed to replay a fixture. */
export interface ReplayOptions {
  /** The client that it is replayed against. */
  readonly provider: Provider;
  /** The contract that both sides are held against. */
  readonly spec: Spec;
  /** The folder that holds the fixtures, and their pictures in `pictures`. */
  readonly folder: string;
}

/** What came of a replay. */
export interface Replayed {
  /** What came of it. */
  readonly verdict: Verdict;
  /** What was found; empty where all holds. */
  readonly findings: readonly Finding[];
}

/** The key in every fixture. */
export const fixtureKey = "YOUR_API_KEY";

interface Seen {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Plays a fixture's exchanges to the real client over the runtime's own fetch, and compares what it sends and makes of them. */
export async function replay(fixture: Fixture, options: ReplayOptions): Promise<Replayed> {
  const seen: Seen[] = [];
  try {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    for (const exchange of fixture.exchanges) await serve(exchange, options, (request) => seen.push(request));
    const outcome = await outcomeOf(fixture, options.provider);
    const unused = fixture.exchanges.length - seen.length;
    const findings = [
      ...unexpectedError(fixture, outcome),
      ...(unused > 0
        ? [{ field: "exchanges", message: `${unused} of ${fixture.exchanges.length} exchanges were not made` }]
        : []),
      ...fixture.exchanges.flatMap((exchange, index) =>
        judgeExchange(fixture, exchange, seen[index], options, `exchanges[${index}]`),
      ),
      ...mismatches(fixture.expect, outcome, "expect"),
    ];
    return { verdict: verdictOf(findings), findings };
  } catch (error) {
    return {
      verdict: "harness",
      findings: [{ field: "", message: error instanceof Error ? error.message : String(error) }],
    };
  } finally {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  }
}

async function serve(
  { request, response }: Exchange,
  { provider, folder }: ReplayOptions,
  see: (request: Seen) => void,
): Promise<void> {
  const url = new URL(request.url ?? request.path ?? "/", provider.baseUrl);
  const body =
    response.picture === undefined
      ? (response.text ?? (response.json === undefined ? "" : JSON.stringify(response.json)))
      : await readFile(path.join(folder, "pictures", response.picture));
  nock(url.origin)
    .intercept(url.pathname + url.search, request.method)
    .reply(async (sent: Request) => {
      see({ headers: Object.fromEntries(sent.headers), body: parsed(await sent.text()) });
      return [
        response.status,
        body,
        { ...(response.json === undefined ? {} : { "content-type": "application/json" }), ...response.headers },
      ];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? undefined : text;
  }
}

/** What the client made of it, in the shape of a fixture's `expect`. */
async function outcomeOf({ call }: Fixture, provider: Provider): Promise<unknown> {
  const settings = { apiKey: fixtureKey, env: {}, clock: createLeapingClock(Date.parse("2026-02-25T12:00:00Z")) };
  const client = provider.create(settings);
  try {
    if ("operation" in call)
      return shapeOf(
        await client.call(call.operation, call.request, call.extraBody ? { extraBody: call.extraBody } : {}),
      );
    if ("wait" in call) return shapeOf(await provider.create(settings).resume?.(jobOf(call.wait, provider)));
    const [target] = selectModels([provider], [call.model]);
    if (!target) throw new Error(`${call.model} is none of ${allModels([provider]).map(({ model }) => model.id)}`);
    return shapeOf(await generate(target, call.request as never, { client: () => settings })); // checked by the client
  } catch (error) {
    if (!isSeedbedError(error)) throw error;
    const cause = isSeedbedError(error.cause) ? { cause: error.cause.toJSON() } : {};
    return { error: { ...error.toJSON(), ...cause } };
  }
}

/** What the client said, where nothing was to go wrong: it is why all else is missing. */
function unexpectedError({ expect }: Fixture, outcome: unknown): Finding[] {
  if (isObject(expect.error) || !isObject(outcome) || !isObject(outcome.error)) return [];
  const { cause, message } = outcome.error;
  const why = isObject(cause) && typeof cause.message === "string" ? cause.message : message;
  return [{ field: "call", message: String(why) }];
}

function jobOf(taskId: string, provider: Provider) {
  const [model] = provider.models;
  const submit = Object.values(provider.operations).find(({ job }) => job);
  return {
    version: 1,
    provider: provider.id,
    model: model?.id ?? "",
    operation: submit?.operationId ?? "",
    taskId,
    submittedAt: "2026-02-25T12:00:00.000Z",
    request: {},
  } as const;
}

/** A generation without its bytes and its timing, with its parity by setting; any other answer as it is. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("timing" in value)) return { reply: value };
  const generation = value as Generation & { parity?: readonly { setting: string }[] }; // what has a timing is one
  return {
    ...generation,
    images: generation.images.map(({ bytes: _bytes, ...image }) => image),
    parity: Object.fromEntries((generation.parity ?? []).map(({ setting, ...entry }) => [setting, entry])),
  };
}

/** Holds both sides of an exchange against the fixture and against the spec. */
function judgeExchange(
  fixture: Fixture,
  exchange: Exchange,
  seen: Seen | undefined,
  options: ReplayOptions,
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
  seen: Seen | undefined,
  { provider, spec }: ReplayOptions,
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
  const breaks = isObject(expect.error) && expect.error.name === "ResponseValidationError";
  const answered = operation && !breaks ? spec.judgeResponse(operation, answerOf(response)) : [];
  return [
    ...sent.map((finding) => ({ ...finding, field: `${field}.request.${finding.field}` })),
    ...answered.map((finding) => ({ ...finding, field: `${field}.response.${finding.field}` })),
  ];
}

/** What a fixture holds, as a witness would have seen it. */
export function seenInFixture(
  { exchanges }: Fixture,
  { provider, spec }: Pick<ReplayOptions, "provider" | "spec">,
): SeenExchange[] {
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
function answerOf({ status, headers = {}, json, text }: Exchange["response"]) {
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const type = named["content-type"] ?? (json === undefined ? "" : "application/json");
  return { status, headers: { ...named, "content-type": type }, body: json ?? (text && parsed(text)) };
}

function headerMismatches(
  expected: Readonly<Record<string, string | null>>,
  actual: Seen["headers"],
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
