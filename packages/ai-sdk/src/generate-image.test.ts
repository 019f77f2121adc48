import { generateImage } from "ai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMetadata, type SeedbedMetadata } from "./metadata.ts";
import type { SeedbedImageOptions } from "./provider-options.ts";
import { startProviders } from "./testing/start-providers.ts";
import { tinyImage } from "./testing/tiny-image.ts";

const logging = globalThis.AI_SDK_LOG_WARNINGS;
beforeAll(() => {
  globalThis.AI_SDK_LOG_WARNINGS = false;
});
afterAll(() => {
  globalThis.AI_SDK_LOG_WARNINGS = logging;
});

const prompt = "a lighthouse at dusk";
const models = [
  "segmind/seedream-v5-lite",
  "segmind/seedream-v3",
  "3daistudio/seedream-v5-lite",
  "novita/seedream-5.0-lite",
];
/** What the model tells of the one call that there was. */
const metadataOf = ({ calls }: { calls: Parameters<typeof readMetadata>[0][] }): SeedbedMetadata => {
  const metadata = readMetadata(calls[0]);
  if (!metadata) throw new Error("the call has no metadata");
  return metadata;
};
const measured = ({ uint8Array: bytes }: { uint8Array: Uint8Array }) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

test.each(models)("%s gives an image, and what is known of it", async (id) => {
  await using providers = await startProviders();
  const result = await generateImage({ model: providers.seedream.image(id), prompt });
  const { images, model, timing, operation, parity } = metadataOf(result);
  expect(result.warnings).toEqual([]);
  expect(result.images).toHaveLength(1);
  expect(images).toMatchObject([{ mediaType: "image/png", width: measured(result.image)[0] }]);
  expect(result.image.providerMetadata?.seedbed).toMatchObject({ width: images[0]?.width, generation: { operation } });
  expect(model).toBe(id);
  expect(timing).toMatchObject({ latencyMs: expect.any(Number), startedAt: expect.any(String) });
  expect(parity).toHaveLength(10);
  expect(result.responses).toMatchObject([{ modelId: id, timestamp: expect.any(Date) }]);
  expect(providers.posts()).toHaveLength(1);
});

describe("the cost", () => {
  test.each([
    ["segmind/seedream-v5-lite", { min: 0.035, max: 0.035, currency: "USD", basis: "reported" }],
    ["3daistudio/seedream-v5-lite", { min: 10, max: 10, currency: "credits", basis: "price-table" }],
    ["novita/seedream-5.0-lite", null],
  ])("of %s stands in the metadata", async (id, cost) => {
    await using providers = await startProviders();
    const { cost: got } = metadataOf(await generateImage({ model: providers.seedream.image(id), prompt }));
    if (cost === null) expect(got).toBeNull();
    else expect(got).toMatchObject(cost);
  });

  test("follows the caller's own prices, and is the sum of the generations", async () => {
    await using providers = await startProviders({}, { prices: { models: { "novita/seedream-5.0-lite": 0.25 } } });
    const model = providers.seedream.image("novita/seedream-5.0-lite");
    const result = await generateImage({ model, prompt, n: 17 });
    expect(result.images).toHaveLength(17);
    expect(metadataOf(result).generations.map(({ images }) => images)).toEqual([15, 2]);
    expect(metadataOf(result).cost).toMatchObject({ min: 4.25, max: 4.25, currency: "USD", basis: "configured" });
  });

  test("is held by a ledger: what does not fit the budget is not sent", async () => {
    const ledger = {
      reserve: () => {
        throw new RangeError("over the budget");
      },
      admit: async () => {},
    };
    await using providers = await startProviders({}, { ledger });
    const call = generateImage({ model: providers.seedream.image(models[0] ?? ""), prompt });
    await expect(call).rejects.toThrow("over the budget");
    expect(providers.posts()).toEqual([]);
  });
});

