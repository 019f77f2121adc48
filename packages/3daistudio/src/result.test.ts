import type { Job, SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { expect, test } from "vitest";
import { create3DAIStudio } from "./client.ts";

/** However busy the machine is. */
const ample = 1e9;
const prompt = "a koi pond";
const gif = new Uint8Array([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0]); // 4 x 3
const taskId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const asset = "https://storage.3daistudio.com/assets/img_001.png";
const seedForm = { asset_url: "https://cdn.3daistudio.com/images/img_001.png", asset, asset_type: "IMAGE" };
const newerForm = { asset, asset_type: "EDITED_IMAGE", metadata: null };
const job: Job = {
  version: 1,
  provider: "3daistudio",
  model: "3daistudio/seedream-v5-lite",
  operation: "seedreamV5LiteGenerate",
  taskId,
  submittedAt: "2026-02-25T12:00:00.000Z",
  request: { prompt, num_images: 3 },
};

/** A client whose every task is finished, with this status. */
function clientOf(status: object, submitted: object = { task_id: taskId }) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    if (method === "POST") return Response.json(submitted);
    return url.startsWith("https://api.3daistudio.com/") ? Response.json(status) : new Response(gif);
  };
  return create3DAIStudio({ apiKey: "3d_0123456789abcdef", fetch, clock: createInstantClock(), timeoutMs: ample });
}

test.each<[string, unknown, string]>([
  ["null", null, "results[1] is null"],
  ["no asset", { asset_type: "IMAGE" }, "results[1] has no asset or asset_url"],
  ["an asset of null", { ...newerForm, asset: null }, "results[1].asset is null"],
  ["an error", { error: { message: "refused" } }, "results[1] has no asset or asset_url: refused"],
  ["an empty asset", { ...newerForm, asset: "" }, 'results[1].asset is ""'],
])("%s among the results is a shortfall, and what is new elsewhere is drift", async (_name, item, reason) => {
  const status = { status: "FINISHED", progress: null, results: [seedForm, item, newerForm] };
  const client = clientOf(status, { task_id: taskId, created_at: 7 });
  const submittedJob = await client.submit("seedreamV5LiteGenerate", { prompt, num_images: 3 });
  const { images, shortfall, drift } = await client.waitForResult(submittedJob);
  expect(images).toMatchObject([{ width: 4 }, { width: 4 }]);
  expect(shortfall).toEqual([{ index: 1, reason }]);
  expect(drift.map(({ field }) => field)).toContain("progress");
});

test("a result without its first address is had from the second", async () => {
  const { asset: _asset, ...second } = seedForm;
  const client = clientOf({ status: "FINISHED", progress: 100, results: [second] });
  const { images } = await client.waitForResult(job);
  expect(images).toMatchObject([{ url: second.asset_url }]);
});

test("results without one image are an error with each reason, the job and the answer's text", async () => {
  const client = clientOf({ status: "FINISHED", results: [null, {}] });
  const error: SeedbedError = await client.waitForResult(job).catch((error) => error);
  expect(error).toMatchObject({ name: "ResponseValidationError", billed: "yes", job });
  expect(error.message).toContain("image 1 of 2: results[0] is null; image 2 of 2: results[1] has no asset");
  expect(error.body).toContain("null,{}");
  expect(JSON.parse(JSON.stringify(error)).shortfall).toHaveLength(2);
});
