import type { ClientOptions, Job, SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { create3DAIStudio } from "./client.ts";
import { provider } from "./index.ts";

const key = "3d_0123456789abcdef";
const prompt = "a koi pond";
const uri = "data:image/png;base64,AAEC";
const gif = new Uint8Array([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0, 59]); // 4 x 3
const taskId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const asset = "https://storage.3daistudio.com/assets/img_001.png";
const submitted = () => Response.json({ task_id: taskId, created_at: "2026-02-25T12:00:00Z" });
const seedForm = {
  asset_url: "https://cdn.3daistudio.com/images/img_001.png",
  asset,
  asset_type: "IMAGE",
  thumbnail: "https://storage.3daistudio.com/thumbnails/img_001.png",
};
const newerForm = { asset, asset_type: "EDITED_IMAGE", metadata: null };
const finished = (...results: object[]) => Response.json({ status: "FINISHED", progress: 100, results });

/** A client at a thousand times the speed, whose polls get their answers in order. */
function optionsOf(polls: readonly (() => Response)[], submit = submitted) {
  const requests: Request[] = [];
  let polled = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    if (request.method === "POST") return submit();
    if (!request.url.startsWith("https://api.3daistudio.com/")) return new Response(gif);
    polled += 1;
    return polls[Math.min(polled, polls.length) - 1]?.() ?? Response.error();
  };
  return {
    requests,
    options: { apiKey: key, fetch, clock: createInstantClock(), timeoutMs: 300_000_000 } satisfies ClientOptions,
  };
}

function clientOf(polls: readonly (() => Response)[] = [], submit = submitted) {
  const { requests, options } = optionsOf(polls, submit);
  return { requests, client: create3DAIStudio(options) };
}

const job: Job = {
  version: 1,
  provider: "3daistudio",
  model: "3daistudio/seedream-v5-lite",
  operation: "seedreamV5LiteGenerate",
  taskId,
  submittedAt: "2026-02-25T12:00:00.000Z",
  request: { prompt, num_images: 3 },
};

test("a task id that could not be asked for is said at once, and not called unpaid", async () => {
  const { client, requests } = clientOf([], () => Response.json({ task_id: "../../account", created_at: "" }));
  const error: SeedbedError = await client.seedreamV5LiteGenerate({ prompt }).catch((error) => error);
  expect(error).toMatchObject({ name: "ResponseValidationError", billed: "unknown" });
  expect(error.body).toContain("../../account");
  expect(requests).toHaveLength(1);
});

