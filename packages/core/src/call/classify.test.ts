import { describe, expect, test } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, key, look, make } from "../testing/fake-provider.ts";
import { errorFromAnswer } from "./classify.ts";
import type { ErrorFact, Operation } from "./operation.ts";

const context = contextOf({ clock: createFakeClock() });

/** The error of an answer with a body as it stands. */
function callSafely(status: number, body: string, headers: Record<string, string> = {}, operation: Operation = make) {
  const text = status < 200 || status === 204 ? null : body;
  return errorFromAnswer(context, operation, new Response(text, { status, headers }), new TextEncoder().encode(body));
}

const json = (value: object) => JSON.stringify(value);
const facts = (...errors: ErrorFact[]): Operation => ({ ...make, errors });
const fact = (status: number, code: string | null, error: ErrorFact["error"], billed: ErrorFact["billed"]) =>
  ({ status, code, error, billed }) as ErrorFact; // what a table says beside these is not read here

describe("without a word in the table the status decides", () => {
  test.each<[number, string, string]>([
    [300, "ProviderError", "unknown"],
    [301, "ProviderError", "unknown"],
    [307, "ProviderError", "no"],
    [308, "ProviderError", "no"],
    [399, "ProviderError", "unknown"],
    [400, "InvalidRequestError", "no"],
    [401, "AuthenticationError", "no"],
    [402, "InsufficientCreditsError", "no"],
    [403, "AuthenticationError", "no"],
    [404, "NotFoundError", "no"],
    [407, "ProviderError", "unknown"],
    [408, "ProviderError", "unknown"],
    [410, "NotFoundError", "no"],
    [421, "ProviderError", "no"],
    [422, "InvalidRequestError", "no"],
    [424, "ProviderError", "no"],
    [425, "ProviderError", "no"],
    [429, "RateLimitError", "no"],
    [499, "InvalidRequestError", "no"],
    [500, "ProviderError", "unknown"],
    [503, "ProviderError", "unknown"],
  ])("%i is a %s, billed %s", (status, name, billed) => {
    expect(callSafely(status, "")).toMatchObject({ name, billed, status });
    expect(callSafely(status, "", {}, look).billed).toBe("no");
  });
});

describe("the table goes before the status", () => {
  const operation = facts(
    fact(400, "BAD_IMAGE", "ContentPolicyViolationError", "yes"),
    fact(400, null, "GenerationFailedError", "unknown"),
    fact(401, "BAD_IMAGE", "NotFoundError", "yes"),
  );
  test.each([
    ["its code, whatever the case", 400, "bad_image", "ContentPolicyViolationError", "yes"],
    ["a code that it does not know", 400, "OTHER", "GenerationFailedError", "unknown"],
    ["the same code of another status", 401, "BAD_IMAGE", "NotFoundError", "yes"],
    ["another status", 402, "BAD_IMAGE", "InsufficientCreditsError", "no"],
    ["a status without an entry for any code", 401, "OTHER", "AuthenticationError", "no"],
  ])("by %s", (_name, status, code, name, billed) => {
    expect(callSafely(status, json({ code, error: "no" }), {}, operation)).toMatchObject({ name, billed });
  });

  test("and without a code the entry for any code counts", () => {
    expect(callSafely(400, "{}", {}, operation).name).toBe("GenerationFailedError");
  });
});

describe("the message says what failed, where, and why", () => {
  test.each<[string, number, string, string]>([
    ["in the provider's words", 400, json({ error: "no  such\n size" }), ": no such size"],
    ["with a code that the words lack", 400, json({ code: "E1", error: "no" }), ": no (E1)"],
    ["without a code that the words have, whatever the case", 400, json({ code: "e1", error: "got E1" }), ": got E1"],
    ["with a code alone", 400, json({ code: "E1", error: "" }), `: {"code":"E1","error":""}`],
    ["with a code alone beside bytes that no text has", 400, json({ code: "E1", error: "", at: "\ufffd" }), ": (E1)"],
    ["with a text that is not valid JSON", 500, "  it broke  ", ": it broke"],
    ["without a page of HTML", 502, "<html>bad</html>", ""],
    ["without a page of HTML behind blanks", 502, "\n <html>bad</html>", ""],
    ["with nothing where nothing came", 504, "", ""],
    ["without bytes that are no text", 502, "\u0001JFIF\u0000", ""],
    ["without bytes that no text has", 502, "\ufffd\ufffdJFIF", ""],
  ])("%s", (_name, status, body, words) => {
    expect(callSafely(status, body).message).toBe(`acme make failed with ${status}${words}`);
  });

  test("in 300 characters at most, without the key", () => {
    const { message } = callSafely(400, json({ error: `${key} ${"x".repeat(400)}` }));
    expect(message).toBe(`acme make failed with 400: [redacted] ${"x".repeat(289)}`);
  });

  test("with the address of a redirect, cut to 200 characters", () => {
    const location = `https://a.test/${"x".repeat(300)}`;
    const shown = ` (a redirect to ${location.slice(0, 200)}… (315 characters), which was not followed)`;
    for (const status of [300, 301, 399]) expect(callSafely(status, "", { location }).message).toContain(shown);
    expect(callSafely(301, "", {}).message).toBe("acme make failed with 301");
    for (const status of [400, 500, 201])
      expect(callSafely(status, "", { location }).message).not.toContain("redirect");
  });
});

test("the code, the body and the id of the request are kept, and what is empty is left out", () => {
  const error = callSafely(400, ` ${json({ code: "E1", error: "no" })} `, { "x-request-id": "r-1" });
  expect(error).toMatchObject({ code: "E1", body: json({ code: "E1", error: "no" }), requestId: "r-1" });
  const bare = callSafely(400, "  ");
  expect([bare.code, bare.body, bare.requestId]).toEqual([undefined, undefined, undefined]);
});

test("a wait that is asked for is told of a 429 and of a 503, and of nothing else", () => {
  const waits = [400, 429, 500, 503].map((status) => callSafely(status, "", { "retry-after": "7" }).retryAfterMs);
  expect(waits).toEqual([undefined, 7000, undefined, 7000]);
});

test("a provider's own reading of its words goes before the table", () => {
  const refine = ({ status, message, code }: { status: number; message: string; code?: string }) =>
    message === "nude" && status === 400 && code === undefined ? ("ContentPolicyViolationError" as const) : undefined;
  const refining = { ...context, dialect: { ...context.dialect, refine } };
  const read = (body: string) =>
    errorFromAnswer(refining, make, new Response(null, { status: 400 }), new TextEncoder().encode(body)).name;
  expect(read(json({ error: "nude" }))).toBe("ContentPolicyViolationError");
  expect(read(json({ error: "nude", code: "E1" }))).toBe("InvalidRequestError");
});