describe("n", () => {
  test.each([
    ["segmind/seedream-v5-lite", 1],
    ["3daistudio/seedream-v5-lite", 1],
    ["novita/seedream-5.0-lite", 1],
    ["segmind/seedream-v3", 4],
  ])("four images of %s take %i paid requests", async (id, requests) => {
    await using providers = await startProviders();
    const result = await generateImage({ model: providers.seedream.image(id), prompt, n: 4 });
    expect(result.images).toHaveLength(4);
    expect(result.calls).toHaveLength(1);
    expect(metadataOf(result).images).toHaveLength(4);
    expect(result.warnings).toEqual([]);
    expect(providers.posts()).toHaveLength(requests);
  });

  test("more than a generation gives is divided, each generation as large as it can be", async () => {
    await using providers = await startProviders({ rateLimits: false });
    const model = providers.seedream.image("3daistudio/seedream-v5-lite");
    const result = await generateImage({ model, prompt, n: 8, seed: 7 });
    expect(metadataOf(result).generations.map(({ images }) => images)).toEqual([6, 2]);
    expect(metadataOf(result).generations.map(({ job }) => job?.request.seed)).toEqual([7, 8]);
    expect(metadataOf(result).cost).toMatchObject({ min: 80, max: 80, currency: "credits" });
    expect(result.warnings).toMatchObject([{ type: "compatibility", feature: "seed" }]);
  });

  test("the images that were paid for are kept when the fourth generation fails", async () => {
    await using providers = await startProviders();
    providers.emulator.inject({ nth: 4, fault: { kind: "status", status: 406 } });
    const model = providers.seedream.image("segmind/seedream-v3");
    const result = await generateImage({ model, prompt, n: 4 });
    expect(result.images).toHaveLength(3);
    expect(metadataOf(result).failures).toMatchObject([{ name: "InsufficientCreditsError", billed: "no" }]);
    expect(result.warnings).toMatchObject([
      { type: "other", message: expect.stringMatching(/^3 of 4 images came: .*406/) },
    ]);
    expect(providers.posts()).toHaveLength(4);
  });

  test("after a failure no further generation is begun", async () => {
    await using providers = await startProviders({}, { concurrency: 1 });
    providers.emulator.inject({ nth: 2, fault: { kind: "status", status: 503 } });
    const model = providers.seedream.image("segmind/seedream-v3");
    const result = await generateImage({ model, prompt, n: 4 });
    expect(result.images).toHaveLength(1);
    expect(result.warnings).toMatchObject([{ message: expect.stringContaining("2 more generations were not begun") }]);
    expect(providers.posts()).toHaveLength(2);
  });

  test("an image that cannot be fetched does not take the others with it", async () => {
    await using providers = await startProviders();
    let fetched = 0;
    const model = providers.seedream.image("novita/seedream-5.0-lite");
    const seldom: typeof fetch = async (input, init) => {
      const isFile = new URL(input instanceof Request ? input.url : input).pathname.startsWith("/files/");
      return isFile && ++fetched === 2 ? new Response("gone", { status: 404 }) : fetch(input, init);
    };
    const { createSeedream } = await import("./create-seedream.ts");
    const { provider } = await import("@seedbed/novita");
    const baseUrl = providers.emulator.baseUrls.novita ?? "";
    const client = () => ({ apiKey: "any", baseUrl, clock: providers.clock, timeoutMs: 100_000_000, fetch: seldom });
    const broken = createSeedream({ providers: [provider], client }).imageModel(model.modelId);
    const result = await generateImage({ model: broken, prompt, n: 3 });
    expect(result.images).toHaveLength(2);
    expect(result.warnings).toMatchObject([{ type: "other", message: expect.stringContaining("2 of 3 images came") }]);
    const [failure] = metadataOf(result).failures;
    expect(JSON.stringify(failure?.images)).toContain(providers.emulator.filesUrl);
    expect(providers.posts()).toHaveLength(1);
  });
});

test("a bad item among good images is warned of, and the others are given", async () => {
  const { createSeedream } = await import("./create-seedream.ts");
  const { provider } = await import("@seedbed/novita");
  const image = Buffer.from(tinyImage(4, 3)).toString("base64");
  const fetch = async () => Response.json({ images: [image, null, image] });
  const seedream = createSeedream({ providers: [provider], client: () => ({ apiKey: "any", fetch }) });
  const result = await generateImage({ model: seedream.image("novita/seedream-5.0-lite"), prompt, n: 3 });
  expect(result.images).toHaveLength(2);
  expect(result.warnings).toEqual([{ type: "other", message: "2 of 3 images came: image 2 of 3: images[1] is null." }]);
  expect(metadataOf(result).generations).toMatchObject([{ shortfall: [{ index: 1, reason: "images[1] is null" }] }]);
});

