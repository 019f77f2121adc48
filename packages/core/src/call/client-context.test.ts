import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { dialect, fact, key } from "../testing/fake-provider.ts";
import { createContext } from "./client-context.ts";
import type { ClientOptions } from "./client-options.ts";
import type { SeedbedError } from "./errors.ts";

afterEach(() => vi.unstubAllGlobals());

function refusal(options: ClientOptions): SeedbedError {
  try {
    createContext(fact, dialect, options);
  } catch (error) {
    return error as SeedbedError;
  }
  throw new Error("it was not refused");
}

describe("a key", () => {
  test.each<[string, ClientOptions]>([
    ["is not given", {}],
    ["is empty", { apiKey: "", env: { ACME_API_KEY: key } }],
    ["is blank", { env: { ACME_API_KEY: " \n" } }],
  ])("that %s is asked for by the name of its variable", (_name, options) => {
    expect(refusal(options)).toMatchObject({
      name: "AuthenticationError",
      message: "acme needs a key: set ACME_API_KEY or pass apiKey.",
      provider: "acme",
    });
  });

  test.each(["SG_abc def", "SG_abc\ndef", "SG_äbc", "SG_abc\u2028def", "SG_“abc”"])(
    "that no header can carry is not printed",
    (bad) => {
      const error = refusal({ apiKey: bad });
      expect(error.name).toBe("AuthenticationError");
      expect(inspect(error) + JSON.stringify(error)).not.toMatch(/SG_/);
    },
  );

  test("comes from the option before the variable, and loses the blanks around it", () => {
    const env = { ACME_API_KEY: " from-the-variable\n" };
    expect(createContext(fact, dialect, { env }).headers()).toEqual({ "x-api-key": "from-the-variable" });
    expect(createContext(fact, dialect, { env, apiKey: key }).headers()).toEqual({ "x-api-key": key });
  });

  test("is not in what the context prints", () => {
    const context = createContext(fact, dialect, { apiKey: key, env: { ACME_API_KEY: key } });
    expect(inspect(context, { depth: 9, showHidden: true }) + JSON.stringify(context)).not.toContain(key.slice(0, 8));
  });
});

describe("a base URL", () => {
  test.each([
    ["https://gateway.test/acme/", "https://gateway.test/acme"],
    ["http://127.0.0.1:4010/acme", "http://127.0.0.1:4010/acme"],
    [new URL("http://localhost"), "http://localhost"],
    [undefined, "https://api.acme.test"],
  ])("%s is taken", (given, want) => {
    expect(createContext(fact, dialect, { apiKey: key, ...(given ? { baseUrl: given } : {}) }).baseUrl).toBe(want);
  });

  test.each([
    ["malformed", "not a url"],
    ["empty", ""],
    ["of another protocol", "ftp://a.test"],
    ["with a user and password", "https://user:hunter2@a.test"],
    ["with a password and no protocol", "user:hunter2@a.test"],
    ["with a password that breaks it", "https://user:hunter2/x@a.test"],
    ["with a query", "https://a.test/?token=hunter2"],
    ["with a fragment", "https://a.test/#hunter2"],
    ["with the key in its path", `ftp://a.test/${key}`],
  ])("%s is refused, and shows no secret", (_name, baseUrl) => {
    const error = refusal({ apiKey: key, baseUrl });
    expect(error).toMatchObject({ name: "InvalidRequestError", field: "baseUrl" });
    expect(error.message).toMatch(/^The base URL of acme must be an http or https address .*\.$/);
    expect(inspect(error)).not.toContain("hunter2");
    expect(inspect(error)).not.toContain(key);
  });
});

test("a browser is refused unless it is allowed", () => {
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("document", {});
  expect(refusal({ apiKey: key })).toMatchObject({ name: "AuthenticationError" });
  expect(createContext(fact, dialect, { apiKey: key, allowBrowser: true }).baseUrl).toBe(fact.baseUrl);
});

describe("a proxy", () => {
  test("needs no key, sends none, and is allowed in a browser, which names it by its path", () => {
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("document", {});
    vi.stubGlobal("location", { href: "https://app.test/studio?tab=1" });
    const context = createContext(fact, dialect, { proxyUrl: "/api/seedbed/acme", env: { ACME_API_KEY: key } });
    expect(context.baseUrl).toBe("https://app.test/api/seedbed/acme");
    expect([context.headers(), context.secrets()]).toEqual([{}, []]);
  });

  test.each<[string, ClientOptions]>([
    ["a key", { proxyUrl: "https://app.test/api/seedbed/acme", apiKey: key }],
    ["a base URL", { proxyUrl: "https://app.test/api/seedbed/acme", baseUrl: "https://api.acme.test" }],
  ])("beside %s is refused: a page would give the key away", (_name, options) => {
    const error = refusal(options);
    expect(error).toMatchObject({ name: "InvalidRequestError", field: "proxyUrl" });
    expect(inspect(error)).not.toContain(key);
  });

  test("that is not an address is refused where there is no page", () => {
    expect(refusal({ proxyUrl: "/api/seedbed/acme" })).toMatchObject({ name: "InvalidRequestError" });
  });
});

test.each([0, -1, 1.5, Number.NaN])("a rate limit of %d requests is refused", (requests) => {
  const options = { apiKey: "key", rateLimit: { requests, perMs: 60_000 } };
  expect(() => createContext(fact, dialect, options)).toThrow(expect.objectContaining({ field: "rateLimit" }));
});

test("the runtime's fetch is looked up at each call", async () => {
  const context = createContext(fact, dialect, { apiKey: key });
  vi.stubGlobal("fetch", async () => new Response("later"));
  expect(await (await context.fetch("https://a.test")).text()).toBe("later");
});
