import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import segmindDocument from "@seedbed/segmind/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { tinyImage } from "../contract/tiny-images.ts";
import { createSpec } from "../spec/create-spec.ts";
import { tinyImageUri } from "../testing/text-case.ts";
import { createRedactor } from "./redact/create-redactor.ts";
import { baseUrlOf, redactExchanges } from "./redact-exchanges.ts";
import { redactedExchange } from "./redacted-exchange.ts";
import type { TapedExchange } from "./tape.ts";

const specs = { novita: createSpec(novitaDocument), segmind: createSpec(segmindDocument) };
const baseUrl = "https://api.novita.ai";

const taped = (changes: Partial<TapedExchange> = {}): TapedExchange => ({
  method: "POST",
  url: `${baseUrl}/v3/seedream-5.0-lite`,
  requestHeaders: {},
  requestBody: "",
  status: 200,
  responseHeaders: {},
  responseBody: new Uint8Array(),
  ...changes,
});
const bytes = (text: string) => new TextEncoder().encode(text);

const redactorOf = (...secrets: string[]) => createRedactor({ secrets, identifiers: new Map(), origins: new Map() });

function redacted(changes: Partial<TapedExchange>) {
  const redactor = redactorOf("s3cr3t-key");
  const files = new Map<string, Uint8Array>();
  const options = { provider: novita, spec: specs.novita, baseUrl, redactor, files };
  return { exchange: redactedExchange(taped(changes), options), removed: redactor.removed(), files };
}

describe("the request", () => {
  test("stands by its path, with the key's placeholder and its media type, and nothing else", () => {
    const requestHeaders = {
      authorization: "Bearer s3cr3t-key",
      "content-type": "application/json",
      "user-agent": "x",
    };
    expect(redacted({ requestHeaders, requestBody: '{"prompt":"a"}' }).exchange.request).toEqual({
      method: "POST",
      path: "/v3/seedream-5.0-lite",
      headers: { authorization: "Bearer YOUR_API_KEY", "content-type": "application/json" },
      body: { prompt: "a" },
    });
  });

  test("without a key, a body or a media type has none", () => {
    const { request } = redacted({ method: "GET" }).exchange;
    expect(request).toEqual({ method: "GET", path: "/v3/seedream-5.0-lite", headers: {} });
    expect("body" in request).toBe(false);
  });

  test("to another host has its address, and must carry no key", () => {
    expect(redacted({ method: "GET", url: `${baseUrl}.evil.test/a` }).exchange.request).toEqual({
      method: "GET",
      url: `${baseUrl}.evil.test/a`,
      headers: { authorization: null },
    });
  });
});

describe("the answer", () => {
  test("in JSON", () => {
    expect(redacted({ responseBody: bytes('{"images":[],"balance":7}') })).toMatchObject({
      exchange: { response: { status: 200, json: { images: [], balance: 1 } } },
      removed: ["account data: response.json.balance"],
    });
  });

  test.each([
    ["text", "busy s3cr3t-key", "busy [redacted]"],
    ["cut JSON", '{"task_id": "s3cr3t-key', '{"task_id": "[redacted]'],
    ["a text in JSON", '"words"', '"words"'],
  ])("in %s stays a text", (_name, body, text) => {
    expect(redacted({ responseBody: bytes(body) }).exchange.response).toEqual({ status: 200, text });
  });

  test("of nothing has no body", () => {
    expect(redacted({ status: 504 }).exchange.response).toEqual({ status: 504 });
  });

  test("of bytes that are nothing is told by their number", () => {
    const { exchange, removed } = redacted({ responseBody: new Uint8Array([255, 254, 0, 255]) });
    expect(exchange.response).toEqual({ status: 200, text: "(4 bytes that are neither text nor an image)" });
    expect(removed).toEqual(["bytes that are no image: response.text"]);
  });

  test.each(["png", "jpeg", "webp"])(
    "as an image of type %s is a small one of that type, with the true facts",
    (type) => {
      const mediaType = `image/${type}`;
      const image = tinyImage(mediaType);
      const headers = { "content-type": mediaType };
      const { exchange, removed, files } = redacted({ responseHeaders: headers, responseBody: image });
      expect(exchange.response).toEqual({ status: 200, headers, image: `pixel.${type}` });
      expect(exchange.images).toMatchObject([{ at: "response.image", mediaType, sizeBytes: image.length }]);
      expect(removed).toEqual(["image: response.image"]);
      expect([...files.keys()]).toEqual([`pixel.${type}`]);
    },
  );

  test("images of an earlier exchange are not told of this one", () => {
    const redactor = redactorOf();
    const options = { provider: novita, spec: specs.novita, baseUrl, redactor, files: new Map() };
    const sent = JSON.stringify({ image: [tinyImageUri] });
    expect(redactedExchange(taped({ requestBody: sent }), options).images).toMatchObject([
      { at: "request.body.image[0]" },
    ]);
    expect(redactedExchange(taped({}), options)).not.toHaveProperty("images");
  });
});

