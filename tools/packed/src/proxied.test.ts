import { afterEach, describe, expect, test } from "vitest";
import { provider as threeDAIStudio } from "../../../packages/3daistudio/src/index.ts";
import { type ClientOptions, createClock, type Provider } from "../../../packages/core/src/index.ts";
import { createProxy, type ProxyOptions } from "../../../packages/core/src/proxy.ts";
import { provider as novita } from "../../../packages/novita/src/index.ts";
import { provider as segmind } from "../../../packages/segmind/src/index.ts";
import { startProviders, timeScale } from "./start-providers.ts";

const paid = [
  [segmind, "seedreamV5LiteTextToImage"],
  [threeDAIStudio, "seedreamV5LiteGenerate"],
  [novita, "seedream5Lite"],
] as const;
const body = { prompt: "a lighthouse at dusk" };

let providers: Awaited<ReturnType<typeof startProviders>> | undefined;
afterEach(() => providers?.close());

/** A provider's client as it is in a page, and the emulator behind the proxy that it calls. */
async function start(provider: Provider, options: Partial<ProxyOptions> = {}, more: ClientOptions = {}) {
  const started = await startProviders();
  providers = started;
  const { id } = provider;
  const allow = [{ provider, apiKey: "any", baseUrl: started.baseUrls[id] ?? "" }];
  const proxy = createProxy({ allow, authorize: () => true, ...options });
  const client = provider.create({
    ...more,
    proxyUrl: `http://localhost/api/seedbed/${id}`,
    clock: createClock(timeScale),
    timeoutMs: 6_000_000,
    fetch: (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith("http://localhost/") ? proxy(request) : fetch(request);
    },
  });
  return { client, providers: started };
}

describe.each(paid)("the client of $id behind a proxy", (provider, operation) => {
  test("reads the proxy's own refusals", async () => {
    const { client, providers } = await start(provider, { authorize: () => false });
    await expect(client.run(operation, body)).rejects.toMatchObject({
      name: "AuthenticationError",
      billed: "no",
      message: expect.stringContaining("The application does not let this pass"),
    });
    expect(providers.requests).toEqual([]);
  });

  test("waits as long as the provider asks", async () => {
    const { client, providers } = await start(provider);
    providers.inject({ fault: { kind: "status", status: 429, wait: { ms: 21_000, as: "retry-after-seconds" } } });
    expect((await client.run(operation, body)).images).toHaveLength(1);
    const [refused, accepted] = providers.requests.filter(({ method }) => method === "POST");
    expect((accepted?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(21_000);
  });

  test.each([
    { kind: "status", status: 503 },
    { kind: "reset", when: "before" },
  ] as const)("leaves the outcome open after %j, and pays once", async (fault) => {
    const { client, providers } = await start(provider);
    providers.inject({ fault });
    await expect(client.run(operation, body)).rejects.toMatchObject({
      name: "OutcomeUnknownError",
      provider: provider.id,
    });
    expect(providers.requests).toHaveLength(1);
  });
});

test("a job whose result lies at another path than its state is followed behind a proxy", async () => {
  const { client, providers } = await start(segmind, {}, { mode: "async" });
  expect((await client.run("seedreamV3TextToImage", { ...body, aspect_ratio: "1:1" })).images).toHaveLength(1);
  expect(new Set(providers.requests.map(({ operationId }) => operationId))).toEqual(
    new Set(["submitSeedreamV3TextToImage", "getRequestStatus", "getRequestResult"]),
  );
});
