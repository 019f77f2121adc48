import type { ImageRequest } from "@seedbed/core/emulation";
import { afterEach, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, type Fault, startEmulator } from "../../emulator/src/index.ts";
import segmind from "./index.ts";

const textToImage = "/v1/seedream-v5-lite-text-to-image";
const imageToImage = "/v1/seedream-v5-lite-image-to-image";
const v3 = "/v1/seedream-v3-text-to-image";

/** In place of an image its request, so that tests see what is to be drawn. */
const draw = async (request: ImageRequest) => new TextEncoder().encode(JSON.stringify(request));

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (switches: Record<string, string | number> = {}, options: EmulatorOptions = {}) => {
  emulator = await startEmulator([segmind], { timeScale: 10_000, draw, switches: { segmind: switches }, ...options });
};
const post = (path: string, body: unknown, headers: Record<string, string> = { "x-api-key": "key" }) =>
  fetch(`${emulator.baseUrls.segmind}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const refusal = async (response: Response) => {
  const { error } = (await response.json()) as { error: string };
  return [response.status, error];
};

describe("the sample requests of the seeds", () => {
  const cityscape = {
    prompt: "A futuristic cityscape with flying cars at dusk",
    aspect_ratio: "16:9",
    size: "2K",
    max_images: 1,
    optimize_prompt: "standard",
    watermark: false,
  };
  const coat = {
    prompt: "Editorial street style fashion photograph of the model (image attached)",
    image_input: [
      "https://segmind-resources.s3.amazonaws.com/input/c89647be-0069-4ea5-8a4c-3e33008a4db0-164dada0-e4fb-4e86-acfc-69f76cbb3028.jpeg",
      "https://segmind-resources.s3.amazonaws.com/input/c822c946-eee0-46cf-8bdc-58ccadcf8209-finale.jpeg",
    ],
    aspect_ratio: "16:9",
    size: "3K",
    max_images: 1,
    optimize_prompt: "fast",
    watermark: false,
  };
  const garden = {
    aspect_ratio: "16:9",
    prompt: "A flourishing zen garden with cherry blossoms next to a calm koi pond, under a moonlit sky.",
    seed: 12345,
    guidance_scale: 2.5,
  };
  test.each([
    [textToImage, cityscape, [2848, 1600], "0.035"],
    [imageToImage, coat, [4096, 2304], "0.035"],
    [v3, garden, [1280, 720], "0.037"],
  ])("%s succeeds", async (path, body, [width, height], cost) => {
    await start();
    const response = await post(path, body);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(response.headers.get("x-cost")).toBe(cost);
    expect(await response.json()).toMatchObject({ width, height, prompt: body.prompt, label: "Segmind (emulated)" });
  });
});

describe("a request", () => {
  test.each([
    ["no key", {}, "Missing Authorization or x-api-key in header"],
    ["a bad key", { "x-api-key": "invalid" }, expect.stringContaining("API key is invalid")],
    ["a Bearer key alone", { authorization: "Bearer key" }, "Missing Authorization or x-api-key in header"],
  ])("with %s is refused with 401", async (_name, headers, error) => {
    await start();
    expect(await refusal(await post(textToImage, { prompt: "fox" }, headers))).toEqual([401, error]);
  });

  test("may bring a Bearer key where the switch says so", async () => {
    await start({ bearer: "accepted" });
    expect((await post(textToImage, { prompt: "fox" }, { authorization: "Bearer key" })).status).toBe(200);
  });

  test("of another method gets an HTML page with 405", async () => {
    await start();
    const response = await fetch(`${emulator.baseUrls.segmind}${textToImage}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([405, "text/html"]);
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  test("for another model gets 404", async () => {
    await start();
    expect(await refusal(await post("/v1/seedream-v9", {}))).toEqual([404, "Model not found"]);
  });

  test("of another content type gets 406", async () => {
    await start();
    const response = await post(textToImage, "prompt=fox", { "x-api-key": "key", "content-type": "text/plain" });
    expect(await refusal(response)).toEqual([406, "Invalid content type"]);
  });

  test.each([
    ["no JSON", textToImage, "{", "Request body is not valid JSON"],
    ["a list", textToImage, [], expect.stringContaining("must be object")],
    ["no prompt", textToImage, {}, "prompt: this field is required"],
    ["no aspect ratio for v3", v3, { prompt: "fox" }, "aspect_ratio: this field is required"],
    ["a typo", textToImage, { prompt: "fox", aspect_ration: "1:1" }, "aspect_ration: this field is not known"],
    ["too many images", textToImage, { prompt: "fox", max_images: 16 }, "max_images: must be <= 15"],
    ["a seed for v5", textToImage, { prompt: "fox", seed: 1 }, "seed: this field is not known"],
    ["a size that is not offered", textToImage, { prompt: "fox", size: "4K" }, "size: must be one of 2K, 3K"],
    [
      "guidance out of range",
      v3,
      { prompt: "fox", aspect_ratio: "1:1", guidance_scale: 11 },
      "guidance_scale: must be <= 10",
    ],
    [
      "a path for an image",
      imageToImage,
      { prompt: "fox", image_input: ["fox.png"] },
      expect.stringContaining("image_input[0]"),
    ],
    [
      "broken base64",
      imageToImage,
      { prompt: "fox", image_input: ["data:image/png;base64,iVBOR..."] },
      expect.stringContaining("base64"),
    ],
  ])("with %s is refused with 400", async (_name, path, body, error) => {
    await start();
    expect(await refusal(await post(path, body))).toEqual([400, error]);
    expect(emulator.wallets.segmind?.balance()).toBe(10);
  });

  test.each([
    ["enumStatus", 406, { prompt: "fox", size: "4K" }, 406],
    ["unknownFields", "ignored", { prompt: "fox", steps: 20 }, 200],
    ["fastPrompt", "refused", { prompt: "fox", optimize_prompt: "fast" }, 400],
    ["dataUris", "refused", { prompt: "fox", image_input: ["data:image/png;base64,iVBORw0K"] }, 400],
    ["dataUris", "accepted", { prompt: "fox", image_input: ["data:image/png;base64,iVBORw0K"] }, 200],
  ])("is judged by the switch %s: %s", async (name, value, body, status) => {
    await start({ [name]: value });
    expect((await post(imageToImage, body)).status).toBe(status);
  });
});

