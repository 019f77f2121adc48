import { describe, expect, test } from "vitest";
import { createProxy, type ProxyOptions } from "../proxy.ts";
import { brokenBody } from "../testing/failing.ts";
import { key } from "../testing/fake-provider.ts";
import { at, post, provider, refusalOf, start } from "../testing/start-proxy.ts";

describe("what is allowed", () => {
  test("goes to the provider with the key and nothing of the caller's but the body", async () => {
    const { proxy, sent } = start();
    const response = await proxy(
      post("/v1/make", {
        headers: {
          cookie: "session=1",
          authorization: "Bearer the-users-own",
          "x-api-key": "another",
          "x-forwarded-for": "203.0.113.7",
          connection: "keep-alive, x-hop",
          "x-hop": "1",
          accept: "image/*",
        },
      }),
    );
    expect(response.status).toBe(200);
    expect(sent).toMatchObject([{ url: "https://api.acme.test/v1/make", method: "POST", body: '{"prompt":"a fox"}' }]);
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: "image/*",
      "content-type": "application/json",
      "x-api-key": key,
    });
  });

  test("is every operation that makes images, and what follows its job; not the balance", async () => {
    const { proxy, sent, asked } = start();
    expect((await proxy(new Request(`${at}/v1/tasks/a1-B2`))).status).toBe(200);
    expect(sent).toMatchObject([{ url: "https://api.acme.test/v1/tasks/a1-B2", method: "GET" }]);
    expect(await refusalOf(await proxy(new Request(`${at}/v1/balance`)))).toBe("404 proxy_path_not_allowed");
    expect(asked).toEqual(["look"]);
  });

  test("is narrowed by name, at another mount and another host", async () => {
    const allow = [{ provider, operations: ["balance"], baseUrl: "http://127.0.0.1:4010/acme/", apiKey: "other-key" }];
    const { proxy, sent } = start({ allow, path: "/" });
    expect((await proxy(new Request("https://app.test/acme/v1/balance"))).status).toBe(200);
    expect(sent[0]?.url).toBe("http://127.0.0.1:4010/acme/v1/balance");
    expect(sent[0]?.headers.get("x-api-key")).toBe("other-key");
    expect((await proxy(new Request("https://app.test/acme/v1/make", { method: "POST" }))).status).toBe(404);
  });
});

describe("what is not in the list is refused, and nothing is sent", () => {
  test.each<[string, Request, string]>([
    ["another path", post("/v1/other"), "404 proxy_path_not_allowed"],
    ["another provider", new Request("https://app.test/api/seedbed/segmind/v1/make"), "404 proxy_path_not_allowed"],
    ["outside the mount", new Request("https://app.test/acme/v1/make"), "404 proxy_path_not_allowed"],
    ["another method", new Request(`${at}/v1/make`), "405 proxy_method_not_allowed"],
    ["deleting", new Request(`${at}/v1/tasks/1`, { method: "DELETE" }), "405 proxy_method_not_allowed"],
    ["a step up", post("/v1/tasks/../make/../other"), "404 proxy_path_not_allowed"],
    ["an encoded step up", new Request(`${at}/v1/tasks/%2e%2e`), "404 proxy_path_not_allowed"],
    ["an encoded slash", new Request(`${at}/v1/tasks/..%2fbalance`), "404 proxy_path_not_allowed"],
    ["a doubly encoded step", new Request(`${at}/v1/tasks/%252e%252e`), "404 proxy_path_not_allowed"],
    ["a backslash", new Request(`${at}/v1/tasks/..\\balance`), "404 proxy_path_not_allowed"],
    ["an empty part", post("//v1/make"), "404 proxy_path_not_allowed"],
    ["a final slash", post("/v1/make/"), "404 proxy_path_not_allowed"],
    ["a path parameter", post("/v1/make;a=1"), "404 proxy_path_not_allowed"],
    ["a user in front of a host", new Request(`${at}/v1/tasks/@evil.test`), "404 proxy_path_not_allowed"],
    ["the template itself", new Request(`${at}/v1/tasks/{task_id}`), "404 proxy_path_not_allowed"],
    ["a query", post("/v1/make?webhook=https://evil.test"), "400 proxy_query_not_allowed"],
  ])("%s", async (_name, request, want) => {
    const { proxy, sent, asked } = start();
    expect(await refusalOf(await proxy(request))).toBe(want);
    expect([sent, asked]).toEqual([[], []]);
  });

  test("and the method that would do is named", async () => {
    expect((await start().proxy(new Request(`${at}/v1/make`))).headers.get("allow")).toBe("POST");
  });
});

