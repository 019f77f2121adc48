import { APICallError } from "@ai-sdk/provider";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { type Job, type SeedbedError, TimeoutError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { provider as segmind } from "@seedbed/segmind";
import { generateImage } from "ai";
import { expect, test } from "vitest";
import { createSeedream, type SeedreamOptions } from "./create-seedream.ts";
import type { FailedParts } from "./failed-parts.ts";
import { tinyImage } from "./testing/tiny-image.ts";

const prompt = "a lighthouse at dusk";
const image = "https://cdn.test/1.png";

/** 3D AI Studio, which accepts every task; how each stands is for the test to say. */
function tasks(stands: (taskId: string) => object, run: Partial<SeedreamOptions> = {}) {
  let submitted = 0;
  const clock = createInstantClock();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    if (method === "POST") return Response.json({ task_id: `t-${++submitted}` });
    const [, taskId] = /generation-request\/([^/]+)\//.exec(url) ?? [];
    return taskId === undefined ? new Response(tinyImage(4, 3)) : Response.json(stands(taskId));
  };
  const client = () => ({ apiKey: "any", fetch, clock, timeoutMs: 250_000 });
  return createSeedream({ providers: [threeDAIStudio, segmind], client, ...run }).image("3daistudio/seedream-v5-lite");
}
const thrown = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const idsOf = (jobs: readonly Job[] = []) => jobs.map(({ taskId }) => taskId).toSorted();
const finished = { status: "FINISHED", results: [{ asset: image, asset_type: "IMAGE" }] };

test("two jobs that time out are both on the error, with both failures", async () => {
  const model = tasks(() => ({ status: "IN_PROGRESS" }));
  const error = await thrown(generateImage({ model, prompt, n: 12 }));
  if (!APICallError.isInstance(error)) throw error;
  const cause = error.cause as SeedbedError & FailedParts;
  expect(cause).toBeInstanceOf(TimeoutError);
  expect(cause).toMatchObject({ billed: "yes", failures: [{ name: "TimeoutError" }, { name: "TimeoutError" }] });
  expect(idsOf(cause.jobs)).toEqual(["t-1", "t-2"]);
  const data = error.data as { jobs: Job[]; failures: { job: Job }[] };
  expect(idsOf(data.jobs)).toEqual(["t-1", "t-2"]);
  expect(idsOf(data.failures.map(({ job }) => job))).toEqual(["t-1", "t-2"]);
});

test("an abort has every job that was paid for, and the images that came", async () => {
  const controller = new AbortController();
  let polls = 0;
  const model = tasks((taskId) => {
    polls += 1;
    if (polls > 8) controller.abort();
    return taskId === "t-1" ? finished : { status: "IN_PROGRESS" };
  });
  const call = generateImage({ model, prompt, n: 18, abortSignal: controller.signal });
  const error = (await thrown(call)) as SeedbedError & FailedParts;
  expect(error).toMatchObject({ name: "AbortError", billed: "yes", images: [{ width: 4, url: image }] });
  expect(idsOf(error.jobs)).toEqual(["t-1", "t-2", "t-3"]);
  expect(error.failures.map(({ name }) => name)).toEqual(["AbortError", "AbortError"]);
});

test("addresses of images that could not be fetched, of every generation, are on the error", async () => {
  const model = tasks((taskId) => ({
    status: "FINISHED",
    results: [
      { asset: `ftp://${taskId}`, asset_type: "IMAGE" },
      { asset: `https://10.0.0.1/${taskId}`, asset_type: "IMAGE" },
    ],
  }));
  const error = await thrown(generateImage({ model, prompt, n: 12 }));
  if (!APICallError.isInstance(error)) throw error;
  const { images } = error.data as { images: { url: string }[] };
  expect(images.map(({ url }) => url).toSorted()).toEqual(["https://10.0.0.1/t-1", "https://10.0.0.1/t-2"]);
});

test("where one generation fails and others give images, these are given, and its job is in the metadata", async () => {
  const model = tasks((taskId) => (taskId === "t-1" ? finished : { status: "IN_PROGRESS" }));
  const result = await generateImage({ model, prompt, n: 12 });
  expect(result.images).toHaveLength(1);
  expect(result.calls[0]?.providerMetadata?.seedbed).toMatchObject({
    failures: [{ name: "TimeoutError", job: { taskId: "t-2" } }],
  });
});
