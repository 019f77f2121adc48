import { setupServer } from "msw/node";
import { afterEach, describe, expect, test, vi } from "vitest";
import { emulation as threeDAIStudio } from "../../3daistudio/emulation/index.ts";
import { create3DAIStudio } from "../../3daistudio/src/index.ts";
import { createClock } from "../../core/src/index.ts";
import { emulation as novita } from "../../novita/emulation/index.ts";
import { createNovita } from "../../novita/src/index.ts";
import { emulation as segmind } from "../../segmind/emulation/index.ts";
import { createSegmind } from "../../segmind/src/index.ts";
import { emulateWithMsw, handlers, type MockedProviders, type MockOptions } from "./msw.ts";

const prompt = "a lighthouse at dusk";
const timeScale = 1000;
// A real minute and more: an image is drawn meanwhile, on a machine that may be busy.
const options = { apiKey: "any", clock: createClock(timeScale), timeoutMs: 100_000_000 };

let ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending) end();
  ending = [];
});
function start(over: MockOptions = {}): MockedProviders {
  const mocked = emulateWithMsw([segmind, threeDAIStudio, novita], { timeScale, ...over });
  const server = setupServer(...mocked.handlers);
  server.listen({ onUnhandledFrame: "error" });
  ending.push(
    () => server.close(),
    () => mocked.close(),
  );
  return mocked;
}

describe("the clients, at the providers' own hosts", () => {
  test("a provider that answers with bytes", async () => {
    const mocked = start();
    const { images } = await createSegmind(options).seedreamV3TextToImage({ prompt, aspect_ratio: "1:1" });
    expect(images).toMatchObject([{ mediaType: "image/jpeg" }]);
    expect(mocked.requests).toMatchObject([
      { provider: "segmind", method: "POST", path: "/v1/seedream-v3-text-to-image", status: 200 },
    ]);
  });

  test("a provider that answers with addresses: the files come from handlers too", async () => {
    const mocked = start();
    const { images } = await createNovita(options).seedream5Lite({ prompt, size: "2496x1664" });
    expect(images).toMatchObject([
      { width: 2496, height: 1664, url: expect.stringMatching(/seedbed\.invalid\/files/) },
    ]);
    expect(mocked.wallets.novita?.balance()).toBeLessThan(novita.wallet.balance);
  });

  test("a provider with jobs: submit, poll, download", async () => {
    const mocked = start();
    await mocked.warmUp();
    const request = { prompt, image_size: "landscape_16_9", num_images: 2 } as const;
    const client = create3DAIStudio(options);
    const job = await client.submit("seedreamV5LiteGenerate", request);
    const { images } = await client.waitForResult(job);
    expect(images).toHaveLength(2);
    expect(mocked.taskCount()).toBe(1);
    expect(mocked.requests.filter(({ method }) => method === "GET").length).toBeGreaterThan(0);
  });
});

test("a base URL that is given is answered at, beside the provider's own host", async () => {
  const baseUrls = { novita: "http://127.0.0.1:4999/through/proxy" };
  const mocked = start({ baseUrls, filesUrl: "http://127.0.0.1:4999" });
  const proxied = createNovita({ ...options, baseUrl: baseUrls.novita });
  expect((await proxied.seedream5Lite({ prompt })).images).toHaveLength(1);
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const elsewhere = await fetch("http://127.0.0.1:4999/through/proxy-not", { method: "POST" }).catch((error) => error);
  said.mockRestore();
  expect(elsewhere).toBeInstanceOf(Error);
  expect(mocked.requests).toMatchObject([{ provider: "novita", path: "/v3/seedream-5.0-lite", status: 200 }]);
});