describe("authorize", () => {
  test.each([
    ["false", false],
    ["nothing", undefined],
    ["something else than true", "yes"],
  ])("that gives %s refuses, and the body is not read", async (_name, answer) => {
    const { proxy, sent } = start({ authorize: () => answer as boolean });
    const request = post();
    expect(await refusalOf(await proxy(request))).toBe("401 proxy_not_authorized");
    expect([sent, request.bodyUsed]).toEqual([[], false]);
  });

  test("may answer itself", async () => {
    const { proxy, sent } = start({ authorize: async () => new Response("one a day", { status: 429 }) });
    const response = await proxy(post());
    expect([response.status, await response.text(), sent]).toEqual([429, "one a day", []]);
  });

  test("that throws lets nothing pass", async () => {
    const { proxy, sent } = start({ authorize: () => Promise.reject(new Error("no session store")) });
    await expect(proxy(post())).rejects.toThrow("no session store");
    expect(sent).toEqual([]);
  });

  test("is asked for where it is left out, as is a key, a path and an operation that there is", () => {
    const without = (options: object) => () =>
      createProxy({ allow: [{ provider }], authorize: () => true, ...options });
    expect(without({ authorize: undefined })).toThrow("A proxy needs authorize");
    expect(without({ env: {} })).toThrow("acme needs a key: set ACME_API_KEY or pass apiKey.");
    expect(without({ env: { ACME_API_KEY: key }, path: "api" })).toThrow("such as /api/seedbed");
    expect(without({ env: { ACME_API_KEY: key }, allow: [{ provider, operations: ["mke"] }] })).toThrow(
      "did you mean make",
    );
  });
});

describe("a page of another origin", () => {
  test.each<[string, Record<string, string>, number]>([
    ["is refused by its origin", { origin: "https://evil.test" }, 403],
    ["is refused by the browser's word", { "sec-fetch-site": "cross-site" }, 403],
    ["is refused, also of the same site", { "sec-fetch-site": "same-site", origin: "https://blog.app.test" }, 403],
    ["has a name, not a blank one", { origin: "null" }, 403],
    ["is not the page itself", { origin: "https://app.test" }, 200],
    [
      "is not the page behind a server that ends TLS",
      { origin: "https://www.app.test", "sec-fetch-site": "same-origin" },
      200,
    ],
    ["passes where it is listed", { origin: "https://friend.test", "sec-fetch-site": "cross-site" }, 200],
    ["is not a caller that is not a page", {}, 200],
  ])("%s", async (_name, headers, status) => {
    const { proxy, sent } = start({ origins: ["https://friend.test"] });
    const response = await proxy(post("/v1/make", { headers }));
    expect(response.status).toBe(status);
    expect(sent).toHaveLength(status === 200 ? 1 : 0);
    const may = response.headers.get("access-control-allow-origin");
    expect(may).toBe(headers.origin === "https://friend.test" ? "https://friend.test" : null);
  });

  test("that is listed is told beforehand, without authorize", async () => {
    const preflight = (origin: string) => new Request(`${at}/v1/make`, { method: "OPTIONS", headers: { origin } });
    const { proxy, sent, asked } = start({ origins: ["https://friend.test"] });
    const { status, headers } = await proxy(preflight("https://friend.test"));
    expect([status, headers.get("access-control-allow-headers")]).toEqual([204, "content-type, authorization"]);
    expect((await proxy(preflight("https://evil.test"))).status).toBe(403);
    expect([sent, asked]).toEqual([[], []]);
  });
});

