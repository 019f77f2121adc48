import type { ClientOptions, Cost, Job, JobProgress, SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { createSegmind } from "./client.ts";
import { provider } from "./index.ts";

const key = "SG_0123456789abcdef";
const prompt = "a koi pond";
const gif = new Uint8Array([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0, 59]); // 4 x 3
const id = "2c7f59ea-13f1-402c-9353-915a2b5a2124";
const url = "https://images.segmind.com/generations/1.jpeg";
const elsewhere = "https://elsewhere.test/requests/9";
const submitted = {
  request_id: id,
  status: "QUEUED",
  poll_url: elsewhere,
  status_url: elsewhere,
  response_url: elsewhere,
};
const status = (word: string) => Response.json({ status: word, request_id: id, metrics: {} });
const result = (more: object) => Response.json({ status: "COMPLETED", error: null, ...more });
const oneImage = { output: url, images: [{ url, content_type: "image/jpeg" }], metrics: { cost: 0.05 } };
const failed = () => Response.json({ status: "FAILED", error: "Prompt is Mandatory" }, { status: 422 });

/** A client at a thousand times the speed; polls and results get their answers in order. */
function optionsOf(
  statuses: readonly (() => Response)[],
  results: readonly (() => Response)[] = [() => result(oneImage)],
  submit: object = submitted,
) {
  const requests: Request[] = [];
  const counts = { status: 0, result: 0 };
  const next = (kind: keyof typeof counts, plays: readonly (() => Response)[]) => {
    counts[kind] += 1;
    return plays[Math.min(counts[kind], plays.length) - 1]?.() ?? Response.error();
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    if (request.method === "POST") return Response.json(submit);
    if (request.url.endsWith("/status")) return next("status", statuses);
    return request.url.startsWith("https://api.segmind.com/v2/") ? next("result", results) : new Response(gif);
  };
  const options = {
    apiKey: key,
    fetch,
    clock: createInstantClock(Date.parse("2026-11-30T12:00:00Z")),
    timeoutMs: 300_000_000,
    mode: "async",
  } satisfies ClientOptions;
  return { requests, options };
}
const paths = (requests: readonly Request[]) => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);

const job: Job = {
  version: 1,
  provider: "segmind",
  model: "segmind/seedream-v5-lite",
  operation: "submitSeedreamV5LiteImageToImage",
  taskId: id,
  submittedAt: "2026-02-25T12:00:00.000Z",
  request: { prompt, max_images: 3 },
};

test.each(["seedreamV3TextToImge", "constructor", "getUserCredits", undefined])(
  "submit refuses %s, which makes no images, and sends nothing",
  async (name) => {
    const { requests, options } = optionsOf([]);
    const submit = createSegmind(options).submit(name as never, { prompt } as never);
    await expect(submit).rejects.toMatchObject({
      name: "InvalidRequestError",
      message: expect.stringContaining(`segmind has no operation "${name}"`),
    });
    expect(requests).toHaveLength(0);
  },
);

test.each(["seedreamV5LiteTextToImage", "seedreamV5LiteImageToImage", "seedreamV3TextToImage"] as const)(
  "%s submits, polls and fetches by the id alone, and gives a generation with the reported cost",
  async (name) => {
    const { requests, options } = optionsOf([
      () => status("QUEUED"),
      () => status("PROCESSING"),
      () => status("COMPLETED"),
    ]);
    const body = name === "seedreamV3TextToImage" ? { prompt, aspect_ratio: "1:1" as const } : { prompt };
    const states: string[] = [];
    const onProgress = (progress: JobProgress) => void states.push(`${progress.state} ${progress.providerState}`);
    const generation = await createSegmind(options)[name](body as never, { onProgress });
    expect(generation).toMatchObject({
      provider: "segmind",
      operation: `submitS${name.slice(1)}`,
      images: [{ width: 4, height: 3, url }],
      cost: { min: 0.05, max: 0.05, currency: "USD", basis: "reported", source: "metrics.cost" },
      timing: { polled: { minMs: expect.any(Number) } },
      job: { taskId: id, version: 1 },
      drift: [],
    });
    expect(states).toEqual(["waiting QUEUED", "running PROCESSING", "succeeded COMPLETED"]);
    expect(paths(requests)).toEqual([
      expect.stringMatching(/^POST \/v2\/seedream-v/),
      ...Array(3).fill(`GET /v2/requests/${id}/status`),
      `GET /v2/requests/${id}`,
      "GET /generations/1.jpeg",
    ]);
    expect(requests.map(({ headers }) => headers.get("x-api-key"))).toEqual([...Array(5).fill(key), null]);
  },
);

