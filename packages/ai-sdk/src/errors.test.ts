import { inspect } from "node:util";
import { APICallError, NoSuchModelError } from "@ai-sdk/provider";
import { type Job, OutcomeUnknownError } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import { createProviderRegistry, generateImage } from "ai";
import { expect, test } from "vitest";
import { startProviders } from "./testing/start-providers.ts";

const prompt = "a lighthouse at dusk";
const thrown = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([
  ["500", { kind: "status", status: 500 }, 500],
  ["503", { kind: "status", status: 503 }, 503],
  ["a gateway's page", { kind: "html", status: 502 }, 502],
  ["a connection that breaks after the answer was made", { kind: "reset", when: "after" }, undefined],
  ["a connection that breaks in the midst of the answer", { kind: "reset", when: "during" }, undefined],
] as const)("%s is one paid request, with the SDK's retries on", async (_name, fault, status) => {
  await using providers = await startProviders();
  providers.emulator.inject({ fault, times: 10 });
  const error = await thrown(generateImage({ model: providers.seedream.image("novita/seedream-5.0-lite"), prompt }));
  expect(providers.posts()).toHaveLength(1);
  if (!APICallError.isInstance(error)) throw error;
  expect(error).toMatchObject({ isRetryable: false, data: { billed: expect.stringMatching(/unknown|yes/) } });
  if (status !== undefined) expect(error.statusCode).toBe(status);
  expect(error.url).toBe("https://api.novita.ai/v3/seedream-5.0-lite");
});

test("the cause is Seedbed's own error", async () => {
  await using providers = await startProviders();
  providers.emulator.inject({ fault: { kind: "status", status: 503 } });
  const error = await thrown(generateImage({ model: providers.seedream.image("segmind/seedream-v3"), prompt }));
  expect((error as Error).cause).toBeInstanceOf(OutcomeUnknownError);
});

test("no error shows the key", async () => {
  const apiKey = "sk-0123456789abcdef";
  await using providers = await startProviders();
  providers.emulator.inject({ fault: { kind: "status", status: 400, body: { message: `bad key ${apiKey}` } } });
  const { createSeedream } = await import("./create-seedream.ts");
  const client = () => ({ apiKey, baseUrl: providers.emulator.baseUrls.novita ?? "" });
  const model = createSeedream({ providers: [novita], client }).image("novita/seedream-5.0-lite");
  const error = await thrown(generateImage({ model, prompt }));
  expect(APICallError.isInstance(error)).toBe(true);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(apiKey);
});

test("429 is waited by the client, and not a millisecond less than the provider asks for", async () => {
  await using providers = await startProviders();
  const wait = { ms: 5_000, as: "retry-after-seconds" } as const;
  providers.emulator.inject({ fault: { kind: "status", status: 429, wait } });
  const result = await generateImage({
    model: providers.seedream.image("novita/seedream-5.0-lite"),
    prompt,
    maxRetries: 0,
  });
  expect(result.images).toHaveLength(1);
  const [refused, accepted] = providers.posts();
  expect(providers.posts()).toHaveLength(2);
  expect((accepted?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(5_000);
});

test("429 that outlasts the client is not tried again by the SDK", async () => {
  await using providers = await startProviders();
  const wait = { ms: 3_600_000, as: "retry-after-seconds" } as const;
  providers.emulator.inject({ fault: { kind: "status", status: 429, wait }, times: 10 });
  const error = await thrown(generateImage({ model: providers.seedream.image("novita/seedream-5.0-lite"), prompt }));
  expect(error).toMatchObject({ statusCode: 429, isRetryable: false, data: { name: "RateLimitError", billed: "no" } });
  expect(providers.posts()).toHaveLength(1);
});

test("a failed job keeps its job on the error", async () => {
  await using providers = await startProviders();
  providers.emulator.inject({ fault: { kind: "failed" } });
  const error = await thrown(generateImage({ model: providers.seedream.image("3daistudio/seedream-v5-lite"), prompt }));
  expect(error).toMatchObject({ isRetryable: false, data: { job: { taskId: expect.any(String) } } });
  expect(providers.posts()).toHaveLength(1);
});

test("an abort is immediate, stays an abort, and sends nothing more", async () => {
  await using providers = await startProviders({ timeScale: 1 });
  const controller = new AbortController();
  const model = providers.seedream.image("segmind/seedream-v3");
  const call = thrown(generateImage({ model, prompt, n: 6, abortSignal: controller.signal }));
  let ended = false;
  void call.finally(() => {
    ended = true;
  });
  const before = providers.emulator.wallets.segmind?.balance() ?? 0;
  const charged = () => (providers.emulator.wallets.segmind?.balance() ?? 0) < before;
  while (!charged()) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ended).toBe(false);
  controller.abort();
  // At once, on a machine of any speed: nothing but what is at hand is done before the end.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(true);
  expect(await call).toMatchObject({ name: "AbortError", billed: "unknown" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(providers.posts().length).toBeLessThanOrEqual(4);
});

test("a signal that is aborted before sends nothing", async () => {
  await using providers = await startProviders();
  const model = providers.seedream.image("segmind/seedream-v3");
  const error = await thrown(generateImage({ model, prompt, abortSignal: AbortSignal.abort() }));
  expect(error).toMatchObject({ name: "AbortError" });
  expect(providers.posts()).toEqual([]);
});

test("a job is told before its result is there", async () => {
  const told: string[] = [];
  const onJob = ({ taskId }: Job) => void told.push(taskId);
  await using providers = await startProviders({}, { onJob, onProgress: ({ state }) => told.push(state) });
  await generateImage({ model: providers.seedream.image("3daistudio/seedream-v5-lite"), prompt });
  expect(told[0]).toMatch(/^[\da-f-]{36}$/);
  expect(told.at(-1)).toBe("succeeded");
});

test("an abort keeps the images that were paid for before it", async () => {
  await using providers = await startProviders({ timeScale: 100 }, { concurrency: 1 });
  const controller = new AbortController();
  const wait = { ms: 50_000, as: "retry-after-seconds" } as const;
  providers.emulator.inject({ nth: 2, fault: { kind: "status", status: 429, wait } });
  const model = providers.seedream.image("segmind/seedream-v3");
  const call = thrown(generateImage({ model, prompt, n: 3, abortSignal: controller.signal }));
  while (providers.posts().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  expect(await call).toMatchObject({ name: "AbortError", billed: "yes", images: [{ mediaType: "image/png" }] });
  expect(providers.posts()).toHaveLength(2);
});

test("a missing key says which variable is looked for", async () => {
  await using providers = await startProviders({}, { client: () => ({ env: {} }) });
  const call = generateImage({ model: providers.seedream.image("novita/seedream-5.0-lite"), prompt });
  await expect(call).rejects.toThrow("novita needs a key: set NOVITA_API_KEY or pass apiKey.");
});

test("a model that no one sells is named, with the near-miss", async () => {
  await using providers = await startProviders();
  expect(() => providers.seedream.image("novita/seedream-5.0-lit")).toThrow("did you mean novita/seedream-5.0-lite?");
  expect(() => providers.seedream.languageModel("gpt")).toThrow(NoSuchModelError);
  expect(() => providers.seedream.embeddingModel("gpt")).toThrow(NoSuchModelError);
});

test("the models stand in a registry", async () => {
  await using providers = await startProviders();
  const registry = createProviderRegistry({ seedream: providers.seedream });
  const result = await generateImage({ model: registry.imageModel("seedream:segmind/seedream-v3"), prompt });
  expect(result.images).toHaveLength(1);
});