describe("money and limits", () => {
  test("are told in headers", async () => {
    await start({}, { balances: { segmind: 1 } });
    const { headers } = await post(v3, { prompt: "fox", aspect_ratio: "1:1", seed: 5 });
    expect([headers.get("x-cost"), headers.get("x-remaining-credits"), headers.get("x-seed-value")]).toEqual([
      "0.037",
      "0.963",
      "5",
    ]);
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(headers.get("x-generation-time"))).toBeGreaterThan(1);
  });

  test("a balance below the cost is refused with 406 that names both", async () => {
    await start({}, { balances: { segmind: 0.036 } });
    expect((await post(textToImage, { prompt: "fox" })).status).toBe(200);
    const response = await post(textToImage, { prompt: "fox" });
    expect(await refusal(response)).toEqual([406, "Insufficient credits: balance 0.001, cost 0.035"]);
  });

  test.each([
    ["per-generation", 0.035],
    ["per-image", 0.14],
  ])("are counted %s", async (billing, cost) => {
    await start({ billing, headerNumbers: "six-decimals" });
    const { headers } = await post(textToImage, { prompt: "fox", max_images: 4 });
    expect(headers.get("x-cost")).toBe(cost.toFixed(6));
    expect(emulator.wallets.segmind?.balance()).toBe(10 - cost);
  });

  test.each([
    ["iso", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/],
    ["iso-without-zone", /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/],
    ["epoch-seconds", /^\d{10}$/],
  ])("too many requests get 429 and the time as %s", async (resetFormat, form) => {
    await start({ resetFormat }, { rateLimits: { segmind: { requests: 1, perMs: 60_000_000 } } });
    await post(textToImage, { prompt: "fox" });
    const response = await post(textToImage, { prompt: "fox" });
    expect([response.status, response.headers.get("x-rate-limit-reset-at-utc")]).toEqual([
      429,
      expect.stringMatching(form),
    ]);
  });
});

