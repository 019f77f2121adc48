import { afterEach, describe, expect, test, vi } from "vitest";
import { createContext } from "../call/client-context.ts";
import type { ClientOptions } from "../call/client-options.ts";
import { InvalidRequestError } from "../call/errors.ts";
import { createProxy } from "../proxy.ts";
import { dialect, fact, key } from "../testing/fake-provider.ts";
import { provider } from "../testing/start-proxy.ts";
import { isInsecureHttp } from "./insecure-http.ts";

afterEach(() => vi.unstubAllGlobals());

const create = (options: ClientOptions) => () => createContext(fact, dialect, options);

const inClear = [
  "http://api.acme.test",
  "HTTP://api.acme.test/v1",
  "http://gateway",
  "http://10.0.0.7:4010/acme",
  "http://192.168.1.5",
  "http://0.0.0.0:4010",
  "http://[fd00::1]",
  "http://localhost.evil.test",
  "http://127.0.0.1.evil.test",
  "http://printer.local",
];
const fine = [
  "https://api.acme.test",
  "https://10.0.0.7",
  "http://localhost:4010/acme",
  "http://LOCALHOST./acme",
  "http://127.0.0.1:4010",
  "http://127.8.9.1",
  "http://127.1",
  "http://2130706433",
  "http://[::1]:4010",
  "http://[0:0:0:0:0:0:0:1]",
];

describe("plain http", () => {
  test.each(inClear)("to another machine is refused, as it shows the key: %s", (baseUrl) => {
    expect(isInsecureHttp(baseUrl)).toBe(true);
    expect(create({ apiKey: key, baseUrl })).toThrow(InvalidRequestError);
    expect(create({ apiKey: key, baseUrl })).toThrow(
      /^The base URL of acme is plain http, which shows the key to everyone on the way: use https, or set allowInsecureHttp/,
    );
    expect(create({ apiKey: key, baseUrl: new URL(baseUrl), allowInsecureHttp: false })).toThrow(InvalidRequestError);
    expect(create({ proxyUrl: baseUrl })).toThrow(InvalidRequestError);
    expect(create({ apiKey: key, baseUrl, allowInsecureHttp: true })).not.toThrow();
    expect(create({ proxyUrl: baseUrl, allowInsecureHttp: true })).not.toThrow();
  });

  test.each(fine)("to this machine, or https, is taken: %s", (baseUrl) => {
    expect(isInsecureHttp(baseUrl)).toBe(false);
    expect(create({ apiKey: key, baseUrl })).not.toThrow();
    expect(create({ proxyUrl: baseUrl })).not.toThrow();
  });

  test("to the page's own origin is taken for a proxy, which holds the key; not with a key", () => {
    vi.stubGlobal("location", new URL("http://192.168.1.5:3000/make"));
    expect(create({ proxyUrl: "/api/seedbed/acme" })().baseUrl).toBe("http://192.168.1.5:3000/api/seedbed/acme");
    expect(create({ proxyUrl: "http://192.168.1.5:3001/api/seedbed/acme" })).toThrow(InvalidRequestError);
    expect(create({ apiKey: key, baseUrl: "/acme" })).toThrow(InvalidRequestError);
  });

  test("from a proxy is refused too", () => {
    const target = { provider, apiKey: key, baseUrl: "http://gateway.test" };
    expect(() => createProxy({ allow: [target], authorize: () => true })).toThrow(InvalidRequestError);
    const allowed = { ...target, allowInsecureHttp: true };
    expect(() => createProxy({ allow: [allowed], authorize: () => true })).not.toThrow();
  });

  test("shows no key that is in the address", () => {
    const show = create({ apiKey: key, baseUrl: `http://gateway.test/${encodeURIComponent(key)}` });
    expect(show).toThrow(/^(?!.*SG_)/s);
  });
});
