import type { ImageRequest } from "@seedbed/core/emulation";
import { afterEach, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src/index.ts";
import threeDAIStudio from "./index.ts";

const generate = "/v1/images/seedream/v5/lite/generate/";
const edit = "/v1/images/seedream/v5/lite/edit/";
const pixel = "data:image/png;base64,iVBORw0KGgo=";
/** In place of an image its request, so that tests see what is to be drawn. */
const draw = async (request: ImageRequest) => new TextEncoder().encode(JSON.stringify(request));

interface Status {
  status: string;
  progress: number;
  failure_reason?: string | null;
  results?: Record<string, string>[] | null;
}

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (switches: Record<string, string | number | boolean> = {}, options: EmulatorOptions = {}) => {
  const settings = { timeScale: 10_000, rateLimits: false, draw, ...options } as const;
  emulator = await startEmulator([threeDAIStudio], { ...settings, switches: { "3daistudio": switches } });
};
const call = (path: string, init: RequestInit = {}) =>
  fetch(`${emulator.baseUrls["3daistudio"]}${path}`, {
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    ...init,
  });
const post = (path: string, body: unknown) => call(path, { method: "POST", body: JSON.stringify(body) });
const submit = async (body: object = {}, path = generate) =>
  ((await (await post(path, { prompt: "fox", ...body })).json()) as { task_id: string }).task_id;
const poll = async (taskId: string) =>
  (await call(`/v1/generation-request/${taskId}/status/`)).json() as Promise<Status>;
/** Tasks take 40 seconds for an image at most. */
const finish = async (taskId: string, images = 1) => {
  await emulator.clock.sleep(40_000 * images);
  return poll(taskId);
};
const refusal = async (response: Response) => [response.status, await response.json()];
const balance = () => emulator.wallets["3daistudio"]?.balance();

describe("the sample requests of the seed", () => {
  test("generate succeeds, and its task finishes with two images", async () => {
    await start();
    const body = {
      prompt: "a photorealistic product shot of a leather watch",
      image_size: "landscape_16_9",
      num_images: 2,
    };
    const response = await post(generate, body);
    const submitted = (await response.json()) as { task_id: string };
    expect([response.status, submitted]).toEqual([
      200,
      {
        task_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    ]);
    const { status, progress, results } = await finish(submitted.task_id, 2);
    expect([status, progress, results?.length]).toEqual(["FINISHED", 100, 2]);
    expect(Object.keys(results?.[0] ?? {})).toEqual(["asset_url", "asset", "asset_type", "thumbnail"]);
    const image = await (await fetch(results?.[1]?.asset ?? "")).json();
    expect(image).toMatchObject({ width: 2848, height: 1600, index: 2, count: 2, prompt: body.prompt });
  });

  test("edit succeeds once its cut-off image is whole", async () => {
    await start();
    const body = { prompt: "Add a warm sunset lighting to this scene", image_size: "auto_2K" };
    expect((await post(edit, { ...body, image_urls: ["data:image/png;base64,iVBOR..."] })).status).toBe(400);
    expect((await post(edit, { ...body, image_urls: [pixel] })).status).toBe(200);
  });
});

describe("a request", () => {
  test.each([
    ["no key", {}],
    ["a bad key", { authorization: "Bearer invalid" }],
  ])("with %s is refused with 401", async (_name, headers) => {
    await start();
    const response = await call(generate, { method: "POST", headers: headers as Record<string, string> });
    expect(await refusal(response)).toEqual([401, { error: expect.any(String), error_code: "invalid_api_key" }]);
  });

  test.each([
    ["no prompt", generate, { prompt: undefined }],
    ["a size that is not offered", generate, { image_size: "2K" }],
    ["too many images", generate, { num_images: 7 }],
    ["a negative seed", generate, { seed: -1 }],
    ["a field that is not known", generate, { steps: 4 }],
    ["no images to edit", edit, {}],
    ["too many images to edit", edit, { image_urls: Array(11).fill(pixel) }],
    ["an address to edit", edit, { image_urls: ["https://example.com/fox.png"] }],
  ])("with %s is refused with 400", async (_name, path, body) => {
    await start();
    const response = await post(path, { prompt: "fox", ...body });
    expect(await refusal(response)).toEqual([400, { error: expect.any(String), error_code: "validation_failed" }]);
    expect(balance()).toBe(1000);
  });

  test.each([
    ["error/error_code", "lower", { error: "Not found.", error_code: "not_found" }],
    ["message/code", "upper", { message: "Not found.", code: "NOT_FOUND" }],
    ["detail/code", "lower", { detail: "Not found.", code: "not_found" }],
  ])("is refused in the form %s, %s", async (errorKeys, errorCodeCase, body) => {
    await start({ errorKeys, errorCodeCase });
    expect(await refusal(await call("/v1/generation-request/unknown/status/"))).toEqual([404, body]);
  });

  test("of another method or type is refused", async () => {
    await start();
    expect((await call(generate)).status).toBe(405);
    const headers = { authorization: "Bearer key", "content-type": "text/plain" };
    expect((await call(generate, { method: "POST", headers, body: "fox" })).status).toBe(415);
    expect((await call("/v1/other/")).status).toBe(404);
  });

  test.each([
    ["redirect", 301],
    ["not-found", 404],
    ["served", 200],
  ])("without the final slash is met by the switch: %s", async (missingSlash, status) => {
    await start({ missingSlash });
    const body = JSON.stringify({ prompt: "fox" });
    const response = await call(generate.slice(0, -1), { method: "POST", body, redirect: "manual" });
    expect(response.status).toBe(status);
    const location = new URL(response.headers.get("location") ?? "", response.url).pathname;
    if (status === 301) expect(location).toBe(`/3daistudio${generate}`);
  });

  test.each([
    ["editUrls", "accepted", edit, { image_urls: ["https://example.com/fox.png"] }, 200],
    ["unknownFields", "ignored", generate, { steps: 4 }, 200],
    ["submitStatus", 201, generate, {}, 201],
  ])("is judged by the switch %s: %s", async (name, value, path, body, status) => {
    await start({ [name]: value });
    expect((await post(path, { prompt: "fox", ...body })).status).toBe(status);
  });
});

describe("credits", () => {
  test("are taken at once, ten for each image, and refused with 402 when they are short", async () => {
    await start({}, { balances: { "3daistudio": 35 } });
    await submit({ num_images: 3 });
    expect(balance()).toBe(5);
    const response = await post(generate, { prompt: "fox" });
    expect(await refusal(response)).toEqual([402, { error: expect.any(String), error_code: "insufficient_credits" }]);
  });

  test.each(["failed", "moderated"] as const)("come back when a task is %s", async (kind) => {
    await start({}, { timeScale: 1 }); // there is time to look at the wallet before it fails
    emulator.inject({ fault: { kind } });
    const taskId = await submit();
    expect(balance()).toBe(990);
    await emulator.clock.advance(40_000);
    expect(await poll(taskId)).toEqual({
      status: "FAILED",
      progress: 0,
      results: null,
      failure_reason: expect.any(String),
    });
    expect(balance()).toBe(1000);
  });
});

describe("the rate limit", () => {
  const limited = { rateLimits: {}, timeScale: 1 } as const;

  test("lets three requests a minute pass, polls among them, and tells the wait", async () => {
    await start({}, limited);
    const taskId = await submit();
    await poll(taskId);
    await poll(taskId);
    const response = await call(`/v1/generation-request/${taskId}/status/`);
    const seconds = response.headers.get("retry-after");
    expect(await refusal(response)).toEqual([
      429,
      { error: `Request was throttled. Expected available in ${seconds} seconds.`, error_code: "RATE_LIMITED" },
    ]);
    await emulator.clock.advance(Number(seconds) * 1000);
    expect((await call(`/v1/generation-request/${taskId}/status/`)).status).toBe(200);
  });

  test("leaves polls out, the header away and the code small where the switches say so", async () => {
    await start({ pollsCount: false, retryAfter: "off", throttledCode: "rate_limited" }, limited);
    const taskId = await submit();
    for (let count = 0; count < 5; count++) expect((await poll(taskId)).status).not.toBeUndefined();
    await submit();
    await submit();
    const response = await post(generate, { prompt: "fox" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, null]);
    expect(await response.json()).toMatchObject({ error_code: "rate_limited" });
  });
});

describe("a task", () => {
  test("waits, runs and finishes, its progress growing", async () => {
    await start({}, { timeScale: 1 });
    const taskId = await submit();
    const seen: Status[] = [];
    for (let last = ""; last !== "FINISHED"; last = seen.at(-1)?.status ?? "") {
      seen.push(await poll(taskId));
      await emulator.clock.advance(1000);
    }
    expect([...new Set(seen.map(({ status }) => status))]).toEqual(["PENDING", "IN_PROGRESS", "FINISHED"]);
    const progress = seen.map((state) => state.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(new Set(progress).size).toBeGreaterThan(4);
  });

  test.each([
    ["null", { status: "PENDING", progress: 0, results: null }],
    ["empty", { status: "PENDING", progress: 0, results: [] }],
    ["absent", { status: "PENDING", progress: 0 }],
  ])("that is unfinished has results: %s", async (pendingResults, want) => {
    await start({ pendingResults }, { timeScale: 1 });
    expect(await poll(await submit())).toEqual(want);
  });

  test("has the newer shape where the switch says so", async () => {
    await start({ resultShape: "newer", editAssetType: "EDITED_IMAGE" });
    const status = await finish(await submit({ image_urls: [pixel] }, edit));
    expect(status).toEqual({
      status: "FINISHED",
      progress: 100,
      failure_reason: null,
      results: [{ asset: expect.any(String), asset_type: "EDITED_IMAGE", metadata: null }],
    });
  });

  test("gives the same addresses at every poll", async () => {
    await start();
    const taskId = await submit();
    expect(await finish(taskId)).toEqual(await poll(taskId));
  });

  test.each([
    ["neverEnding", "IN_PROGRESS"],
    ["unknownState", "MODERATING"],
  ] as const)("ordered to be %s stays %s", async (kind, status) => {
    await start();
    emulator.inject({ provider: "3daistudio", operationId: "seedreamV5LiteGenerate", fault: { kind } });
    const taskId = await submit();
    expect((await finish(taskId)).status).toBe(status);
    expect((await finish(await submit())).status).toBe("FINISHED");
  });

  test.each([
    ["not-found", 404, { error_code: "not_found" }],
    ["gone", 410, { error_code: "expired" }],
    ["empty-results", 200, { status: "FINISHED", results: [] }],
  ])("that has expired is answered by the switch: %s", async (expiredAnswer, status, body) => {
    await start({ expiredAnswer });
    emulator.inject({ fault: { kind: "expired" } });
    const taskId = await submit();
    await emulator.clock.sleep(40_000);
    const response = await call(`/v1/generation-request/${taskId}/status/`);
    expect(await refusal(response)).toEqual([status, expect.objectContaining(body)]);
  });

  test("loses its results a day after it finished", async () => {
    await start({}, { timeScale: 1 });
    const taskId = await submit();
    await emulator.clock.advance(40_000);
    const { results } = await poll(taskId);
    const asset = results?.[0]?.asset ?? "";
    expect((await fetch(asset)).status).toBe(200);
    await emulator.clock.advance(86_400_000);
    expect((await call(`/v1/generation-request/${taskId}/status/`)).status).toBe(404);
    expect((await fetch(asset)).status).toBe(404);
  });
});

describe("the wallet", () => {
  const wallet = async (path: string) => refusal(await call(path));

  test("goes down with each generation, as a decimal number in a text", async () => {
    await start({}, { balances: { "3daistudio": 150 } });
    expect(await wallet("/account/user/wallet/")).toEqual([200, { balance: "150.00" }]);
    await submit();
    expect(await wallet("/user/wallet/")).toEqual([200, { balance: "140.00" }]);
  });

  test.each([
    ["newer", [200, 404]],
    ["older", [404, 200]],
  ])("is at the %s path alone where the switch says so", async (walletPath, statuses) => {
    await start({ walletPath });
    const found = await Promise.all(["/account/user/wallet/", "/user/wallet/"].map(wallet));
    expect(found.map(([status]) => status)).toEqual(statuses);
  });
});