describe("an answer", () => {
  const several = { prompt: "fox", max_images: 3 };
  const urlList = Array(3).fill(expect.stringContaining("/files/"));

  test.each([
    ["bytes, one image", { responseForm: "bytes" }, { prompt: "fox" }, { index: 1, count: 1 }],
    ["bytes, several", { multipleForm: "json-urls" }, several, urlList],
    ["bytes, the first of several", { multipleForm: "first-image-bytes" }, several, { index: 1, count: 3 }],
    ["JSON, a list", { responseForm: "json" }, several, urlList],
    ["JSON, output", { responseForm: "json", jsonForm: "output" }, { prompt: "fox" }, { output: urlList[0] }],
    ["JSON, output of several", { responseForm: "json", jsonForm: "output" }, several, { output: urlList }],
    [
      "JSON, base64",
      { responseForm: "json", jsonForm: "base64" },
      { prompt: "fox" },
      { image: expect.stringMatching(/^eyJ/) },
    ],
    [
      "JSON, files",
      { responseForm: "json", jsonForm: "files" },
      { prompt: "fox" },
      { images: [{ content_type: "image/jpeg" }] },
    ],
  ])("is given as %s", async (_name, switches, body, want) => {
    await start(switches);
    expect(await (await post(textToImage, body)).json()).toMatchObject(want);
  });

  test("has files of the type and lifetime that the switches say", async () => {
    await start(
      { responseForm: "json", mediaType: "image/webp", resultLifetimeHours: 1 },
      { timeScale: 1, latencyScale: 0 },
    );
    const [url = ""] = (await (await post(textToImage, { prompt: "fox" })).json()) as string[];
    const file = await fetch(url);
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/webp"]);
    await emulator.clock.advance(3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });

  test.each([
    ["1:1", "2K", [2048, 2048]],
    ["21:9", "3K", [4704, 2016]],
    ["2:3", "2K", [1664, 2496]],
    [undefined, undefined, [2848, 1600]],
  ])("for %s in %s has the pixels of the Seedream table", async (aspect_ratio, size, [width, height]) => {
    await start();
    const response = await post(textToImage, { prompt: "fox", aspect_ratio, size, watermark: true });
    expect(await response.json()).toMatchObject({ width, height, watermark: true });
  });

  test.each([
    ["failed", 500],
    ["moderated", 400],
  ] as const)("to a generation that is %s is %i, and costs nothing", async (kind, status) => {
    await start();
    emulator.inject({ fault: { kind } satisfies Fault });
    expect((await post(textToImage, { prompt: "fox" })).status).toBe(status);
    expect(emulator.wallets.segmind?.balance()).toBe(10);
  });
});

test("a call that is refused uses no fault of a generation up", async () => {
  await start({}, { balances: { segmind: 0.036 }, faults: ["segmind:moderated"] });
  const refused = [await post(textToImage, {}), await post(v3, { prompt: "fox", aspect_ratio: "1:1" })];
  expect(refused.map(({ status }) => status)).toEqual([400, 406]);
  expect(await refusal(await post(textToImage, { prompt: "fox" }))).toEqual([
    400,
    "The prompt was refused by content moderation",
  ]);
  expect(emulator.wallets.segmind?.balance()).toBe(0.036);
});

test("a 429 that a test orders says when to come back as any does, or only as the order says", async () => {
  await start();
  const ordered = async (fault: Fault | undefined) => {
    if (fault === undefined) emulator.order("segmind", "seedreamV3TextToImage", 429);
    else emulator.addFault({ fault });
    const { headers } = await post(v3, { prompt: "fox", aspect_ratio: "1:1" });
    return [headers.get("x-rate-limit-reset-at-utc"), headers.get("retry-after")];
  };
  const soon = expect.stringMatching(/^\d{4}-.+Z$/);
  expect(await ordered(undefined)).toEqual([soon, null]);
  emulator.setSwitch("segmind", "retryAfter", "seconds");
  expect(await ordered(undefined)).toEqual([soon, "60"]);
  emulator.setSwitch("segmind", "resetFormat", "epoch-seconds");
  expect(await ordered(undefined)).toEqual([expect.stringMatching(/^\d{10}$/), "60"]);
  const wait = { ms: 7000, as: "retry-after-seconds" } as const;
  expect(await ordered({ kind: "status", status: 429, wait })).toEqual([null, "7"]);
  expect(await ordered({ kind: "status", status: 503 })).toEqual([null, null]);
  expect(await ordered({ kind: "status", status: 429, body: {} })).toEqual([null, null]);
});