describe("size, aspect ratio and seed", () => {
  test("a size goes as it is where the model takes pixels", async () => {
    await using providers = await startProviders();
    const model = providers.seedream.image("novita/seedream-5.0-lite");
    const result = await generateImage({ model, prompt, size: "2496x1664" });
    expect(measured(result.image)).toEqual([2496, 1664]);
    expect(result.warnings).toEqual([]);
  });

  test("a size that becomes the nearest is warned of, with what was sent", async () => {
    await using providers = await startProviders();
    const result = await generateImage({
      model: providers.seedream.image("segmind/seedream-v3"),
      prompt,
      size: "1500x1000",
    });
    expect(result.warnings).toEqual([
      {
        type: "compatibility",
        feature: "size",
        details: "segmind/seedream-v3 has no 1500x1000: the nearest, 4:3, was sent instead.",
      },
    ]);
  });

  test("3:2 is not dropped in silence", async () => {
    await using providers = await startProviders();
    const aspectRatio = "3:2";
    const exact = await generateImage({ model: providers.seedream.image(models[0] ?? ""), prompt, aspectRatio });
    expect([measured(exact.image), exact.warnings]).toEqual([[2496, 1664], []]);
    const near = await generateImage({ model: providers.seedream.image(models[2] ?? ""), prompt, aspectRatio });
    expect(near.warnings).toMatchObject([
      { type: "compatibility", feature: "aspectRatio", details: expect.stringContaining("landscape_4_3") },
    ]);
  });

  test("a seed that the model lacks is unsupported; one that it has is sent", async () => {
    await using providers = await startProviders();
    const lacks = await generateImage({ model: providers.seedream.image("novita/seedream-5.0-lite"), prompt, seed: 7 });
    expect(lacks.warnings).toMatchObject([{ type: "unsupported", feature: "seed" }]);
    const has = await generateImage({ model: providers.seedream.image("segmind/seedream-v3"), prompt, seed: 7 });
    expect(has.warnings).toEqual([]);
    expect(metadataOf(has).parity).toContainEqual({ setting: "seed", requested: 7, sent: 7, status: "exact" });
  });
});

describe("files", () => {
  const image = tinyImage(64, 64);
  test.each([
    ["an address", "https://example.com/fox.png", "novita/seedream-5.0-lite"],
    ["bytes", image, "novita/seedream-5.0-lite"],
    ["base64", Buffer.from(image).toString("base64"), "segmind/seedream-v5-lite"],
    ["a data URI", `data:image/png;base64,${Buffer.from(image).toString("base64")}`, "3daistudio/seedream-v5-lite"],
  ])("%s is edited", async (_name, image, id) => {
    await using providers = await startProviders();
    const model = providers.seedream.image(id);
    const result = await generateImage({ model, prompt: { text: "in winter", images: [image] } });
    expect(result.warnings).toEqual([]);
    expect(metadataOf(result).parity).toContainEqual(
      expect.objectContaining({ setting: "images", requested: "1 image" }),
    );
    expect(model.supportsFileInputs).toBe(true);
  });

  test("a mask, and files of a model that takes none, are unsupported", async () => {
    await using providers = await startProviders();
    const model = providers.seedream.image("segmind/seedream-v3");
    const result = await generateImage({ model, prompt: { text: "in winter", images: [image], mask: image } });
    expect(result.warnings).toMatchObject([
      { type: "unsupported", feature: "mask" },
      { type: "unsupported", feature: "files" },
    ]);
    expect([model.supportsFileInputs, model.supportsMaskInputs]).toEqual([false, false]);
  });
});

test("headers are warned of, but not the user agent that the SDK adds", async () => {
  await using providers = await startProviders();
  const model = providers.seedream.image("segmind/seedream-v3");
  const { warnings } = await generateImage({ model, prompt, headers: { "x-team": "a" } });
  expect(warnings).toEqual([{ type: "unsupported", feature: "headers", details: "Not sent: x-team." }]);
});

describe("provider options", () => {
  test("reach the model", async () => {
    await using providers = await startProviders({ switches: { novita: { unknownFields: "ignored" } } });
    const model = providers.seedream.image("novita/seedream-5.0-lite");
    const seedbed: SeedbedImageOptions = {
      resolution: "3K",
      watermark: true,
      optimizePrompt: "fast",
      extraBody: { novel: 1 },
    };
    const result = await generateImage({ model, prompt, aspectRatio: "1:1", providerOptions: { seedbed } });
    expect(measured(result.image)).toEqual([3072, 3072]);
    const sent = metadataOf(result).parity.filter(({ status }) => status !== "defaulted");
    expect(sent.map(({ setting, status }) => [setting, status])).toEqual([
      ["aspectRatio", "mapped"],
      ["resolution", "mapped"],
      ["watermark", "exact"],
      ["optimizePrompt", "mapped"],
      ["novel", "unchecked"],
    ]);
  });

  test.each([
    ["a typing error", { watermak: true }, "did you mean"],
    ["a wrong value", { resolution: "8K" }, "resolution must be one of 2K, 3K"],
    ["strictness about what would be dropped", { strict: true, guidanceScale: 3 }, "guidanceScale would be dropped"],
  ])("%s is refused before anything is sent", async (_name, seedbed, message) => {
    await using providers = await startProviders();
    const model = providers.seedream.image("novita/seedream-5.0-lite");
    await expect(generateImage({ model, prompt, providerOptions: { seedbed } })).rejects.toThrow(message);
    expect(providers.posts()).toEqual([]);
  });
});
