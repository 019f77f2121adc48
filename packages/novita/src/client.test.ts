import { inspect } from "node:util";
import { type ClientOptions, encodeBase64, type Outcome, type SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { createNovita } from "./client.ts";
import type { Seedream5LiteRequest } from "./gen/client.gen.ts";
import { operations } from "./gen/operations.gen.ts";
import { provider } from "./index.ts";

const key = "sk_0123456789abcdef";
const prompt = "a koi pond";
const gif = new Uint8Array([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0, 59]); // 4 x 3
const base64 = encodeBase64(gif);

function clientOf(answer: () => Response, options: ClientOptions = {}) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    return request.method === "GET" ? new Response(gif) : answer();
  };
  return {
    requests,
    client: createNovita({ apiKey: key, fetch, clock: createInstantClock(), timeoutMs: 300_000_000, ...options }),
  };
}

const failing = async (answer: () => Response) =>
  (await clientOf(answer)
    .client.seedream5Lite({ prompt })
    .catch((error: SeedbedError) => error)) as SeedbedError;

test("is one POST with Novita's own fields and the key as a bearer", async () => {
  const { client, requests } = clientOf(() => Response.json({ images: [base64] }));
  const request: Seedream5LiteRequest = { prompt, size: "2048x2048", optimize_prompt_options: { mode: "standard" } };
  await client.seedream5Lite(request);
  const [post] = requests;
  expect(post?.url).toBe("https://api.novita.ai/v3/seedream-5.0-lite");
  expect(post?.headers.get("authorization")).toBe(`Bearer ${key}`);
  expect(await post?.json()).toEqual(request);
});

describe("an image may be", () => {
  test.each([
    ["an address", "https://files.test/1.gif"],
    ["a data URI", `data:image/gif;base64,${base64}`],
    ["base64", base64],
  ])("%s", async (_name, text) => {
    const { client, requests } = clientOf(() => Response.json({ images: [text] }));
    const { images, cost } = await client.seedream5Lite({ prompt });
    expect(images).toMatchObject([{ mediaType: "image/gif", width: 4, height: 3 }]);
    expect(cost).toBeNull();
    expect(requests.slice(1).some(({ headers }) => headers.has("authorization"))).toBe(false);
  });

  test.each<[string, () => Response]>([
    ["the image itself", () => new Response(gif, { headers: { "content-type": "image/gif" } })],
    ["base64 as text", () => new Response(base64)],
  ])("%s, which is drift", async (_name, answer) => {
    const { images, drift } = await clientOf(answer).client.seedream5Lite({ prompt });
    expect(images).toMatchObject([{ mediaType: "image/gif", width: 4, height: 3 }]);
    expect(drift).toMatchObject([{ field: "content-type" }]);
  });

  test.each<[string, () => Response, string]>([
    ["missing", () => Response.json({ images: [] }), "answered without an image"],
    ["nowhere", () => Response.json({}), "answered without an image"],
    ["null", () => Response.json({ images: [null] }), "answered without an image: image 1 of 1: images[0] is null"],
    [
      "cut off",
      () => new Response('{"images":["', { headers: { "content-type": "application/json" } }),
      "answered JSON that cannot be read",
    ],
  ])("%s, which is a ResponseValidationError", async (_name, answer, text) => {
    expect(await failing(answer)).toMatchObject({
      name: "ResponseValidationError",
      message: `novita seedream5Lite ${text}`,
      billed: "unknown",
    });
  });
});

test.each<[string, unknown, string]>([
  ["null", null, "images[1] is null"],
  ["an error", { error: { message: "refused", code: "SENSITIVE" } }, "images[1] has no url: refused (SENSITIVE)"],
  ["a number", 7, "images[1] is 7"],
  ["an empty text", "", "images[1] is empty"],
  ["a text that is not an image", btoa("hello"), "gave bytes that are no image where an image was due"],
])("%s among good images is a shortfall, and the others are given and counted", async (_name, item, reason) => {
  const outcomes: Outcome[] = [];
  const accounting = {
    admit: async () => {},
    reserve: () => ({ settle: (outcome: Outcome) => void outcomes.push(outcome) }),
  };
  const prices = { models: { "novita/seedream-5.0-lite": 0.25 } };
  const url = "https://files.test/3.gif";
  const { client } = clientOf(() => Response.json({ images: [base64, item, url] }), {
    accounting,
    prices,
    timeoutMs: 1e9,
  });
  const generation = await client.seedream5Lite({ prompt });
  expect(generation.images).toMatchObject([{ width: 4 }, { width: 4, url }]);
  expect(generation.shortfall).toEqual([{ index: 1, reason }]);
  expect(generation.cost).toMatchObject({ min: 0.5, max: 0.5 });
  expect(outcomes).toMatchObject([
    { state: "accepted", cost: { max: 0.5 }, images: [{ url }], shortfall: generation.shortfall },
  ]);
});

