import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findChromium } from "../../../packages/emulator/src/testing/find-chromium.ts";
import { clients, type Installed, installTarballs } from "./install-tarballs.ts";
import { nodes } from "./nodes.ts";
import { type PageServer, startPageServer } from "./page-server.ts";
import { startProviders } from "./start-providers.ts";

const executablePath = findChromium(process.env);
if (executablePath === null) console.warn("The page is not tried: no Chromium in CHROMIUM_PATH or on the path.");

const apiKey = "SG_0123456789abcdef";
const operation = "/api/seedbed/segmind/v1/seedream-v3-text-to-image";
const body = JSON.stringify({ prompt: "a fox", aspect_ratio: "1:1" });
const json = { "content-type": "application/json" };

describe.skipIf(executablePath === null)("the example's page in Chromium, from the tarballs, through the proxy", () => {
  let installed: Installed;
  let providers: Awaited<ReturnType<typeof startProviders>>;
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  /** Everything that the browser was given: headers and bodies. */
  let received: { url: string; text: Promise<string> }[];

  beforeAll(async () => {
    [installed, providers] = await Promise.all([installTarballs(clients), startProviders()]);
    const emulatorUrl = providers.baseUrls.segmind ?? "";
    server = await startPageServer(nodes[20], installed.folder, { apiKey, emulatorUrl });
    const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
    browser = await chromium.launch({ timeout: 300_000, executablePath: executablePath ?? "", args });
  });
  afterAll(() => Promise.all([browser?.close(), server?.close(), providers?.close(), installed?.remove()]));

  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(300_000); // on a busy machine
    received = [];
    page.on("response", (response) => {
      const whole = Promise.all([response.allHeaders(), response.body().catch(() => "")]);
      const text = whole.then(([headers, bytes]) => JSON.stringify(headers) + String(bytes));
      received.push({ url: response.url(), text });
    });
    await page.goto(server.url);
    providers.setSwitch("segmind", "responseForm", "bytes");
  });

  async function makeImage(): Promise<void> {
    await page.fill("textarea", "a fox in the snow");
    await page.click("button");
    await page.waitForSelector("[data-state=done], [data-state=failed]");
  }

  /** The status that a script in the page gets. */
  const asked = (path: string, init: RequestInit): Promise<number> =>
    page.evaluate(`fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).then(({ status }) => status)`);

  test("an image appears, and the key is in nothing that the browser was given", async () => {
    await makeImage();
    expect(await page.textContent("output")).toBe("1 x 1 pixels, 0.037 USD");
    expect(await page.evaluate("document.querySelector('img').naturalWidth")).toBe(1);
    expect(await page.getAttribute("img", "alt")).toBe("a fox in the snow");

    const stored = await page.evaluate(
      "JSON.stringify([localStorage, sessionStorage, document.documentElement.outerHTML])",
    );
    const cookies = JSON.stringify(await page.context().cookies());
    const texts = await Promise.all(received.map(({ text }) => text));
    expect(received.map(({ url }) => url.replace(server.url, ""))).toEqual(
      expect.arrayContaining(["/", "/page.js", operation]),
    );
    expect(texts.join()).toContain("createSegmind");
    for (const text of [...texts, stored, cookies, server.script]) expect(text).not.toContain(apiKey.slice(3));
    expect(providers.requests.at(-1)).toMatchObject({ provider: "segmind", status: 200 });
  });

  test("an image on a host that lets no page read it is shown from where it lies", async () => {
    providers.setSwitch("segmind", "responseForm", "json");
    await makeImage();
    expect(await page.getAttribute("img", "src")).toContain(providers.filesUrl);
    await page.waitForFunction("document.querySelector('img').naturalWidth === 1");
    expect(await page.textContent("output")).toContain("could not be fetched");
  });

  test("what the server does not let pass is refused, and nothing is sent", async () => {
    const post = { method: "POST", body, headers: json };
    const before = providers.requests.length;
    expect({
      "another operation": await asked("/api/seedbed/segmind/v1/seedream-v5-lite-text-to-image", post),
      "another method": await asked(operation, {}),
      "a query": await asked(`${operation}?a=1`, post),
      "a body that is too large": await asked(operation, { ...post, body: " ".repeat(100_001) }),
      "a body that is not valid JSON": await asked(operation, { ...post, headers: {} }),
    }).toEqual({
      "another operation": 404,
      "another method": 405,
      "a query": 400,
      "a body that is too large": 413,
      "a body that is not valid JSON": 415,
    });
    expect(providers.requests.length).toBe(before);
  });

  test("without the visitor's cookie nothing reaches the provider", async () => {
    const before = providers.requests.length;
    const answer = await fetch(server.url + operation, { method: "POST", body, headers: json });
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: "proxy_not_authorized" }]);
    await page.context().clearCookies();
    await makeImage();
    expect(await page.textContent("output")).toMatch(/failed with 401: The application does not let this pass/);
    expect(providers.requests.length).toBe(before);
  });

  test("a page of another origin is refused", async () => {
    const before = providers.requests.length;
    await page.goto(server.url.replace("127.0.0.1", "localhost"));
    const init = { method: "POST", body, headers: json, credentials: "include" } as const;
    await expect(asked(server.url + operation, init)).rejects.toThrow("Failed to fetch");
    const simple = { method: "POST", body, mode: "no-cors", credentials: "include" } as const;
    expect(await asked(server.url + operation, simple)).toBe(0);
    expect(providers.requests.length).toBe(before);
  });
});
