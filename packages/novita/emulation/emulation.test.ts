import type { ImageRequest } from "@seedbed/core/emulation";
import { afterEach, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/src/index.ts";
import novita from "./index.ts";

const path = "/v3/seedream-5.0-lite";
/** In place of an image its request, so that tests see what is to be drawn. */
const draw = async (request: ImageRequest) => new TextEncoder().encode(JSON.stringify(request));

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (switches: Record<string, string | number> = {}, options: EmulatorOptions = {}) => {
  emulator = await startEmulator([novita], { timeScale: 10_000, draw, switches: { novita: switches }, ...options });
};
const post = (body: unknown, headers: Record<string, string> = { authorization: "Bearer key" }) =>
  fetch(`${emulator.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const refusal = async (response: Response) => {
  const { code, reason, metadata } = (await response.json()) as Record<string, unknown>;
  expect([code, metadata]).toEqual([response.status, {}]);
  return [code, reason];
};
const imagesOf = async (response: Response) => ((await response.json()) as { images: string[] }).images;
const requestOf = async (response: Response) => {
  const [url = ""] = await imagesOf(response);
  return (await fetch(url)).json();
};

const template = {
  size: "<string>",
  image: [{}],
  prompt: "<string>",
  watermark: true,
  optimize_prompt_options: { mode: "<string>" },
  sequential_image_generation: "<string>",
  sequential_image_generation_options: { max_images: 123 },
};

const references = (count: number) => Array(count).fill("https://example.com/fox.png");
const sequence = (max_images: number) => ({
  sequential_image_generation: "auto",
  sequential_image_generation_options: { max_images },
});

describe("the sample of the seed", () => {
  test("is refused as printed, being a template", async () => {
    await start();
    expect(await refusal(await post(template))).toEqual([400, "INVALID_REQUEST_BODY"]);
  });

  test("succeeds with its placeholders filled", async () => {
    await start();
    const response = await post({
      size: "2048x2048",
      image: ["https://example.com/reference.png"],
      prompt: "A watercolour fox in three seasons",
      watermark: true,
      optimize_prompt_options: { mode: "standard" },
      sequential_image_generation: "auto",
      sequential_image_generation_options: { max_images: 3 },
    });
    expect([response.status, await imagesOf(response)]).toEqual([
      200,
      Array(3).fill(expect.stringContaining("/files/")),
    ]);
  });
});

describe("a request", () => {
  test.each([
    ["observed", {}, 401, "FAILED_TO_AUTH"],
    ["observed", { authorization: "Bearer invalid" }, 401, "FAILED_TO_AUTH"],
    ["table", {}, 400, "MISSING_API_KEY"],
    ["table", { authorization: "Bearer invalid" }, 403, "INVALID_API_KEY"],
  ])("with a bad key is refused as %s", async (authErrors, headers, status, reason) => {
    await start({ authErrors });
    expect(await refusal(await post({ prompt: "fox" }, headers as Record<string, string>))).toEqual([status, reason]);
  });

  test("for another path or method is refused in the same form", async () => {
    await start();
    expect(await refusal(await fetch(`${emulator.baseUrls.novita}/v3/other`))).toEqual([404, "API_NOT_FOUND"]);
    expect(await refusal(await fetch(`${emulator.url}${path}`))).toEqual([405, "METHOD_NOT_ALLOWED"]);
  });

  test.each([
    ["no JSON", "{", "INVALID_REQUEST_BODY"],
    ["no prompt", {}, "INVALID_REQUEST_BODY"],
    ["a field that is not known", { prompt: "fox", steps: 4 }, "INVALID_REQUEST_BODY"],
    ["an object for an image", { prompt: "fox", image: [{}] }, "INVALID_REQUEST_BODY"],
    ["an empty list of images", { prompt: "fox", image: [] }, "INVALID_REQUEST_BODY"],
    ["an image that is none", { prompt: "fox", image: ["fox.png!"] }, "INVALID_IMAGE_FORMAT"],
    ["too few pixels", { prompt: "fox", size: "1920x1919" }, "INVALID_IMAGE_SIZE"],
    ["too many pixels", { prompt: "fox", size: "3226x3226" }, "INVALID_IMAGE_SIZE"],
    ["too wide an image", { prompt: "fox", size: "8000x480" }, "INVALID_IMAGE_SIZE"],
    ["a tier that is not offered", { prompt: "fox", size: "4K" }, "INVALID_IMAGE_SIZE"],
    [
      "too long a sequence",
      { prompt: "fox", sequential_image_generation_options: { max_images: 16 } },
      "INVALID_REQUEST_BODY",
    ],
  ])("with %s is refused with 400", async (_name, body, reason) => {
    await start();
    expect(await refusal(await post(body))).toEqual([400, reason]);
    expect(emulator.wallets.novita?.balance()).toBe(10);
  });

  test.each([
    ["imageItems", "strings-or-objects", { image: [{ url: "https://example.com/fox.png" }] }, 200],
    ["imageItems", "strings-or-objects", { image: [{}] }, 400],
    ["plainBase64", "accepted", { image: ["iVBORw0K"] }, 200],
    ["plainBase64", "refused", { image: ["iVBORw0K"] }, 400],
    ["plainBase64", "refused", { image: ["data:image/png;base64,iVBORw0K"] }, 200],
    ["optimizeModes", "standard", { optimize_prompt_options: { mode: "fast" } }, 400],
    ["optimizeModes", "any", { optimize_prompt_options: { mode: "fast" } }, 200],
    ["unknownFields", "ignored", { steps: 4 }, 200],
    ["sizeLimits", "upstream", { size: "4K" }, 200],
    ["sizeLimits", "upstream", { size: "4096x4096" }, 200],
    ["sizeLimits", "upstream", { size: "4097x4096" }, 400],
    ["sizeLimits", "upstream", { size: "1920x1919" }, 400],
    ["totalImages", "fifteen", { image: references(1), ...sequence(15) }, 400],
    ["totalImages", "fifteen", { image: references(1), ...sequence(14) }, 200],
    ["totalImages", "fifteen", { image: references(14), sequential_image_generation: "auto" }, 400],
    [
      "totalImages",
      "fifteen",
      { image: references(14), ...sequence(15), sequential_image_generation: "disabled" },
      200,
    ],
    ["totalImages", "unlimited", { image: references(14), ...sequence(15) }, 200],
  ])("is judged by the switch %s: %s, %j", async (name, value, body, status) => {
    await start({ [name]: value });
    expect((await post({ prompt: "fox", ...body })).status).toBe(status);
  });

  test.each([
    ["403", [403, "NOT_ENOUGH_BALANCE"]],
    ["400", [400, "BILLING_BALANCE_NOT_ENOUGH"]],
  ])("beyond the balance is refused with %s", async (balanceError, want) => {
    await start({ balanceError }, { balances: { novita: 0.034 } });
    expect(await refusal(await post({ prompt: "fox" }))).toEqual(want);
  });

  test("beyond a limit is refused with 429", async () => {
    await start({}, { rateLimits: { novita: { requests: 0, perMs: 60_000 } } });
    expect(await refusal(await post({ prompt: "fox" }))).toEqual([429, "RATE_LIMIT_EXCEEDED"]);
  });
});

describe("an answer", () => {
  test.each([
    [undefined, 2048, 2048],
    ["2K", 2048, 2048],
    ["3K", 3072, 3072],
    ["3136x1344", 3136, 1344],
    ["7680x480", 7680, 480],
  ])("for size %s has %i by %i pixels and a watermark", async (size, width, height) => {
    await start();
    const image = await requestOf(await post({ prompt: "fox", size }));
    expect(image).toMatchObject({ width, height, watermark: true, label: "Novita (emulated)" });
  });

  test("has the observed shape for a tier where the switch says so, and no watermark on request", async () => {
    await start({ tierSize: "observed" });
    const image = await requestOf(await post({ prompt: "fox", size: "2K", watermark: false }));
    expect(image).toMatchObject({ width: 2720, height: 1536, watermark: false });
  });

  test.each([
    ["url", /^http:\/\/127\.0\.0\.1:\d+\/files\/.+\.jpeg$/],
    ["base64", /^eyJ/],
    ["data-uri", /^data:image\/jpeg;base64,eyJ/],
  ])("holds images as %s", async (imageForm, form) => {
    await start({ imageForm });
    expect(await imagesOf(await post({ prompt: "fox" }))).toEqual([expect.stringMatching(form)]);
  });

  test.each([
    ["disabled", 3, {}, 1],
    ["auto", 3, {}, 3],
    ["auto", undefined, {}, 15],
    ["auto", undefined, { sequentialDefault: 4 }, 4],
    ["auto", 5, { sequentialCount: 2 }, 2],
  ])("to %s with max_images %s and %j has %i", async (sequential_image_generation, max_images, switches, want) => {
    await start(switches);
    const options = max_images === undefined ? {} : { sequential_image_generation_options: { max_images } };
    const images = await imagesOf(await post({ prompt: "fox", sequential_image_generation, ...options }));
    expect(images).toHaveLength(want);
    expect(emulator.wallets.novita?.balance()).toBeCloseTo(10 - want * 0.035, 9);
  });

  test.each([
    ["omitted", 2],
    ["empty", 3],
    ["null", 3],
  ])("with a moderated image leaves it %s, unbilled", async (moderatedImage, count) => {
    await start({ moderatedImage });
    emulator.inject({ fault: { kind: "moderated" } });
    const images = await imagesOf(await post({ prompt: "fox", ...sequence(3) }));
    expect(images).toHaveLength(count);
    expect(images.filter(Boolean)).toHaveLength(2);
    expect(emulator.wallets.novita?.balance()).toBe(9.93);
  });

  test.each([
    ["moderated", 400, "ILLEGAL_PROMPT"],
    ["failed", 500, "TASK_FAILED"],
  ] as const)("to a single image that is %s is an error, and costs nothing", async (kind, status, reason) => {
    await start();
    emulator.inject({ fault: { kind } });
    expect(await refusal(await post({ prompt: "fox" }))).toEqual([status, reason]);
    expect(emulator.wallets.novita?.balance()).toBe(10);
  });

  test("that refuses uses no fault of a generation up", async () => {
    await start({}, { balances: { novita: 0.035 }, faults: ["novita:failed"] });
    const refused = [await post({}), await post("{"), await post({ prompt: "fox" }, {})];
    const dear = await post({ prompt: "fox", ...sequence(3) });
    expect([...refused, dear].map(({ status }) => status)).toEqual([400, 400, 401, 403]);
    expect(await refusal(await post({ prompt: "fox" }))).toEqual([500, "TASK_FAILED"]);
  });

  test("has a trace id, also when it refuses, unless the switch says otherwise", async () => {
    await start();
    expect((await post({ prompt: "fox" })).headers.get("x-trace-id")).toMatch(/^[0-9a-f]{32}$/);
    expect((await post({})).headers.get("x-trace-id")).toMatch(/^[0-9a-f]{32}$/);
    emulator.setSwitch("novita", "traceHeader", "absent");
    expect((await post({})).headers.get("x-trace-id")).toBeNull();
  });

  test("that a test orders has a trace id, too, by the same switch", async () => {
    await start();
    for (const want of [expect.stringMatching(/^[0-9a-f]{32}$/), null]) {
      emulator.order("novita", "seedream5Lite", 503);
      expect((await post({ prompt: "fox" })).headers.get("x-trace-id")).toEqual(want);
      emulator.setSwitch("novita", "traceHeader", "absent");
    }
  });

  test("comes when the generation is done", async () => {
    await start({}, { timeScale: 200 });
    const before = emulator.clock.now();
    await post({ prompt: "fox" });
    expect(emulator.clock.now() - before).toBeGreaterThan(12_000);
  });

  test("holds addresses that die in time", async () => {
    await start({ urlLifetimeHours: 1, mediaType: "image/png" }, { timeScale: 1, latencyScale: 0 });
    const [url = ""] = await imagesOf(await post({ prompt: "fox" }));
    expect((await fetch(url)).headers.get("content-type")).toBe("image/png");
    await emulator.clock.advance(3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });
});