test("what is new beside the images is drift", async () => {
  const answer = { images: [base64], images_nsfw: null, task: { id: 7 } };
  const { images, drift, shortfall } = await clientOf(() => Response.json(answer), {
    timeoutMs: 1e9,
  }).client.seedream5Lite({ prompt });
  expect(images).toHaveLength(1);
  expect(shortfall).toBeUndefined();
  expect(drift.map(({ field }) => field)).toEqual(["images_nsfw", "task"]);
});

test.each<[object, number, number]>([
  [{}, 1, 1],
  [{ sequential_image_generation: "disabled" }, 1, 1],
  [{ sequential_image_generation: "auto" }, 1, 15],
  [{ sequential_image_generation: "auto", sequential_image_generation_options: { max_images: 4 } }, 1, 4],
  [{ sequential_image_generation_options: { max_images: 4 } }, 1, 1],
])("reserves for %j what the caller's price makes of %d to %d images", async (given, min, max) => {
  const reserved: unknown[] = [];
  const accounting = {
    admit: async () => {},
    reserve: (attempt: { cost: unknown }) => {
      reserved.push(attempt.cost);
      return { settle() {} };
    },
  };
  const prices = { models: { "novita/seedream-5.0-lite": 1 } };
  await clientOf(() => Response.json({ images: [base64] }), { accounting, prices }).client.seedream5Lite({
    prompt,
    ...given,
  });
  expect(reserved).toMatchObject([{ min, max, currency: "USD", basis: "configured" }]);
});

