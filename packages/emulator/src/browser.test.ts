import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundlePage, workerScript } from "./testing/bundle-page.ts";
import { findChromium } from "./testing/find-chromium.ts";

const executablePath = findChromium(process.env);
if (executablePath === null) console.warn("MSW's worker is not tried: no Chromium in CHROMIUM_PATH or on the path.");

/** Runs in the page. Nothing but the worker answers: no provider's host is reached. */
const page = `
  import { setupWorker } from "msw/browser";
  import { emulateWithMsw } from "./browser.ts";
  import { emulation as novita } from "../../novita/emulation/index.ts";
  import { emulation as segmind } from "../../segmind/emulation/index.ts";
  import { createClock } from "../../core/src/index.ts";
  import { createNovita } from "../../novita/src/index.ts";
  import { createSegmind } from "../../segmind/src/index.ts";

  const timeScale = 100;
  const mocked = emulateWithMsw([novita, segmind], { timeScale });
  await setupWorker(...mocked.handlers).start({ onUnhandledFrame: "bypass", quiet: true });
  const options = { apiKey: "any", allowBrowser: true, clock: createClock(timeScale), timeoutMs: 30_000_000 };
  const clients = { novita: createNovita(options), segmind: createSegmind(options) };

  window.generate = async (provider, operation, body) => {
    const { images: [image] } = await clients[provider][operation](body);
    const drawn = await createImageBitmap(new Blob([image.bytes], { type: image.mediaType }));
    return { mediaType: image.mediaType, said: [image.width, image.height], drawn: [drawn.width, drawn.height] };
  };
  window.fail = (fault, body) => {
    mocked.inject({ fault });
    return clients.novita.seedream5Lite(body).then(() => "no error", (error) => error.name);
  };
  window.served = () => mocked.requests.map(({ provider, status }) => [provider, status]);
`;

describe.skipIf(executablePath === null)("a page in Chromium, with MSW's service worker", () => {
  let browser: Browser;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const script = await bundlePage(page, new URL("./page.ts", import.meta.url));
    const served: Record<string, readonly [mediaType: string, text: string]> = {
      "/": ["text/html", `<!doctype html><title>page</title><script type="module" src="/page.js"></script>`],
      "/page.js": ["text/javascript", script],
      "/mockServiceWorker.js": ["text/javascript", await workerScript()],
    };
    server = createServer(({ url = "" }, response) => {
      const [mediaType, text] = served[url] ?? ["text/plain", ""];
      response.writeHead(url in served ? 200 : 404, { "content-type": mediaType }).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // A server that listens on a port has an address, and it is not a pipe's name.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({
      timeout: 300_000,
      executablePath: executablePath ?? "",
      args: [
        "--no-sandbox",
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test("a client in the page makes an image of the right size, and sees what goes wrong", async () => {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(300_000); // on a busy machine
    const errors: string[] = [];
    tab.on("pageerror", (error) => errors.push(String(error)));
    await tab.goto(url);
    await tab.waitForFunction("window.generate !== undefined");

    const size = [2496, 1664];
    expect(await tab.evaluate(`generate("novita", "seedream5Lite", { prompt: "a fox", size: "2496x1664" })`)).toEqual({
      mediaType: "image/jpeg",
      said: size,
      drawn: size,
    });
    const v3 = `generate("segmind", "seedreamV3TextToImage", { prompt: "a fox", aspect_ratio: "1:1" })`;
    expect(await tab.evaluate(v3)).toMatchObject({ mediaType: "image/jpeg" });
    expect(await tab.evaluate(`fail({ kind: "status", status: 503 }, { prompt: "a fox" })`)).toBe(
      "OutcomeUnknownError",
    );
    expect(await tab.evaluate("served()")).toEqual([
      ["novita", 200],
      ["segmind", 200],
      ["novita", 503],
    ]);
    expect(errors).toEqual([]);
  });
});
