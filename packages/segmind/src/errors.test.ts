import type { ClientOptions, SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { createSegmind } from "./client.ts";
import { operations } from "./gen/operations.gen.ts";

const key = "SG_0123456789abcdef";
const prompt = "a koi pond";
const gif = new Uint8Array([71, 73, 70, 56, 57, 97, 4, 0, 3, 0, 0, 0, 0, 59]); // 4 x 3

/** A client whose POSTs get one answer and whose downloads get an image. */
function clientOf(answer: () => Response, options: ClientOptions = {}) {
  const posts: { url: string; headers: Headers; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method === "GET") return new Response(gif);
    posts.push({ url: request.url, headers: request.headers, body: await request.json() });
    return answer();
  };
  return {
    posts,
    client: createSegmind({ apiKey: key, fetch, clock: createInstantClock(), timeoutMs: 300_000_000, ...options }),
  };
}

const image = (headers: Record<string, string> = {}) =>
  new Response(gif, { headers: { "content-type": "image/jpeg", ...headers } });

describe("an error answer", () => {
  const documented: [status: number, name: string, billed: string][] = [
    [400, "InvalidRequestError", "no"],
    [401, "AuthenticationError", "no"],
    [403, "AuthenticationError", "no"],
    [404, "NotFoundError", "no"],
    [405, "InvalidRequestError", "no"],
    [406, "InsufficientCreditsError", "no"],
    [410, "NotFoundError", "no"],
    [429, "RateLimitError", "no"],
    [500, "OutcomeUnknownError", "unknown"],
    [502, "OutcomeUnknownError", "unknown"],
    [504, "OutcomeUnknownError", "unknown"],
  ];
  test.each(documented)("%d is a %s, billed %s", async (status, name, billed) => {
    const answer = () => Response.json({ error: "the words of it" }, { status, headers: { "x-request-id": "r-1" } });
    const error = await clientOf(answer)
      .client.seedreamV5LiteTextToImage({ prompt })
      .catch((error: SeedbedError) => error);
    expect(error).toMatchObject({
      name,
      billed,
      status,
      requestId: "r-1",
      provider: "segmind",
      operation: "seedreamV5LiteTextToImage",
    });
    expect((error as SeedbedError).message).toMatch(
      new RegExp(`^segmind seedreamV5LiteTextToImage failed with ${status}: the words of it`),
    );
  });

  test("of every documented status stands in the generated table, and in no other", () => {
    for (const { errors } of [
      operations.seedreamV5LiteTextToImage,
      operations.seedreamV5LiteImageToImage,
      operations.seedreamV3TextToImage,
    ])
      expect(errors.map(({ status }) => status)).toEqual(documented.map(([status]) => status));
  });

  test.each<[string, string, string]>([
    ["Invalid content type", "InvalidRequestError", "Invalid content type"],
    ["Value error: size must be one of 2K, 3K", "InvalidRequestError", "size"],
    ["Insufficient credits. Your balance is 0.01, this costs 0.035", "InsufficientCreditsError", "balance"],
    ["Insufficient credits for the parameter max_images", "InsufficientCreditsError", "max_images"],
    ["Team spend limit reached", "InsufficientCreditsError", "limit"],
  ])("406 %j is a %s", async (words, name, part) => {
    const error = await clientOf(() => Response.json({ error: words }, { status: 406 }))
      .client.seedreamV3TextToImage({ prompt, aspect_ratio: "1:1" })
      .catch((error: SeedbedError) => error);
    expect(error).toMatchObject({ name, billed: "no", message: expect.stringContaining(part) });
  });

  test.each<[string, Response, string]>([
    ["plain text", new Response("Insufficient credits", { status: 406 }), ": Insufficient credits"],
    ["an HTML page", new Response("<html><h1>405</h1>", { status: 405 }), ""],
    ["nothing", new Response(null, { status: 404 }), ""],
    [
      "an error that is not a text",
      Response.json({ error: { deep: true } }, { status: 400 }),
      ': {"error":{"deep":true}}',
    ],
  ])("in %s keeps its words", async (_name, answer, words) => {
    const error = await clientOf(() => answer)
      .client.seedreamV5LiteTextToImage({ prompt })
      .catch((error: SeedbedError) => error);
    expect(error).toHaveProperty("message", `segmind seedreamV5LiteTextToImage failed with ${answer.status}${words}`);
  });

  test("a 429 waits for x-rate-limit-reset-at-utc", async () => {
    let asked = 0;
    const limited = () => {
      asked += 1;
      const reset = new Date(Date.parse("2026-02-25T12:00:09Z")).toISOString().replace("Z", "");
      const headers = { date: "Wed, 25 Feb 2026 12:00:00 GMT", "x-rate-limit-reset-at-utc": reset };
      return asked === 1 ? new Response(null, { status: 429, headers }) : image();
    };
    const { timing } = await clientOf(limited).client.seedreamV5LiteTextToImage({ prompt });
    expect(timing.waitedMs).toBeGreaterThanOrEqual(9000);
    expect(asked).toBe(2);
  });
});