describe("a result gives its images", () => {
  const b = "https://images.segmind.com/generations/2.jpeg";
  test.each<[string, object, string[]]>([
    ["in output, as a text", { output: url }, [url]],
    ["in output, as a list", { output: [url, b] }, [url, b]],
    ["in images, where both are there", { output: url, images: [{ url }, { url: b }] }, [url, b]],
    ["in output, where images are null", { output: url, images: null }, [url]],
  ])("%s", async (_name, answer, urls) => {
    const { options } = optionsOf([() => status("COMPLETED")], [() => result(answer)]);
    const generation = await createSegmind(options).waitForResult(job);
    expect(generation.images.map((image) => image.url)).toEqual(urls);
    expect(generation.cost).toMatchObject({ min: 0.035, max: 0.105, basis: "price-table" });
  });
});

test.each<[string, object, Record<string, string>, number]>([
  ["its metrics", { output: url, metrics: { cost: 0.05 } }, {}, 0.05],
  ["its header", { output: url }, { "x-cost": "0.06" }, 0.06],
])("the cost that a result has in %s is booked, also on resume", async (_name, answer, headers, cost) => {
  const booked: unknown[] = [];
  const accounting = {
    admit: async () => {},
    reserve: () => ({ settle() {} }),
    charged: (of: Job, { max, basis }: Cost) => void booked.push([of.taskId, max, basis]),
  };
  const end = () => Response.json({ status: "COMPLETED", ...answer }, { headers });
  const { options } = optionsOf([() => status("COMPLETED")], [end]);
  const generation = await createSegmind({ ...options, accounting, timeoutMs: 1e9 }).waitForResult(job);
  expect(generation.cost).toMatchObject({ min: cost, max: cost, basis: "reported" });
  expect(booked).toEqual([[id, cost, "reported"]]);
});

test("a bad item among the images of a result is a shortfall, and what is new elsewhere is drift", async () => {
  const answer = { images: [null, { url }, { url: null, error: "NSFW" }], metrics: null, seed: {}, status: 7 };
  const odd = () => Response.json({ status: "COMPLETED", request_id: 7, metrics: { cost: "none" }, error: 0 });
  const { options } = optionsOf([odd], [() => Response.json(answer)], { ...submitted, status: null, poll_url: 7 });
  const generation = await createSegmind({ ...options, timeoutMs: 1e9 }).seedreamV5LiteTextToImage({
    prompt,
    max_images: 3,
  });
  expect(generation.images).toMatchObject([{ url }]);
  expect(generation.shortfall).toEqual([
    { index: 0, reason: "images[0] is null" },
    { index: 2, reason: "images[2].url is null: NSFW" },
  ]);
  const fields = generation.drift.map(({ field }) => field);
  expect(fields).toEqual(expect.arrayContaining(["poll_url", "request_id", "metrics.cost", "metrics", "status"]));
});

describe("a failure carries the job", () => {
  test.each<[string, Parameters<typeof optionsOf>, string, string]>([
    ["422 on the status", [[failed]], "GenerationFailedError", "no"],
    ["422 on the result", [[() => status("COMPLETED")], [failed]], "GenerationFailedError", "no"],
    ["FAILED in a 200", [[() => status("FAILED")]], "GenerationFailedError", "no"],
    ["a result without images", [[() => status("COMPLETED")], [() => result({})]], "ResponseValidationError", "yes"],
    [
      "404 on a request of long ago",
      [[() => Response.json({ error: `Request ${id} not found` }, { status: 404 })]],
      "ResultExpiredError",
      "yes",
    ],
  ])("%s", async (_name, plays, name, billed) => {
    const { options } = optionsOf(...plays);
    const old = { ...job, expiresAt: "2026-02-25T13:00:00.000Z" };
    const error: SeedbedError = await createSegmind(options)
      .waitForResult(old)
      .catch((error) => error);
    expect(error).toMatchObject({ name, billed, job: old });
  });

  test("its words are the provider's", async () => {
    const { options } = optionsOf([failed]);
    await expect(createSegmind(options).waitForResult(job)).rejects.toThrow(
      "segmind getRequestStatus failed with 422: Prompt is Mandatory",
    );
  });
});