describe("an error answer", () => {
  const documented: [status: number, reason: string | null, name: string, billed: string][] = [
    [400, "INVALID_REQUEST_BODY", "InvalidRequestError", "no"],
    [400, "IMAGE_FILE_EXCEEDS_MAX_SIZE", "InvalidRequestError", "no"],
    [400, "INVALID_IMAGE_FORMAT", "InvalidRequestError", "no"],
    [400, "IMAGE_EXCEEDS_MAX_RESOLUTION", "InvalidRequestError", "no"],
    [400, "INVALID_IMAGE_SIZE", "InvalidRequestError", "no"],
    [400, "IMAGE_NO_FACE_DETECTED", "InvalidRequestError", "no"],
    [400, "INVALID_CUSTOM_OUTPUT_PATH", "InvalidRequestError", "no"],
    [400, "INVALID_AUDIO_FILE", "InvalidRequestError", "no"],
    [400, "ILLEGAL_PROMPT", "ContentPolicyViolationError", "no"],
    [400, "ILLEGAL_IMAGE_CONTENT", "ContentPolicyViolationError", "no"],
    [400, "BILLING_BALANCE_NOT_ENOUGH", "InsufficientCreditsError", "no"],
    [400, "MISSING_API_KEY", "AuthenticationError", "no"],
    [400, null, "InvalidRequestError", "no"],
    [401, "FAILED_TO_AUTH", "AuthenticationError", "no"],
    [401, null, "AuthenticationError", "no"],
    [403, "INVALID_API_KEY", "AuthenticationError", "no"],
    [403, "BILLING_AUTH_FAILED", "AuthenticationError", "no"],
    [403, "FEATURE_NOT_ALLOWED", "AuthenticationError", "no"],
    [403, "API_NOT_ALLOWED", "AuthenticationError", "no"],
    [403, "NEED_REAL_NAME_VERIFY", "AuthenticationError", "no"],
    [403, "ACCESS_DENY", "AuthenticationError", "no"],
    [403, "NOT_ENOUGH_BALANCE", "InsufficientCreditsError", "no"],
    [403, null, "AuthenticationError", "no"],
    [404, "API_NOT_FOUND", "NotFoundError", "no"],
    [404, "MODEL_NOT_FOUND", "NotFoundError", "no"],
    [404, "TASK_NOT_FOUND", "NotFoundError", "no"],
    [404, null, "NotFoundError", "no"],
    [429, "RATE_LIMIT_EXCEEDED", "RateLimitError", "no"],
    [429, "TOKEN_LIMIT_EXCEEDED", "RateLimitError", "no"],
    [429, null, "RateLimitError", "no"],
    [500, "BILLING_FAILED", "OutcomeUnknownError", "unknown"],
    [500, "CREATE_TASK_FAILED", "OutcomeUnknownError", "unknown"],
    [500, "GET_RESULT_FAILED", "OutcomeUnknownError", "unknown"],
    [500, "TASK_FAILED", "OutcomeUnknownError", "unknown"],
    [500, null, "OutcomeUnknownError", "unknown"],
    [503, "SERVICE_NOT_AVAILABLE", "OutcomeUnknownError", "unknown"],
    [503, null, "OutcomeUnknownError", "unknown"],
    [504, null, "OutcomeUnknownError", "unknown"],
  ];
  test.each(documented)("%d %s is a %s, billed %s", async (status, reason, name, billed) => {
    const body = { code: status, ...(reason ? { reason } : {}), message: "the words of it", metadata: {} };
    const error = await failing(() => Response.json(body, { status, headers: { "x-trace-id": "r-1" } }));
    expect(error).toMatchObject({ name, billed, status, code: reason ?? undefined, requestId: "r-1" });
    expect(error.message).toMatch(
      `novita seedream5Lite failed with ${status}: the words of it${reason ? ` (${reason})` : ""}`,
    );
  });

  test("of every documented code stands in the generated table, and no other", () => {
    const table = operations.seedream5Lite.errors.map(({ status, code }) => [status, code]);
    expect(table).toEqual(documented.map(([status, reason]) => [status, reason]));
  });

  test.each<[string, number, object, string]>([
    [
      "a balance code under another status",
      400,
      { reason: "NOT_ENOUGH_BALANCE", message: "not enough balance" },
      "InsufficientCreditsError",
    ],
    ["a code in another case", 400, { reason: "illegal_prompt", message: "no" }, "ContentPolicyViolationError"],
    [
      "moderation within the message",
      400,
      { reason: "INVALID_REQUEST_BODY", message: '{"error":{"code":"InputTextSensitiveContentDetected"}}' },
      "ContentPolicyViolationError",
    ],
    ["a code that no table has", 400, { reason: "NEW_CODE", message: "no" }, "InvalidRequestError"],
    ["a status that no table has", 402, { message: "pay" }, "InsufficientCreditsError"],
    ["no body at all", 422, {}, "InvalidRequestError"],
  ])("with %s", async (_name, status, body, name) => {
    expect(await failing(() => Response.json(body, { status }))).toMatchObject({ name, status });
  });
});

test("no error and no printed client shows the key", async () => {
  const { client } = clientOf(() => Response.json({ message: `bad token ${key}` }, { status: 401 }));
  const error = await client.seedream5Lite({ prompt }).catch((error: SeedbedError) => error);
  const printed = [
    inspect(client, { depth: 9 }),
    JSON.stringify(client),
    inspect(error),
    JSON.stringify(error),
    String(error),
  ];
  expect(printed.join()).not.toContain(key);
  expect(printed.join()).toContain("bad token [redacted]");
});

test("a wrong operation's name pays for nothing", async () => {
  const client = provider.create({ apiKey: key, fetch: () => expect.unreachable() });
  await expect(client.run("seedreamV5Lite", { prompt })).rejects.toMatchObject({ name: "InvalidRequestError" });
});

test("an image's address that only we can reach does not go to Novita", async () => {
  const { client, requests } = clientOf(() => Response.json({ images: [base64] }));
  for (const image of [["http://localhost/a.png"], ["https://a.example.com/a.png", "http://10.0.0.1/a.png"]])
    await expect(client.seedream5Lite({ prompt, image })).rejects.toThrow("leads into a private network");
  expect(requests).toEqual([]);
});
