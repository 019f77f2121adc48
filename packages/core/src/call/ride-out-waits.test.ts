import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import type { Job } from "../job/job.ts";
import { failure, refused } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { dialect, fact, key, look, type Play, playFetch, transmitLook } from "../testing/fake-provider.ts";
import { createContext } from "./client-context.ts";
import { withDeadline } from "./deadline.ts";
import type { SeedbedError } from "./errors.ts";
import { readAnswer } from "./parse-answer.ts";
import { rideOut } from "./ride-out.ts";

const submittedAt = "2026-02-25T12:00:00.000Z";
const submittedMs = Date.parse(submittedAt);
const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/seedream",
  operation: "submit",
  taskId: "t-1",
  submittedAt,
  request: {},
};
const done = () => Response.json({ state: "fine" });
const missing = () => new Response("{}", { status: 404 });
const wrong = () => Response.json({ state: 7 });
const busy = (seconds?: string) => () =>
  new Response(null, { status: 408, ...(seconds && { headers: { "retry-after": seconds } }) });
const limited = (seconds: string) => () => new Response(null, { status: 429, headers: { "retry-after": seconds } });
const zState = z.looseObject({ state: z.string() });

interface Setting {
  readonly startMs?: number;
  readonly timeoutMs?: number;
  readonly expiresAt?: string;
  readonly rateLimit?: { readonly requests: number; readonly perMs: number };
}

/** Asks for a job, and tells when, what trouble there was and how it ended. */
async function asked(plays: readonly Play[], setting: Setting = {}) {
  const { startMs = submittedMs, timeoutMs = 600_000, expiresAt, rateLimit = null } = setting;
  const clock = createFakeClock(startMs);
  const { fetch } = playFetch(...plays);
  const at: number[] = [];
  const noting: typeof fetch = (input, init) => {
    at.push(clock.now() - startMs);
    return fetch(input, init);
  };
  const context = createContext({ ...fact, rateLimit }, dialect, { apiKey: key, clock, fetch: noting });
  const told: [name: string, waitMs: number][] = [];
  const question = {
    operation: look,
    transmit: transmitLook(context),
    read: (answer: Parameters<typeof readAnswer>[2]) => readAnswer(context, look, answer, zState, ["state"]).value,
    onTrouble: (trouble: SeedbedError, waitMs: number) => void told.push([trouble.name, waitMs]),
  };
  const running = withDeadline(clock, timeoutMs, undefined, (deadline) =>
    rideOut(context, question, { ...job, ...(expiresAt && { expiresAt }) }, deadline),
  );
  const outcome = await clock.finish(
    running.then(
      ({ value }) => value,
      () => failure(running),
    ),
  );
  return { outcome, at, told };
}

const fine = { state: "fine" };
const times = (play: Play, count: number) => Array.from({ length: count }, () => play);

describe("the wait for trouble to pass", () => {
  test("is two seconds, then twice as long each time, up to half a minute", async () => {
    const { outcome, at, told } = await asked([...times(busy(), 6), done]);
    expect(outcome).toEqual(fine);
    expect(at).toEqual([0, 2000, 6000, 14_000, 30_000, 60_000, 90_000]);
    expect(told.map(([, waitMs]) => waitMs)).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(told[0]?.[0]).toBe("ProviderError");
  });

  test("is the same for any fault of the provider's servers", async () => {
    const fault = () => new Response(null, { status: 500 });
    expect((await asked([...times(fault, 4), done])).outcome).toEqual(fine); // a GET is sent three times
  });

  test("is what the provider asks for, and keeps to its rate limit", async () => {
    const rateLimit = { requests: 6, perMs: 60_000 };
    expect((await asked([limited("90"), done])).at).toEqual([0, 90_000]);
    expect((await asked([busy(), done], { rateLimit })).at).toEqual([0, 10_500]);
    expect((await asked([limited("90"), done], { rateLimit })).at).toEqual([0, 90_000]);
  });

  test("is not begun if it would last until the end of the time", async () => {
    const { outcome, at } = await asked([limited("90")], { timeoutMs: 90_000 });
    expect(outcome).toMatchObject({ name: "RateLimitError", retryAfterMs: 90_000 });
    expect(at).toEqual([0]);
    expect((await asked([limited("90"), done], { timeoutMs: 90_001 })).outcome).toEqual(fine);
  });

  test("that the end of the time ends names the trouble", async () => {
    const { outcome } = await asked([busy()], { timeoutMs: 1999 });
    expect(outcome).toMatchObject({ name: "TimeoutError", billed: "yes", job, cause: { status: 408 } });
  });
});

describe("a job that is not found", () => {
  const old = { startMs: submittedMs + 3_600_000 };

  test("is believed at the third time in a row, and any other answer between starts anew", async () => {
    expect((await asked([missing, missing, done], old)).outcome).toEqual(fine);
    expect((await asked([missing], old)).at).toHaveLength(3);
    expect((await asked([missing, missing, busy(), missing, missing, done], old)).outcome).toEqual(fine);
    expect((await asked([missing, missing, ...times(refused(), 3), missing, missing, done], old)).outcome).toEqual(
      fine,
    );
    expect((await asked([missing, wrong, missing, done], old)).outcome).toMatchObject({ name: "NotFoundError" });
  });

  test("is young for a minute", async () => {
    // The third answer comes six seconds after the first.
    const third = (ageMs: number) => asked([missing, missing, missing, done], { startMs: submittedMs + ageMs - 6000 });
    expect((await third(59_999)).outcome).toEqual(fine);
    expect((await third(60_000)).outcome).toMatchObject({ name: "NotFoundError" });
  });

  test("is gone once its time is over", async () => {
    const expiresAt = "2026-02-25T12:00:10.000Z";
    const gone = await asked([missing, done], { expiresAt, startMs: submittedMs + 10_001 });
    expect(gone.outcome).toMatchObject({ name: "NotFoundError" });
    expect((await asked([missing, done], { expiresAt, startMs: submittedMs + 10_000 })).outcome).toEqual(fine);
  });

  test("is another thing where the provider says that it is gone", async () => {
    const { outcome, at } = await asked([() => new Response(null, { status: 410 })]);
    expect([outcome, at]).toMatchObject([{ name: "NotFoundError", status: 410 }, [0]]);
  });
});

test("an answer that breaks its contract is believed at the third time, however young the job is", async () => {
  expect((await asked([wrong, wrong, done])).outcome).toEqual(fine);
  const { outcome, at } = await asked([wrong]);
  expect(outcome).toMatchObject({ name: "ResponseValidationError", field: "state" });
  expect(at).toHaveLength(3);
});

test("an answer of a provider in trouble that is not a trouble of its servers ends it", async () => {
  const { outcome, at } = await asked([() => new Response(null, { status: 425 }), done]);
  expect([outcome, at]).toMatchObject([{ name: "ProviderError", status: 425 }, [0]]);
});