test("a job is plain JSON without key, host or image, and is resumed by another client in either mode", async () => {
  const { options } = optionsOf([() => status("COMPLETED")]);
  const submittedJob = await createSegmind(options).submit("seedreamV5LiteImageToImage", {
    prompt,
    image_input: ["data:image/png;base64,AAEC"],
  });
  const text = JSON.stringify(submittedJob);
  for (const secret of [key, "AAEC", "segmind.com"]) expect(text).not.toContain(secret);
  const { mode: _mode, ...sync } = options;
  expect(await createSegmind(sync).waitForResult(JSON.parse(text))).toMatchObject({ images: [{ width: 4 }] });
});

test("an id that could not be asked for is said at once, and not called unpaid", async () => {
  const { options, requests } = optionsOf([], [], { request_id: "../user" });
  await expect(createSegmind(options).seedreamV5LiteTextToImage({ prompt })).rejects.toMatchObject({
    name: "ResponseValidationError",
    billed: "unknown",
    field: "request_id",
  });
  expect(requests).toHaveLength(1);
});

describe("what is not a job and no request is refused, and nothing is sent", () => {
  test.each<[string, (client: ReturnType<typeof createSegmind>) => Promise<unknown>]>([
    ["the result of nothing", (client) => client.waitForResult(undefined as never)],
    ["the result of another provider's job", (client) => client.waitForResult({ ...job, provider: "novita" })],
    [
      "the result of an operation that submits none",
      (client) => client.waitForResult({ ...job, operation: "getRequestStatus" }),
    ],
    ["the result of an id that leads elsewhere", (client) => client.waitForResult({ ...job, taskId: "../x" })],
    ["the status of nothing", (client) => client.getRequestStatus(undefined as never)],
    ["the result of an id alone that leads elsewhere", (client) => client.getRequestResult({ request_id: ".." })],
  ])("%s", async (_name, call) => {
    const { options, requests } = optionsOf([]);
    await expect(call(createSegmind(options))).rejects.toMatchObject({ name: "InvalidRequestError" });
    expect(requests).toHaveLength(0);
  });
});

describe("the provider", () => {
  test("makes a job of an operation of v2 in either mode, and of one of v1 where the mode says so", async () => {
    for (const [mode, operation, path] of [
      ["sync", "submitSeedreamV5LiteTextToImage", "/v2/seedream-v5-lite-text-to-image"],
      ["async", "seedreamV5LiteTextToImage", "/v2/seedream-v5-lite-text-to-image"],
    ] as const) {
      const { options, requests } = optionsOf([() => status("COMPLETED")]);
      await provider.create({ ...options, mode }).run(operation, { prompt });
      expect(new URL(requests[0]?.url ?? "").pathname).toBe(path);
    }
  });

  test("carries what the submit held beyond the documents", async () => {
    const { options } = optionsOf([() => status("COMPLETED")], undefined, { ...submitted, position: 3 });
    const { drift } = await provider.create(options).run("seedreamV5LiteTextToImage", { prompt });
    expect(drift).toEqual([{ field: "position", message: "position is in no document" }]);
  });

  test("tells the balance, both parts together", async () => {
    const fetch = async () => Response.json({ credits: 1.5, "free-credits": 0.25 });
    expect(await provider.create({ apiKey: key, fetch }).balance?.()).toEqual({
      amount: 1.75,
      currency: "USD",
      parts: { credits: 1.5, "free-credits": 0.25 },
    });
  });

  test("has no third mode", () => {
    expect(() => provider.create({ apiKey: key, mode: "batch" as never })).toThrow(
      'segmind has no mode "batch": it makes Seedream images in mode sync or async.',
    );
  });
});