describe("the headers of an answer", () => {
  test("are those that are documented, name the request or tell of limits; others are named, those of the connection not", () => {
    const kept = {
      "x-trace-id": "t-1",
      "retry-after": "1",
      "content-type": "text/plain",
      "x-ratelimit-limit": "9",
      "x-rate-limit-reset": "8",
      "ratelimit-policy": "7",
    };
    const responseHeaders = {
      ...kept,
      server: "nginx",
      "cf-ray": "a",
      connection: "close",
      "keep-alive": "timeout=5",
      "transfer-encoding": "chunked",
      "content-encoding": "gzip",
      "content-length": "3",
      date: "now",
      "not-content-type": "x",
      "content-type-more": "x",
      "not-retry-after": "x",
      "x-dated": "x",
      dated: "x",
      "re-date": "x",
    };
    const { exchange, removed } = redacted({ responseHeaders, responseBody: bytes("ok") });
    expect(exchange.response.headers).toEqual(kept);
    expect(removed).toEqual([
      "response headers: cf-ray, content-type-more, dated, not-content-type, not-retry-after, re-date, server, x-dated",
    ]);
  });

  test("where nothing was dropped, nothing is told", () => {
    expect(
      redacted({ responseHeaders: { "retry-after": "1", date: "now" }, responseBody: bytes("ok") }).removed,
    ).toEqual([]);
  });

  test("that tell what an account holds are blanked, and keep their form", () => {
    const redactor = redactorOf();
    const own = segmind.baseUrl.replace(/\/+$/, "");
    const options = { provider: segmind, spec: specs.segmind, baseUrl: own, redactor, files: new Map() };
    const place = specs.segmind.operations.find(({ id }) => id === "seedreamV3TextToImage");
    const responseHeaders = { "x-remaining-credits": "12.75" };
    const answer = taped({ url: own + (place?.path ?? ""), responseHeaders, responseBody: bytes("ok") });
    const { response } = redactedExchange(answer, options);
    const documented = Object.keys(response.headers ?? {});
    expect(documented).toEqual(["x-remaining-credits"]);
    expect(response.headers).toEqual({ "x-remaining-credits": "1.00" });
    expect(redactor.removed()).toEqual(["account data: response header x-remaining-credits"]);
  });
});

describe("some exchanges", () => {
  const options = (client: object = {}) => ({ provider: novita, spec: specs.novita, client, secrets: ["s3cr3t-key"] });

  test("lose what passed as a key or a cookie, also where it was not known before", () => {
    const { redacted: out, redacting } = redactExchanges(
      [
        taped({
          requestHeaders: { authorization: "Bearer another-key" },
          responseBody: bytes("another-key s3cr3t-key"),
        }),
      ],
      options(),
    );
    expect(out[0]?.response.text).toBe("[redacted] [redacted]");
    expect(redacting.secrets).toEqual(["s3cr3t-key", "another-key"]);
    expect(redacting.prompts).toEqual([]);
  });

  test.each(["emulated", "none", "invalid"])("keep the word %s, which is not a key", (word) => {
    const { redacting } = redactExchanges([taped({ requestHeaders: { authorization: `Bearer ${word}` } })], options());
    expect(redacting.secrets).toEqual(["s3cr3t-key"]);
  });

  test("have the same stand-in for an id, in a header, a body and an address", () => {
    const id = "2c7f59ea-13f1-402c-9353-915a2b5a2124";
    const { redacted: out } = redactExchanges(
      [
        taped({
          responseHeaders: { "x-trace-id": id },
          responseBody: bytes(JSON.stringify({ task_id: "task-0001-x" })),
        }),
        taped({ method: "GET", url: `${baseUrl}/v3/${id}/task-0001-x` }),
      ],
      options(),
    );
    const text = JSON.stringify(out);
    expect(text).not.toContain(id);
    expect(text).not.toContain("task-0001-x");
    const body = out[0]?.response.json as { task_id: string };
    expect(body.task_id).toMatch(/^0000-0000-\d$/);
    expect(out[1]?.request.path).toBe(`/v3/${out[0]?.response.headers?.["x-trace-id"]}/${body.task_id}`);
  });

  test("at a gateway stand at the provider's own address", () => {
    const gateway = "http://gateway:9/novita";
    const { redacted: out } = redactExchanges(
      [taped({ url: `${gateway}/v3/seedream-5.0-lite`, responseBody: bytes(`see ${gateway}/a`) })],
      options({ baseUrl: `${gateway}//` }),
    );
    expect(out[0]).toMatchObject({
      request: { path: "/v3/seedream-5.0-lite" },
      response: { text: `see ${novita.baseUrl}/a` },
    });
  });
});

test("a base URL has no slash at its end", () => {
  expect(baseUrlOf({ provider: novita, client: {} })).toBe(novita.baseUrl.replace(/\/+$/, ""));
  expect(baseUrlOf({ provider: novita, client: { baseUrl: "http://a.test/x//" } })).toBe("http://a.test/x");
});
