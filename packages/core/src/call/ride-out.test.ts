import { describe, expect, test } from "vitest";
import type { JobProgress } from "../job/job.ts";
import { waitForJob } from "../job/wait-for-job.ts";
import { failure, refused, reset } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, look, type Play, playFetch, transmitLook, waitCall } from "../testing/fake-provider.ts";
import { pngDataUri } from "../testing/image.ts";
import type { RunOptions } from "./client-options.ts";
import type { SeedbedError } from "./errors.ts";

const job = {
  version: 1,
  provider: "acme",
  model: "acme/seedream",
  operation: "submit",
  taskId: "t-1",
  submittedAt: "2026-02-25T12:00:00.000Z",
  expiresAt: "2026-02-26T12:00:00.000Z",
  request: {},
} as const;
const submittedMs = Date.parse(job.submittedAt);
const running = Response.json({ state: "running" });
const done = Response.json({ state: "succeeded", images: [pngDataUri(4, 3)] });
const html = new Response("<html>maintenance</html>", { headers: { "content-type": "text/html" } });
const missing = new Response('{"error":"no such task"}', { status: 404 });
const status = (code: number, headers = {}) => new Response(null, { status: code, headers });
const many = (play: Play, count: number) => Array.from({ length: count }, () => play);

/** Waits for a job whose result comes by another call if `result` is given. */
function waiting(plays: readonly Play[], options: RunOptions = {}, { startMs = submittedMs, byResult = false } = {}) {
  const clock = createFakeClock(startMs);
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({ clock, fetch });
  const call = waitCall(context);
  const result = {
    operation: { ...look, operationId: "result" },
    transmit: (taskId: string) => transmitLook(context, taskId),
    read: call.read,
  };
  const whole = byResult ? { ...call, result } : call;
  const promise = clock.finish(waitForJob(context, whole, job, { pollIntervalMs: 1000, ...options }));
  return { clock, sent, promise };
}

const passing: [string, readonly Play[]][] = [
  ["503 again and again", many(status(503), 20)],
  ["500, 502 and 504", [status(500), status(502), status(504), status(500)]],
  ["408", many(status(408), 5)],
  ["429 again and again", many(status(429), 20)],
  ["429 with a wait of 61 s", [status(429, { "retry-after": "61" })]],
  ["503 with a wait of 2 min", [status(503, { "retry-after": "120" })]],
  ["a page of HTML", many(html, 8)],
  ["JSON that is cut off", many(new Response('{"state":'), 8)],
  ["nothing", many(new Response(""), 3)],
  ["an answer that breaks its contract, twice", many(Response.json({ state: 7 }), 2)],
  ["a job that is not found yet", many(missing, 4)],
  ["refused connections", many(refused(), 9)],
  ["resets", many(reset(), 9)],
  ["all of it", [status(503), html, missing, reset(), status(429, { "retry-after": "61" }), missing, html]],
];

describe.each([
  ["polls", false],
  ["the call for its result", true],
])("of %s", (_name, byResult) => {
  const before = byResult ? [Response.json({ state: "succeeded" })] : [];

  test.each(passing)("%s is waited out", async (_name, troubles) => {
    const { promise, clock } = waiting([...before, ...troubles, done], {}, { byResult });
    expect((await promise).images).toMatchObject([{ width: 4 }]);
    expect(clock.pending).toBe(0);
  });

  test.each<[string, Play, string, RegExp]>([
    ["503", status(503), "ProviderError", /failed with 503/],
    ["HTML", html, "ResponseValidationError", /text\/html that is not valid JSON/],
    ["a reset", reset(), "ConnectionError", /broke off/],
    ["429", status(429), "RateLimitError", /failed with 429/],
  ])("%s that lasts is named when the time is over, with the job", async (_name, trouble, cause, says) => {
    const { promise, clock } = waiting([...before, trouble], { timeoutMs: 300_000 }, { byResult });
    const error = await failure(promise);
    expect(error).toMatchObject({ name: "TimeoutError", billed: "yes", job, cause: { name: cause } });
    expect((error as SeedbedError).message).toMatch(says);
    expect(clock.now() - submittedMs).toBe(300_000);
  });

  test.each<[string, Play, string, number]>([
    ["401", status(401), "AuthenticationError", 1],
    ["403", status(403), "AuthenticationError", 1],
    ["402", status(402), "InsufficientCreditsError", 1],
    ["400", status(400), "InvalidRequestError", 1],
    ["410", status(410), "NotFoundError", 1],
    ["a wait that is longer than the time left", status(429, { "retry-after": "4000" }), "RateLimitError", 1],
    ["an answer that breaks its contract each time", Response.json({ state: 7 }), "ResponseValidationError", 3],
  ])("%s ends it", async (_name, play, name, polls) => {
    const { promise, sent } = waiting([...before, play], {}, { byResult });
    expect(await failure(promise)).toMatchObject({ name, job, billed: "yes" });
    expect(sent).toHaveLength(polls + before.length);
  });
});

test("a 404 that persists ends it once the job is no longer young", async () => {
  const { promise, clock } = waiting([missing]);
  expect(await failure(promise)).toMatchObject({ name: "NotFoundError", job });
  expect(clock.now() - submittedMs).toBeGreaterThanOrEqual(60_000);
  expect(clock.now() - submittedMs).toBeLessThan(120_000);
});

test("a 404 of an older job is believed at the third time, and at once when its result has expired", async () => {
  const older = waiting([missing], {}, { startMs: submittedMs + 3_600_000 });
  expect(await failure(older.promise)).toMatchObject({ name: "NotFoundError" });
  expect(older.sent).toHaveLength(3);
  const expired = waiting([missing], {}, { startMs: submittedMs + 86_400_001 });
  expect(await failure(expired.promise)).toMatchObject({ name: "ResultExpiredError" });
  expect(expired.sent).toHaveLength(1);
});

test("a job that was found after trouble is polled as before, and a time-out does not name what has passed", async () => {
  const { promise } = waiting([status(503), running], { timeoutMs: 100_000 });
  const error = (await failure(promise)) as SeedbedError;
  expect([error.name, error.message]).toEqual(["TimeoutError", "acme look timed out: no result within 100 s"]);
});

test("trouble is told with the state before it and the wait", async () => {
  const told: JobProgress[] = [];
  const onProgress = (progress: JobProgress) => void told.push(progress);
  await waiting([html, running, html, done], { onProgress }).promise;
  expect(told.map(({ state, trouble, nextPollMs }) => [state, trouble?.includes("HTML") ?? false, nextPollMs])).toEqual(
    [
      ["running", false, 1000],
      ["running", false, 2000],
      ["succeeded", false, undefined],
    ],
  );
  expect(told[1]?.trouble).toMatch(/text\/html that is not valid JSON/);
});

test("an abort ends the wait for trouble to pass at once", async () => {
  const stop = new AbortController();
  const clock = createFakeClock(submittedMs);
  const { fetch } = playFetch(html);
  const context = contextOf({ clock, fetch });
  const waited = failure(waitForJob(context, waitCall(context), job, { pollIntervalMs: 1000, signal: stop.signal }));
  await clock.advance(1500);
  stop.abort();
  expect(await waited).toMatchObject({ name: "AbortError", job, billed: "yes" });
  expect(clock.pending).toBe(0);
});