describe("a body", () => {
  const endless = () => {
    let pulls = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulls += 1;
        if (pulls < 2000) controller.enqueue(new Uint8Array(1000).fill(pulls));
        else controller.close(); // so that a proxy that reads on fails, and does not hang
      },
    });
    return { body, pulls: () => pulls };
  };

  test("is counted as it comes, whatever length it states", async () => {
    const { proxy, sent } = start({ maxRequestBytes: 10_000 });
    const { body, pulls } = endless();
    const request = post("/v1/make", { body, duplex: "half", headers: { "content-length": "5" } } as RequestInit);
    expect(await refusalOf(await proxy(request))).toBe("413 proxy_body_too_large");
    expect([sent, pulls() < 20]).toEqual([[], true]);
  });

  test("that states too great a length is not read", async () => {
    const { proxy, asked } = start({ maxRequestBytes: 10 });
    const request = post("/v1/make", { headers: { "content-length": "11" } });
    expect(await refusalOf(await proxy(request))).toBe("413 proxy_body_too_large");
    expect([request.bodyUsed, asked]).toEqual([false, []]);
  });

  test.each([
    ["no media type", { "content-type": "" }],
    ["one that a form could send", { "content-type": "text/plain;application/json" }],
    ["compression", { "content-encoding": "gzip" }],
  ])("with %s is refused", async (_name, headers) => {
    const { proxy, sent } = start();
    expect(await refusalOf(await proxy(post("/v1/make", { headers })))).toBe("415 proxy_media_type_not_allowed");
    expect(sent).toEqual([]);
  });

  test.each<[string, (request: Request) => Promise<unknown>]>([
    ["whole", (request) => request.json()],
    ["by a clone", (request) => request.clone().json()],
    ["twice", (request) => Promise.all([request.clone().json(), request.json()])],
    ["in part", async (request) => request.body?.getReader().read()],
    ["and let go", async (request) => request.body?.cancel()],
    ["not at all", async () => {}],
  ])("that authorize reads %s is sent on all the same", async (_name, look) => {
    const looked: unknown[] = [];
    const authorize = async (request: Request) => {
      looked.push(await look(request));
      return true;
    };
    const { proxy, sent } = start({ authorize });
    expect((await proxy(post())).status).toBe(200);
    expect(looked).toHaveLength(1);
    expect(sent).toMatchObject([{ body: '{"prompt":"a fox"}' }]);
  });

  test("can be looked into by authorize with all that came with it", async () => {
    const seen: unknown[] = [];
    const { proxy } = start({
      authorize: async (request) => {
        seen.push([request.method, request.url, request.headers.get("cookie"), await request.json()]);
        return false;
      },
    });
    expect((await proxy(post("/v1/make", { headers: { cookie: "session=1" } }))).status).toBe(401);
    expect(seen).toEqual([["POST", `${at}/v1/make`, "session=1", { prompt: "a fox" }]]);
  });

  test.each<[string, ProxyOptions["authorize"]]>([
    ["reads a clone", async (request) => (await request.clone().text()) !== ""],
    ["reads it", async (request) => (await request.text()) !== ""],
    ["reads it and takes an error for a no", (request) => request.json().then(Boolean, () => false)],
    ["reads it and takes an error for a yes", (request) => request.json().then(Boolean, () => true)],
  ])("that does not end is cut off at the limit where authorize %s", async (_name, authorize) => {
    const { proxy, sent } = start({ maxRequestBytes: 10_000, authorize });
    const { body, pulls } = endless();
    expect(await refusalOf(await proxy(post("/v1/make", { body, duplex: "half" } as RequestInit)))).toBe(
      "413 proxy_body_too_large",
    );
    expect([sent, pulls() < 20]).toEqual([[], true]);
  });

  test("is not read before authorize asks for it", async () => {
    const { body, pulls } = endless();
    const counted: number[] = [];
    const authorize = () => {
      counted.push(pulls());
      return false;
    };
    await start({ authorize }).proxy(post("/v1/make", { body, duplex: "half" } as RequestInit));
    expect(counted[0]).toBeLessThan(2); // a stream fills its own queue
  });

  test("that was read before it came to the proxy is missed, not sent empty", async () => {
    const request = post();
    await request.text();
    const { proxy, sent, asked } = start();
    expect(await refusalOf(await proxy(request))).toBe("400 proxy_body_unreadable");
    expect([sent, asked]).toEqual([[], []]);
  });

  test("that breaks off is not sent on", async () => {
    const { proxy, sent } = start();
    const body = brokenBody('{"prompt"', new Error("gone"));
    expect(await refusalOf(await proxy(post("/v1/make", { body, duplex: "half" } as RequestInit)))).toBe(
      "400 proxy_body_unreadable",
    );
    expect(sent).toEqual([]);
  });
});
