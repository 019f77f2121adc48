import { afterEach, describe, expect, test, vi } from "vitest";
import { contextOf } from "../testing/fake-provider.ts";

const url = "https://api.acme.test/v1/make";
const post = { method: "POST", headers: { "x-api-key": "k" }, body: '{"prompt":"ein Löwe"}' };
const given: (RequestInit & { duplex?: string })[] = [];
const keep = async (_url: unknown, init: RequestInit = {}) => {
  given.push(init);
  return Response.json({});
};
afterEach(() => {
  vi.unstubAllGlobals();
  given.length = 0;
});

describe("a POST by the runtime's own fetch", () => {
  test.each(["left out", "passed on"])("on Node has a body that can be read once: %s", async (how) => {
    vi.stubGlobal("fetch", keep);
    const context = contextOf(how === "left out" ? {} : { fetch: globalThis.fetch });
    for (const body of [post.body, new TextEncoder().encode(post.body)]) await context.fetch(url, { ...post, body });
    for (const { body, headers, duplex, method } of given) {
      expect(body).toBeInstanceOf(ReadableStream);
      expect([method, duplex, ...new Headers(headers)]).toEqual([
        "POST",
        "half",
        ["content-length", "22"],
        ["x-api-key", "k"],
      ]);
      expect(await new Response(body ?? null).text()).toBe(post.body);
    }
    expect(given).toHaveLength(2);
  });

  test.each([
    ["a browser, which may be Electron's", { document: {} }],
    ["a runtime that is not a Node", { process: { versions: { node: "24.0.0", bun: "1.3.0" } } }],
    ["a runtime without `process`", { process: undefined }],
  ])("in %s has the plain body", async (_name, globals) => {
    vi.stubGlobal("fetch", keep);
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    await contextOf().fetch(url, post);
    expect(given).toEqual([post]);
  });
});

test("an injected fetch is given the plain body", async () => {
  await contextOf({ fetch: keep }).fetch(url, post);
  expect(given).toEqual([post]);
});

test("a request without a body stays as it is", async () => {
  vi.stubGlobal("fetch", keep);
  await contextOf().fetch(url, { method: "GET" });
  expect(given).toEqual([{ method: "GET" }]);
});
