import type { ImageRequest } from "@seedbed/core/emulation";
import { afterEach, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, type Fault, startEmulator } from "../../emulator/src/index.ts";
import segmind from "./index.ts";

const textToImage = "/v2/seedream-v5-lite-text-to-image";
const hour = 3_600_000;
/** In place of an image its request, so that tests see what is to be drawn. */
const draw = async (request: ImageRequest) => new TextEncoder().encode(JSON.stringify(request));

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (switches: Record<string, string | number | boolean> = {}, options: EmulatorOptions = {}) => {
  emulator = await startEmulator([segmind], { timeScale: 1, draw, switches: { segmind: switches }, ...options });
};
const ask = async (path: string, init: RequestInit = {}) => {
  const headers = { "content-type": "application/json", "x-api-key": "key" };
  const response = await fetch(`${emulator.baseUrls.segmind}${path}`, { headers, ...init });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const post = (body: object, path = textToImage) => ask(path, { method: "POST", body: JSON.stringify(body) });
const balance = () => emulator.wallets.segmind?.balance();

/** Submits, and lets the request come to its end. */
async function ended(body: object = { prompt: "fox" }, milliseconds = 200_000) {
  const { request_id } = (await post(body)).body;
  await emulator.clock.advance(milliseconds);
  const path = `/v2/requests/${request_id}`;
  return { path, status: () => ask(`${path}/status`), result: () => ask(path) };
}

test("a submit answers as the page shows it, and takes the price at once", async () => {
  await start();
  const { status, body } = await post({ prompt: "fox" });
  const id = String(body.request_id);
  expect([status, body]).toEqual([
    200,
    {
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: "QUEUED",
      poll_url: `${emulator.baseUrls.segmind}/v1/requests/${id}`,
      status_url: `${emulator.baseUrls.segmind}/v2/requests/${id}/status`,
      response_url: `${emulator.baseUrls.segmind}/v2/requests/${id}`,
    },
  ]);
  expect(balance()).toBeCloseTo(9.965);
});

test("its addresses lead back to where it was asked, with the mount and without: a key goes to no real host", async () => {
  await start();
  const headers = { "content-type": "application/json", "x-api-key": "key" };
  for (const base of [emulator.baseUrls.segmind, emulator.url]) {
    const init = { method: "POST", headers, body: '{"prompt":"fox"}' };
    const { status_url } = (await (await fetch(`${base}${textToImage}`, init)).json()) as { status_url: string };
    const polled = (await (await fetch(status_url, { headers })).json()) as { status: string; response_url: string };
    expect([polled.status, status_url]).toEqual(["QUEUED", `${polled.response_url}/status`]);
    expect((await fetch(polled.response_url, { headers })).status).toBe(200);
  }
});

test("of a request its prompt alone is remembered, and a state that has all of it is loaded too", async () => {
  await start();
  const image_input = [`data:image/png;base64,${"A".repeat(4_000_000)}`];
  const { request_id } = (await post({ prompt: "fox", image_input }, "/v2/seedream-v5-lite-image-to-image")).body;
  const state = emulator.saveState();
  expect(JSON.stringify(state).length).toBeLessThan(10_000);
  const tasks = state.providers.segmind?.tasks.map(([id, task]) => [
    id,
    { ...Object(task), body: { prompt: "fox", image_input } },
  ]);
  const segmindState = { ...state.providers.segmind, tasks };
  emulator.loadState({ ...state, providers: { segmind: segmindState } });
  await emulator.clock.advance(200_000);
  expect((await ask(`/v2/requests/${request_id}`)).body).toMatchObject({ status: "COMPLETED", prompt: "fox" });
});

test("a request goes from QUEUED over PROCESSING to COMPLETED", async () => {
  await start({}, { timeScale: 1 });
  const { request_id } = (await post({ prompt: "fox" })).body;
  const states = new Set<unknown>();
  while (!states.has("COMPLETED")) {
    const { status, body } = await ask(`/v2/requests/${request_id}/status`);
    expect(status).toBe(200);
    states.add(body.status);
    await emulator.clock.advance(1000);
  }
  expect([...states]).toEqual(["QUEUED", "PROCESSING", "COMPLETED"]);
});

test("a result has its file, its seed as text and what it cost", async () => {
  await start();
  const { result, status } = await ended({ prompt: "fox", max_images: 2 });
  expect((await status()).body).toEqual({
    status: "COMPLETED",
    request_id: expect.any(String),
    metrics: { inference_time: expect.any(Number) },
  });
  const { body } = await result();
  expect(body).toMatchObject({
    status: "COMPLETED",
    error: null,
    prompt: "fox",
    seed: expect.stringMatching(/^\d+$/),
    images: [{ content_type: "image/jpeg" }, { file_name: "seedream-2.jpeg" }],
    metrics: { cost: 0.035, remaining_credits: expect.closeTo(9.965), queue_time: expect.any(Number) },
  });
  expect(body.output).toBe((body.images as { url: string }[])[0]?.url);
  expect(await (await fetch(String(body.output))).json()).toMatchObject({ prompt: "fox", index: 1, count: 2 });
  expect((await result()).body).toEqual(body);
});

test.each<[string, Record<string, string>, (body: Record<string, unknown>) => void]>([
  ["asyncOutput", { asyncOutput: "list" }, ({ output }) => expect(output).toHaveLength(2)],
  ["asyncImages", { asyncImages: "absent" }, (body) => expect(body).not.toHaveProperty("images")],
])("a result is as the switch %s says", async (_name, switches, look) => {
  await start(switches);
  look((await (await ended({ prompt: "fox", max_images: 2 })).result()).body);
});

test.each([
  ["status", 200],
  ["not-found", 404],
])("a result before the end is, by the switch, %s", async (earlyResult, status) => {
  await start({ earlyResult }, { timeScale: 1 });
  expect((await (await ended({ prompt: "fox" }, 0)).result()).status).toBe(status);
});

test.each(["failed", "moderated"] as const)("one that is %s answers 422 on both, and costs nothing", async (kind) => {
  await start();
  emulator.inject({ fault: { kind } satisfies Fault });
  const { result, status } = await ended();
  for (const answer of [await status(), await result()]) {
    expect(answer).toMatchObject({ status: 422, body: { status: "FAILED", error: expect.any(String) } });
    expect(answer.body.metrics).not.toHaveProperty("cost");
  }
  expect(balance()).toBe(10);
});

test.each<[string, Fault["kind"], object]>([
  ["never ends", "neverEnding", { status: 200, body: { status: "PROCESSING" } }],
  ["ends in a state that is unknown", "unknownState", { status: 200, body: { status: "MODERATING" } }],
  ["is forgotten", "expired", { status: 404 }],
])("one that %s", async (_name, kind, answer) => {
  await start();
  emulator.inject({ fault: { kind } as Fault });
  expect(await (await ended()).status()).toMatchObject(answer);
});

test("a request is kept for an hour, and its file for a week", async () => {
  await start({}, { timeScale: 1 });
  const { path, result, status } = await ended({ prompt: "fox" }, hour / 2);
  const { output } = (await result()).body;
  await emulator.clock.advance(hour / 2);
  const id = path.split("/").at(-1);
  expect(await status()).toEqual({ status: 404, body: { error: `Request ${id} not found` } });
  expect((await fetch(String(output))).status).toBe(200);
});

describe("is refused:", () => {
  test.each<[string, string, RequestInit, number]>([
    ["an unknown request", "/v2/requests/none/status", {}, 404],
    ["a model that is not there", "/v2/seedream-v9", { method: "POST", body: "{}" }, 404],
    ["no prompt", textToImage, { method: "POST", body: "{}" }, 400],
    ["no key", "/v2/requests/none", { headers: {} }, 401],
  ])("%s", async (_name, path, init, status) => {
    await start();
    expect((await ask(path, init)).status).toBe(status);
    expect(balance()).toBe(10);
  });

  test("a POST to a status, with an HTML page", async () => {
    await start();
    const { status, headers } = await fetch(`${emulator.baseUrls.segmind}/v2/requests/1/status`, { method: "POST" });
    expect([status, headers.get("content-type"), headers.get("allow")]).toEqual([405, "text/html", "GET"]);
  });

  test.each([
    [true, 429],
    [false, 404],
  ])("a poll over the limit, where polls count: %s", async (pollsCount, status) => {
    await start({ pollsCount }, { rateLimits: { segmind: { requests: 1, perMs: 60_000_000 } } });
    await post({ prompt: "fox" });
    expect((await ask("/v2/requests/none/status")).status).toBe(status);
  });
});

test("the balance goes down with each generation", async () => {
  await start({}, { balances: { segmind: 1 } });
  expect((await ask("/v1/get-user-credits")).body).toEqual({ credits: 1, "free-credits": 0 });
  await post({ prompt: "fox" });
  expect((await ask("/v1/get-user-credits")).body).toEqual({ credits: 0.965, "free-credits": 0 });
});