describe("each function is one request with 3D AI Studio's own fields and the key as a bearer", () => {
  test("generate", async () => {
    const { client, requests } = clientOf();
    expect(await client.seedreamV5LiteGenerate({ prompt, image_size: "landscape_16_9", num_images: 2 })).toMatchObject({
      task_id: taskId,
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe("https://api.3daistudio.com/v1/images/seedream/v5/lite/generate/");
    expect(requests[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
    expect(await requests[0]?.json()).toEqual({ prompt, image_size: "landscape_16_9", num_images: 2 });
  });

  test("edit", async () => {
    const { client, requests } = clientOf();
    await client.seedreamV5LiteEdit({ prompt, image_urls: [uri] });
    expect(requests[0]?.url).toBe("https://api.3daistudio.com/v1/images/seedream/v5/lite/edit/");
    expect(await requests[0]?.json()).toEqual({ prompt, image_urls: [uri] });
  });

  test("status", async () => {
    const { client, requests } = clientOf([() => finished(seedForm)]);
    expect(await client.getGenerationRequestStatus({ task_id: taskId })).toMatchObject({
      status: "FINISHED",
      results: [seedForm],
    });
    expect(requests[0]).toMatchObject({
      method: "GET",
      url: `https://api.3daistudio.com/v1/generation-request/${taskId}/status/`,
    });
  });

  test.each(["..", "../account/user/wallet", "a/b", "", "a?b", "x".repeat(129)])(
    "and a task id of %j leads nowhere",
    async (id) => {
      const { client, requests } = clientOf();
      await expect(client.getGenerationRequestStatus({ task_id: id })).rejects.toMatchObject({
        name: "InvalidRequestError",
        billed: "no",
      });
      await expect(client.waitForResult(id)).rejects.toMatchObject({ name: "InvalidRequestError" });
      await expect(client.waitForResult({ ...job, taskId: id })).rejects.toMatchObject({ name: "InvalidRequestError" });
      expect(requests).toHaveLength(0);
    },
  );
});

describe("a job", () => {
  test("is plain JSON without image, key and host, and knows when its result ends", async () => {
    const { client } = clientOf();
    const submittedJob = await client.submit("seedreamV5LiteEdit", { prompt, image_urls: [uri], num_images: 2 });
    expect(submittedJob).toMatchObject({
      version: 1,
      provider: "3daistudio",
      model: "3daistudio/seedream-v5-lite",
      operation: "seedreamV5LiteEdit",
      taskId,
    });
    expect(submittedJob.request).toEqual({ prompt, num_images: 2 });
    const keptMs = Date.parse(submittedJob.expiresAt ?? "") - Date.parse(submittedJob.submittedAt);
    expect(Math.abs(keptMs - 86_400_000)).toBeLessThan(60_000);
    for (const secret of [key, "AAEC", "3daistudio.com"]) expect(JSON.stringify(submittedJob)).not.toContain(secret);
  });

  test.each<[string, object]>([
    ["the seed's", seedForm],
    ["the newer page's", newerForm],
  ])("is waited for, and its result read in %s form, without the key", async (_name, form) => {
    const polls = [
      () => Response.json({ status: "PENDING", progress: 0, results: null }),
      () => Response.json({ status: "IN_PROGRESS", progress: 50, results: [] }),
      () => finished(form),
    ];
    const { client, requests } = clientOf(polls);
    const states: string[] = [];
    const resumed: Job = JSON.parse(JSON.stringify(await client.submit("seedreamV5LiteGenerate", { prompt })));
    const generation = await client.waitForResult(resumed, {
      onProgress: ({ state, providerState, progress }) => states.push(`${state} ${providerState} ${progress}`),
    });
    expect(generation).toMatchObject({
      images: [{ mediaType: "image/gif", width: 4, height: 3, url: asset, expiresAt: resumed.expiresAt }],
      cost: { min: 10, max: 10, currency: "credits", basis: "price-table", source: "seed 003, 2026-11-21" },
      job: { taskId },
      drift: [],
    });
    expect(states).toEqual(["waiting PENDING 0", "running IN_PROGRESS 50", "succeeded FINISHED 100"]);
    const download = requests.at(-1);
    expect(download?.url).toBe(asset);
    expect(download?.headers.has("authorization")).toBe(false);
  });

  test("that only its id is known of has no cost that is known", async () => {
    expect(await clientOf([() => finished(newerForm)]).client.waitForResult(taskId)).toMatchObject({
      cost: null,
      job: { taskId, request: {} },
    });
  });

  test("costs by how many images were asked for", async () => {
    expect((await clientOf([() => finished(newerForm)]).client.waitForResult(job)).cost).toMatchObject({
      min: 30,
      max: 30,
    });
  });

  test("that failed says why, and its credits come back", async () => {
    const failed = () =>
      Response.json({ status: "FAILED", progress: 100, failure_reason: "the model broke", results: null });
    await expect(clientOf([failed]).client.waitForResult(job)).rejects.toMatchObject({
      name: "GenerationFailedError",
      billed: "no",
      job,
      message: `3daistudio getGenerationRequestStatus: job ${taskId} failed: the model broke`,
    });
  });

  test.each(["QUEUED", "constructor"])("in the state %s, which no document names, is waited for", async (status) => {
    const { client } = clientOf([() => Response.json({ status, results: null }), () => finished(newerForm)]);
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    expect(await client.waitForResult(job, { onProgress })).toMatchObject({ drift: [{ field: "status" }] });
    expect(states).toEqual(["unknown", "succeeded"]);
  });

  test("whose time is over keeps the job on its error", async () => {
    const pending = () => Response.json({ status: "PENDING" });
    await expect(clientOf([pending]).client.waitForResult(job, { timeoutMs: 250_000 })).rejects.toMatchObject({
      name: "TimeoutError",
      billed: "yes",
      job,
    });
  });
});

describe("the provider's run", () => {
  test("submits, tells the job, waits, and gives the images", async () => {
    const { options, requests } = optionsOf([() => finished(newerForm)]);
    const told: Job[] = [];
    const generation = await provider
      .create(options)
      .run("seedreamV5LiteGenerate", { prompt }, { onJob: (job) => void told.push(job) });
    expect(generation.images).toHaveLength(1);
    expect(told).toMatchObject([{ taskId }]);
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("has one timeout for both, and no negative one", async () => {
    const { options } = optionsOf([() => finished(newerForm)]);
    const wait = () => options.clock.delay(100_000);
    const slow = () => wait().then(wait).then(wait);
    const run = provider.create(options).run("seedreamV5LiteGenerate", { prompt }, { timeoutMs: 250_000, onJob: slow });
    const error = await run.catch((error: SeedbedError) => error);
    expect(error).toMatchObject({ name: "TimeoutError", job: { taskId } });
    expect((error as SeedbedError).message).toContain("no result within 250 s");
  });

  test("pays for nothing under a wrong operation's name", async () => {
    const client = provider.create({ apiKey: key, fetch: () => expect.unreachable() });
    for (const name of ["getGenerationRequestStatus", "seedream5Lite", "toString"]) {
      await expect(client.run(name, { prompt })).rejects.toMatchObject({ name: "InvalidRequestError", billed: "no" });
    }
    await expect(client.call("seedream5Lite", { prompt })).rejects.toMatchObject({ name: "InvalidRequestError" });
  });
});

describe("the balance", () => {
  const credits = { amount: 150, currency: "credits", parts: {} };
  const wallet = () => Response.json({ balance: "150.00" });
  const missing = () => Response.json({ error: "Not found." }, { status: 404 });

  test("is asked at the newer path", async () => {
    const { client, requests } = clientOf([wallet]);
    expect(await client.balance()).toEqual(credits);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/account/user/wallet/"]);
  });

  test("is asked at the older path where there is no newer", async () => {
    const { client, requests } = clientOf([missing, wallet]);
    expect(await client.balance()).toEqual(credits);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/account/user/wallet/", "/user/wallet/"]);
  });

  test("is not asked twice where the key is refused", async () => {
    const { client, requests } = clientOf([() => new Response(null, { status: 401 })]);
    await expect(client.balance()).rejects.toMatchObject({ name: "AuthenticationError", operation: "getWallet" });
    expect(requests).toHaveLength(1);
  });
});

describe("what is not a task and no job is refused, and nothing is sent", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["no object", 7],
    ["no task", {}],
  ])("status of %s", async (_name, request) => {
    const { client, requests } = clientOf();
    await expect(client.getGenerationRequestStatus(request as never)).rejects.toMatchObject({
      name: "InvalidRequestError",
    });
    expect(requests).toHaveLength(0);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["half a job", { taskId }],
    ["a job of another provider", { ...job, provider: "segmind" }],
  ])("the result of %s", async (_name, given) => {
    const { client, requests } = clientOf();
    await expect(client.waitForResult(given as never)).rejects.toMatchObject({
      name: "InvalidRequestError",
      field: "job",
    });
    expect(requests).toHaveLength(0);
  });
});

test("what the answer to a submit held beyond the documents stands on the generation", async () => {
  const { options } = optionsOf([() => finished(seedForm)], () => Response.json({ task_id: taskId, queue: 3 }));
  const { drift } = await provider.create(options).run("seedreamV5LiteGenerate", { prompt });
  expect(drift).toEqual([{ field: "queue", message: "queue is in no document" }]);
});

test("it has no synchronous mode, and says so", () => {
  expect(() => create3DAIStudio({ apiKey: key, mode: "sync" })).toThrow(
    '3daistudio has no mode "sync": it makes Seedream images in mode async alone.',
  );
  expect(() => create3DAIStudio({ apiKey: key, mode: "async" })).not.toThrow();
});

test("a job whose idempotency key was met before is polled again, and its generation says so", async () => {
  const { options, requests } = optionsOf([() => finished(seedForm)]);
  const earlier = { id: "17", reservedAt: job.submittedAt, cost: null, job, reply: { task_id: taskId } };
  const accounting = { reserve: async () => ({ earlier, settle() {} }), admit: async () => {} };
  const client = provider.create({ ...options, accounting });
  const generation = await client.run("seedreamV5LiteGenerate", { prompt }, { idempotencyKey: "order-1" });
  expect(generation).toMatchObject({ earlier: { id: "17" }, job, images: [{ width: 4 }] });
  expect(requests.map(({ method }) => method)).not.toContain("POST");
});
