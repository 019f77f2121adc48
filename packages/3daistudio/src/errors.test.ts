import { inspect } from "node:util";
import type { SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { create3DAIStudio } from "./client.ts";
import { operations } from "./gen/operations.gen.ts";

const key = "3d_0123456789abcdef";
const prompt = "a koi pond";
const submitted = () => Response.json({ task_id: "t-1", created_at: "2026-02-25T12:00:00Z" });

/** A client whose every request gets an answer, at a thousand times the speed. */
function clientOf(answer: () => Response, clock = createInstantClock()) {
  return { client: create3DAIStudio({ apiKey: key, fetch: async () => answer(), clock, timeoutMs: 300_000_000 }) };
}

describe("an error answer", () => {
  const documented: [status: number, code: string | null, name: string][] = [
    [400, "validation_failed", "InvalidRequestError"],
    [400, null, "InvalidRequestError"],
    [401, "invalid_api_key", "AuthenticationError"],
    [401, "api_key_expired", "AuthenticationError"],
    [401, "api_key_revoked", "AuthenticationError"],
    [401, null, "AuthenticationError"],
    [402, "insufficient_credits", "InsufficientCreditsError"],
    [402, null, "InsufficientCreditsError"],
    [404, null, "NotFoundError"],
    [429, "rate_limited", "RateLimitError"],
    [429, null, "RateLimitError"],
  ];
  const failing = async (answer: () => Response) =>
    (await clientOf(answer)
      .client.seedreamV5LiteGenerate({ prompt })
      .catch((error: SeedbedError) => error)) as SeedbedError;

  test.each(documented)("%d %s is a %s, not billed", async (status, code, name) => {
    const error = await failing(() =>
      Response.json({ error: "the words of it", ...(code ? { error_code: code } : {}) }, { status }),
    );
    expect(error).toMatchObject({ name, status, billed: "no", code: code ?? undefined, provider: "3daistudio" });
    expect(error.message).toBe(
      `3daistudio seedreamV5LiteGenerate failed with ${status}: the words of it${code ? ` (${code})` : ""}`,
    );
  });

  test("of every documented code stands in the generated tables, and no other", () => {
    const codes = (operation: keyof typeof operations) =>
      operations[operation].errors.map(({ status, code }) => [status, code]);
    const all = documented.map(([status, code]) => [status, code]);
    expect(codes("seedreamV5LiteGenerate")).toEqual(all);
    expect(codes("seedreamV5LiteEdit")).toEqual(all);
    expect(codes("getGenerationRequestStatus")).toEqual(all.filter(([status]) => status !== 400 && status !== 402));
  });

  test.each<[string, number, object | string, object]>([
    [
      "a code in capitals",
      429,
      { error: "Request was throttled.", error_code: "RATE_LIMITED" },
      { name: "RateLimitError", code: "rate_limited" },
    ],
    [
      "its code in code",
      402,
      { code: "insufficient_credits", message: "Top up." },
      { name: "InsufficientCreditsError", code: "insufficient_credits" },
    ],
    [
      "its words in detail",
      404,
      { detail: "Not found." },
      { name: "NotFoundError", message: "3daistudio seedreamV5LiteGenerate failed with 404: Not found." },
    ],
    [
      "fields and their faults",
      400,
      { prompt: ["This field is required."] },
      { name: "InvalidRequestError", body: '{"prompt":["This field is required."]}' },
    ],
    ["an HTML page", 500, "<html>", { name: "OutcomeUnknownError", billed: "unknown" }],
    ["a slash that is missing", 301, "", { name: "OutcomeUnknownError", status: 301 }],
  ])("with %s", async (_name, status, body, want) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    expect(await failing(() => new Response(text, { status }))).toMatchObject(want);
  });

  test("of 429 is waited for as its words ask", async () => {
    let posts = 0;
    const submit = () => {
      posts += 1;
      const body = { error: "Request was throttled. Expected available in 21 seconds.", error_code: "RATE_LIMITED" };
      return posts === 1 ? Response.json(body, { status: 429 }) : submitted();
    };
    const clock = createInstantClock();
    const start = clock.now();
    await clientOf(submit, clock).client.seedreamV5LiteGenerate({ prompt });
    expect(clock.now() - start).toBeGreaterThanOrEqual(21_000);
    expect(posts).toBe(2);
  });
});

test("no error and no printed client shows the key", async () => {
  const { client } = clientOf(() => Response.json({ error: `Token ${key} is revoked` }, { status: 401 }));
  const error = await client.submit("seedreamV5LiteGenerate", { prompt }).catch((error: SeedbedError) => error);
  const printed = [
    inspect(client, { depth: 9 }),
    JSON.stringify(client),
    inspect(error),
    JSON.stringify(error),
    String(error),
  ];
  expect(printed.join()).not.toContain(key);
  expect(printed.join()).toContain("Token [redacted] is revoked");
});
