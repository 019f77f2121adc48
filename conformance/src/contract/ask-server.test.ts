import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { askServer } from "./ask-server.ts";
import type { ContractRequest } from "./contract-case.ts";

const spec = createSpec(openapi);
const nowMs = Date.parse("2026-02-25T12:00:00Z");
const post: ContractRequest = {
  method: "POST",
  path: "/v3/seedream-5.0-lite",
  pathParameters: {},
  key: "valid",
  body: { prompt: "a fox" },
};

/** Asks a server that gives these answers, the last one again and again. */
async function ask(request: ContractRequest, answers: (() => Response)[], client: object = { apiKey: "a key" }) {
  const sent: Request[] = [];
  const waits: number[] = [];
  const waited: number[] = [];
  const admitted: string[] = [];
  const answer = await askServer(
    request,
    {
      spec,
      provider: novita,
      cost: null,
      client: {
        clock: { now: () => nowMs, delay: async (ms) => void waits.push(ms) },
        accounting: { reserve: () => ({ settle() {} }), admit: async (provider) => void admitted.push(provider) },
        ...client,
        fetch: async (input, init) => {
          sent.push(new Request(input, init));
          return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.error();
        },
      },
    },
    ({ status }) => waited.push(status),
  );
  return { answer, sent, waits, waited, admitted };
}

const limited = (retryAfter?: string) => () =>
  new Response(null, { status: 429, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter } });
const ok = () => Response.json({ images: [] });

test.each([
  ["its own address", {}, "https://api.novita.ai/v3/seedream-5.0-lite"],
  [
    "another one, slashes at its end or not",
    { baseUrl: "http://localhost:1//" },
    "http://localhost:1/v3/seedream-5.0-lite",
  ],
])("a request goes to %s as the case has it", async (_name, client, url) => {
  const { sent, admitted } = await ask(post, [ok], { apiKey: "a key", ...client });
  expect([sent[0]?.url, sent[0]?.method, sent[0]?.redirect, admitted]).toEqual([url, "POST", "manual", ["novita"]]);
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
    authorization: "Bearer a key",
    "content-type": "application/json",
  });
  expect(await sent[0]?.json()).toEqual({ prompt: "a fox" });
});

test.each<[ContractRequest["key"], object, string | null]>([
  ["valid", { env: { NOVITA_API_KEY: "from env" } }, "Bearer from env"],
  ["valid", { apiKey: "given", env: { NOVITA_API_KEY: "from env" } }, "Bearer given"],
  ["valid", {}, "Bearer"],
  ["invalid", { apiKey: "given" }, "Bearer invalid"],
  ["missing", { apiKey: "given" }, null],
])("a key that is %s comes from %j", async (key, client, want) => {
  const { sent } = await ask({ ...post, key }, [ok], client);
  expect(sent[0]?.headers.get("authorization")?.trim() ?? null).toBe(want);
});

test("a request without a body has none, and no media type", async () => {
  const { sent } = await ask({ method: "GET", path: "/v3/x", pathParameters: {}, key: "missing" }, [ok]);
  expect([sent[0]?.body, [...(sent[0]?.headers ?? [])]]).toEqual([null, []]);
});

test.each<[string, (() => Response)[], number[], number]>([
  ["seconds", [limited("7"), ok], [7000], 200],
  ["no wait at all", [limited("0"), ok], [0], 200],
  ["a date", [limited("Wed, 25 Feb 2026 12:00:09 GMT"), ok], [9000], 200],
  ["a date that has passed", [limited("Wed, 25 Feb 2026 11:00:00 GMT"), ok], [0], 200],
  ["nothing", [limited(), ok], [20_000], 200],
  ["what is neither", [limited("soon"), ok], [20_000], 200],
  ["as long as one waits", [limited("90"), ok], [90_000], 200],
  ["longer than one waits", [limited("91"), ok], [], 429],
  ["it again and again", [limited("1")], [1000, 1000, 1000], 429],
])("a 429 that asks for %s is waited out, or is the answer", async (_name, answers, waits, status) => {
  const asked = await ask(post, answers);
  expect([asked.waits, asked.answer.status]).toEqual([waits, status]);
  expect(asked.waited).toEqual(waits.map(() => 429));
  expect(asked.admitted).toHaveLength(asked.sent.length);
});

const typed = (body: string, type?: string) => () =>
  new Response(new TextEncoder().encode(body), { headers: type === undefined ? {} : { "content-type": type } });

test.each<[string | undefined, string, unknown]>([
  ["application/json", '{"a":1}', { a: 1 }],
  ["application/problem+JSON", '{"a":1}', { a: 1 }],
  ["text/plain", '{"a":1}', { a: 1 }],
  [undefined, '{"a":1}', { a: 1 }],
  ["application/json", "no json", undefined],
  ["image/png", '{"a":1}', undefined],
  ["x-text/plain", '{"a":1}', undefined],
])("an answer of type %s is read as JSON where it is text", async (type, body, want) => {
  const { answer } = await ask(post, [typed(body, type)]);
  expect([answer.body, answer.headers["content-type"]]).toEqual([want, type]);
});

test.each<[string, object, string]>([
  [
    "whose key could be read on the way",
    { baseUrl: "http://gateway.test" },
    "it was not sent: the base URL is plain http",
  ],
  ["that could not be waited for", { timeoutMs: 999 }, "it was not sent: a timeout of 999 ms is too short"],
])("a request %s is not sent, unless it is allowed", async (_name, client, message) => {
  const answers = [() => Response.json({})];
  await expect(ask(post, answers, { apiKey: "a key", ...client })).rejects.toThrow(message);
  const allowed = { apiKey: "a key", ...client, allowInsecureHttp: true, minTimeoutMs: 0 };
  expect((await ask(post, answers, allowed)).sent).toHaveLength(1);
});
