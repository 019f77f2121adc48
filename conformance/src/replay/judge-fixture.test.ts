import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import type { Exchange, Fixture } from "../fixture/fixture.ts";
import { createSpec } from "../spec/create-spec.ts";
import { answerOf, judgeExchange, seenInFixture } from "./judge-fixture.ts";

const subject = { provider: novita, spec: createSpec(novitaDocument) };
const path = "/v3/seedream-5.0-lite";
const good: Exchange = {
  request: { method: "POST", path, headers: { Authorization: "Bearer k" }, body: { prompt: "a" } },
  response: { status: 200, json: { images: ["https://a.test/1.png"] } },
};
const fixtureOf = (changes: object = {}): Fixture =>
  ({
    call: { operation: "seedream5Lite", request: { prompt: "a" } },
    expect: {},
    exchanges: [good],
    ...changes,
  }) as object as Fixture;
const headers = { authorization: "Bearer k", "content-type": "application/json" };
const sent = { headers, body: { prompt: "a" } };
const judged = (
  exchange: Exchange,
  seen: typeof sent | { headers: object; body: unknown } | undefined = sent,
  fixture = fixtureOf(),
) => judgeExchange(fixture, exchange, seen as typeof sent, subject, "exchanges[0]");

describe("an exchange", () => {
  test("that is as the fixture and the spec have it is nothing to speak of", () => {
    expect(judged(good)).toEqual([]);
    expect(judged(good, undefined)).toEqual([]);
  });

  test("with another header, one too few and one too many", () => {
    const request = { ...good.request, headers: { Authorization: "Bearer k", "X-Want": "yes", "x-none": null } };
    const seen = { ...sent, headers: { ...headers, authorization: "Bearer other", "x-none": "1" } };
    expect(judged({ ...good, request }, seen)).toEqual([
      {
        field: "exchanges[0].request.headers.Authorization",
        message: "Authorization is Bearer other, not Bearer k",
        expected: "Bearer k",
        actual: "Bearer other",
      },
      {
        field: "exchanges[0].request.headers.X-Want",
        message: "X-Want is absent, not yes",
        expected: "yes",
        actual: null,
      },
      { field: "exchanges[0].request.headers.x-none", message: "x-none is 1, not absent", expected: null, actual: "1" },
    ]);
  });

  test("with another body says where", () => {
    expect(judged(good, { headers, body: { prompt: "b" } })).toMatchObject([
      { field: "exchanges[0].request.body.prompt" },
    ]);
    const { body: _, ...request } = good.request;
    expect(judged({ ...good, request }, { headers, body: { prompt: "b" } })).toEqual([]);
  });

  test("that breaks the spec says on which side", () => {
    const wrong = { ...good, request: { ...good.request, body: { prompt: 7 } } };
    expect(judged(wrong, undefined)).toMatchObject([{ field: "exchanges[0].request.body.prompt" }]);
    expect(judged({ ...good, response: { status: 200, json: { images: 7 } } })).toMatchObject([
      { field: "exchanges[0].response.body.images" },
    ]);
  });

  test("whose fixture expects a broken answer may have one, and no broken request", () => {
    const broken = { ...good, response: { status: 200, json: { images: 7 } } };
    const expecting = (name: string) => fixtureOf({ expect: { error: { name } } });
    expect(judged(broken, sent, expecting("ResponseValidationError"))).toEqual([]);
    expect(judged(broken, sent, expecting("ProviderError"))).toHaveLength(1);
    expect(
      judged(
        { ...broken, request: { ...good.request, body: { prompt: 7 } } },
        undefined,
        expecting("ResponseValidationError"),
      ),
    ).toMatchObject([{ field: "exchanges[0].request.body.prompt" }]);
  });

  test("may send what the call gave besides the spec, and nothing else that is unknown", () => {
    const body = { prompt: "a", extra: 1 };
    const more = { ...good, request: { ...good.request, body } };
    const seen = { headers, body };
    expect(judged(more, seen)).toMatchObject([{ field: "exchanges[0].request.body.extra" }]);
    const given = { extraBody: { extra: 1 } };
    expect(judged(more, seen, fixtureOf({ call: { operation: "seedream5Lite", request: {}, ...given } }))).toEqual([]);
    expect(judged(more, seen, fixtureOf({ call: { model: "novita/x", request: given } }))).toEqual([]);
    expect(judged(more, seen, fixtureOf({ call: { wait: "t-1" } }))).toHaveLength(1);
  });

  test("at a place that the spec does not have is told, and its answer is not judged", () => {
    const elsewhere = {
      ...good,
      request: { ...good.request, path: "/v3/none" },
      response: { status: 200, json: { images: 7 } },
    };
    const fields = judged(elsewhere).map(({ field }) => field);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.every((field) => field.startsWith("exchanges[0].request."))).toBe(true);
  });

  test("of a download is held to its headers alone", () => {
    const download: Exchange = {
      request: { method: "GET", url: "https://a.test/1.png", headers: { authorization: null } },
      response: { status: 200 },
    };
    expect(judged(download, { headers: {}, body: undefined })).toEqual([]);
    expect(judged(download)).toMatchObject([{ field: "exchanges[0].request.headers.authorization" }]);
  });
});

test("what a fixture holds is seen by operation, without downloads and what no operation is", () => {
  const download: Exchange = { request: { method: "GET", url: "https://a.test/1.png" }, response: { status: 200 } };
  const unknown: Exchange = { request: { method: "GET", path: "/none" }, response: { status: 200 } };
  expect(seenInFixture(fixtureOf({ exchanges: [download, good, unknown] }), subject)).toEqual([
    {
      operation: "seedream5Lite",
      request: { method: "POST", path, body: { prompt: "a" } },
      response: {
        status: 200,
        headers: { "content-type": "application/json" },
        body: { images: ["https://a.test/1.png"] },
      },
    },
  ]);
});

test.each<[Exchange["response"], object]>([
  [
    { status: 200, json: { a: 1 } },
    { status: 200, headers: { "content-type": "application/json" }, body: { a: 1 } },
  ],
  [{ status: 504 }, { status: 504, headers: { "content-type": "" }, body: undefined }],
  [
    { status: 502, headers: { "Content-Type": "text/html", "X-A": "b" }, text: "<html>" },
    { status: 502, headers: { "content-type": "text/html", "x-a": "b" }, body: "<html>" },
  ],
  [
    { status: 200, text: '{"a":1}' },
    { status: 200, headers: { "content-type": "" }, body: { a: 1 } },
  ],
  [
    { status: 200, json: [1], headers: { "content-type": "text/plain" } },
    { status: 200, headers: { "content-type": "text/plain" }, body: [1] },
  ],
])("the answer %j is judged as %j", (response, want) => expect(answerOf(response)).toEqual(want));
