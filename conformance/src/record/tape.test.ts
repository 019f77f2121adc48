import { describe, expect, test } from "vitest";
import { createTape, secretsOn, type TapedExchange } from "./tape.ts";

test("both sides of an exchange are kept whole, and the caller reads the answer all the same", async () => {
  const tape = createTape(async (url, init) => {
    expect([url, init?.body]).toEqual(["https://api.acme.com/make", '{"prompt":"a fox"}']);
    return new Response("done", { status: 201, headers: { "X-Trace-Id": "t-1", "set-cookie": "sid=abc; Path=/" } });
  });
  const response = await tape.fetch("https://api.acme.com/make", {
    method: "POST",
    headers: { Authorization: "Bearer key" },
    body: '{"prompt":"a fox"}',
  });
  expect([response.status, await response.text()]).toEqual([201, "done"]);
  const [{ requestHeaders, ...exchange } = never(), ...more] = tape.exchanges;
  expect(more).toEqual([]);
  expect(requestHeaders).toMatchObject({ authorization: "Bearer key" });
  expect(exchange).toEqual({
    method: "POST",
    url: "https://api.acme.com/make",
    requestBody: '{"prompt":"a fox"}',
    status: 201,
    responseHeaders: {
      "content-type": "text/plain;charset=UTF-8",
      "x-trace-id": "t-1",
      "set-cookie": "sid=abc; Path=/",
    },
    responseBody: new TextEncoder().encode("done"),
  });
});

test("a request without a body has none, and one that fails leaves nothing", async () => {
  const tape = createTape(async () => new Response(null, { status: 204 }));
  await tape.fetch("https://api.acme.com/status");
  expect(tape.exchanges).toMatchObject([
    { method: "GET", requestBody: "", status: 204, responseBody: new Uint8Array() },
  ]);
  const broken = createTape(() => Promise.reject(new TypeError("no route")));
  await expect(broken.fetch("https://api.acme.com/status")).rejects.toThrow("no route");
  expect(broken.exchanges).toEqual([]);
});

function never(): never {
  throw new Error("nothing was taped");
}

describe("the secrets that passed", () => {
  const passed = (requestHeaders: Record<string, string>, responseHeaders: Record<string, string> = {}) =>
    secretsOn([{ requestHeaders, responseHeaders } as object as TapedExchange]);
  test.each<[string, Record<string, string>, string[]]>([
    ["a bearer key", { authorization: "Bearer abc" }, ["abc"]],
    ["a basic one", { authorization: "basic  dXNlcg==" }, ["dXNlcg=="]],
    ["one called key", { authorization: "Key k-1" }, ["k-1"]],
    ["one called token", { authorization: "TOKEN k-2" }, ["k-2"]],
    ["one without a word", { authorization: "raw-key" }, ["raw-key"]],
    ["one of a proxy", { "proxy-authorization": "Basic p" }, ["p"]],
    ["one in a header of its own", { "x-api-key": "SG_1" }, ["SG_1"]],
    ["cookies that are sent", { cookie: 'a=1; b="two"; c=x=y' }, ["1", "two", "x=y"]],
    [
      "a basic one that says a name and a password",
      { authorization: `Basic ${btoa("ada:passw0rd")}` },
      [btoa("ada:passw0rd"), "passw0rd"],
    ],
    ["one by a word of the provider's own", { authorization: "ApiKey k-3456" }, ["k-3456"]],
    ["one in another header", { "api-key": "k-4567", "x-auth-token": "k-5678" }, ["k-4567", "k-5678"]],
    [
      "a cookie that is percent-encoded, as both",
      { cookie: "a=dec%2Bsecret%2F1" },
      ["dec%2Bsecret%2F1", "dec+secret/1"],
    ],
    ["none", { accept: "*/*" }, []],
  ])("%s", (_name, headers, secrets) => expect(passed(headers)).toEqual(secrets));

  test("a key in the query of an address", () => {
    const url = "https://api.acme.com/make?size=2K&api_key=k%2F678901&access_token=t-789012";
    const passed = secretsOn([{ url, requestHeaders: {}, responseHeaders: {} } as object as TapedExchange]);
    expect(passed).toEqual(["k/678901", "k%2F678901", "t-789012"]);
  });

  test("every cookie that is set, without its attributes", async () => {
    const headers = new Headers({ "content-type": "text/plain" });
    const attributes =
      "Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Max-Age=9; Domain=a.test; SameSite=Lax; Priority=High; Secure";
    headers.append("set-cookie", `sid=abc; ${attributes}`);
    headers.append("set-cookie", "second=d%20e,f=g; HttpOnly");
    const tape = createTape(async () => new Response("done", { headers }));
    await tape.fetch("https://api.acme.com/make");
    expect(secretsOn(tape.exchanges)).toEqual(["abc", "d%20e,f=g", "d e,f=g"]);
  });
});