test("a provider that gives addresses to poll gives those at which it was asked", async () => {
  start({ baseUrls: { segmind: "http://127.0.0.1:4999/through/proxy" } });
  for (const base of ["https://api.segmind.com", "http://127.0.0.1:4999/through/proxy"]) {
    const headers = { "x-api-key": "any", "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify({ prompt, aspect_ratio: "1:1" }) };
    const { status_url } = await (await fetch(`${base}/v2/seedream-v3-text-to-image`, init)).json();
    expect(status_url).toMatch(new RegExp(`^${base}/v2/requests/[^/]+/status$`));
    expect((await fetch(status_url, { headers })).status).toBe(200);
  }
});

describe("the emulation", () => {
  test("refuses keys and bodies as the server does, and says who answers", async () => {
    start();
    const post = (authorization: string, body: unknown) =>
      fetch("https://api.novita.ai/v3/seedream-5.0-lite", {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const badKey = await post("Bearer invalid", { prompt });
    expect([badKey.status, badKey.headers.get("x-seedbed-emulator")]).toEqual([401, "1"]);
    const badBody = await post("Bearer any", { prompt, size: "9x9" });
    expect([badBody.status, await badBody.json()]).toMatchObject([400, { reason: "INVALID_IMAGE_SIZE" }]);
    expect((await fetch("https://api.novita.ai/nowhere")).status).toBe(404);
  });

  test("runs out of money, and follows its switches", async () => {
    const mocked = start({ balances: { novita: 0 }, switches: { novita: { balanceError: "400" } } });
    const call = () => createNovita(options).seedream5Lite({ prompt });
    await expect(call()).rejects.toMatchObject({ name: "InsufficientCreditsError", status: 400 });
    mocked.setSwitch("novita", "balanceError", "403");
    await expect(call()).rejects.toMatchObject({ name: "InsufficientCreditsError", status: 403 });
  });

  test.each([
    [{ kind: "status", status: 503 }, "OutcomeUnknownError"],
    [{ kind: "malformed" }, "ResponseValidationError"],
    [{ kind: "truncate" }, "ResponseValidationError"],
    [{ kind: "html", status: 502 }, "OutcomeUnknownError"],
  ] as const)("plays the fault %j", async (fault, name) => {
    const mocked = start();
    mocked.inject({ fault });
    await expect(createNovita(options).seedream5Lite({ prompt })).rejects.toMatchObject({ name });
    expect(mocked.requests).toHaveLength(1);
  });

  test("a 429 with its wait is waited for", async () => {
    const mocked = start();
    mocked.inject({ fault: { kind: "status", status: 429, wait: { ms: 3000, as: "retry-after-seconds" } } });
    expect((await createNovita(options).seedream5Lite({ prompt })).images).toHaveLength(1);
    const [refused, accepted] = mocked.requests;
    expect((accepted?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(3000);
  });

  test("a broken connection is not for MSW to play, and an unknown provider is named", () => {
    const mocked = start();
    const broken = { kind: "reset", when: "after" } as const;
    expect(() => mocked.inject({ fault: broken })).toThrow("startEmulator alone");
    expect(() => mocked.addFault("reset=after")).toThrow("startEmulator alone");
    const faults = [{ id: "1", matched: 0, met: 0, drawn: 1, rule: { fault: broken } }];
    mocked.setSwitch("novita", "imageForm", "base64");
    expect(() => mocked.loadState({ ...start().saveState(), faults })).toThrow("startEmulator alone");
    expect([mocked.faults(), mocked.switches.novita?.imageForm]).toEqual([[], "base64"]);
    expect(() => handlers([novita], { faults: ["reset=after"] })).toThrow("startEmulator alone");
    expect(() => handlers([novita], { baseUrls: { acme: "http://127.0.0.1:4999" } })).toThrow('no provider "acme"');
    expect(() => handlers([novita], { balances: { acme: 1 } })).toThrow('no provider "acme"');
  });
});

test("nothing that a browser loads imports a module of Node", async () => {
  const { browserGraph } = await import("./testing/browser-graph.ts");
  const graph = await browserGraph(new URL("./browser.ts", import.meta.url));
  expect(graph.files.length).toBeGreaterThan(20);
  // Of core it loads the check of options, which runs in browsers as the clients do.
  expect(graph.packages.sort()).toEqual(["@seedbed/core/emulation", "ajv-formats", "ajv/dist/2020.js", "msw"]);
});
