import { describe, expect, test } from "vitest";
import type { RunOptions } from "../call/client-options.ts";
import type { SeedbedError } from "../call/errors.ts";
import { failure, reset } from "../testing/failing.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { contextOf, look, type Play, playFetch, transmitLook, waitCall } from "../testing/fake-provider.ts";
import { pngDataUri, pngResponse } from "../testing/image.ts";
import type { Job } from "./job.ts";
import { type WaitCall, waitForJob } from "./wait-for-job.ts";

const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/seedream",
  operation: "submit",
  taskId: "t-1",
  submittedAt: "2026-02-25T12:00:00.000Z",
  expiresAt: "2026-02-26T12:00:00.000Z",
  request: { prompt: "a koi pond" },
};
const submittedMs = Date.parse(job.submittedAt);
const state = (name: string, more = {}) => Response.json({ state: name, ...more });
const done = state("succeeded", { images: [pngDataUri(4, 3)] });

function wait(
  plays: readonly Play[],
  run: RunOptions = {},
  { startMs = submittedMs, of = job, call = {} as Partial<WaitCall> } = {},
) {
  const clock = createFakeClock(startMs);
  const asked: number[] = [];
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({
    clock,
    fetch: (url, init) => {
      asked.push(clock.now() - startMs);
      return fetch(url, init);
    },
  });
  const promise = waitForJob(context, { ...waitCall(context), ...call }, of, run);
  promise.catch(() => {}); // looked at below
  return { clock, asked, sent, promise };
}

async function failing(...all: Parameters<typeof wait>) {
  const { clock, promise, sent } = wait(...all);
  const error = (await clock.finish(failure(promise))) as SeedbedError;
  expect(clock.pending).toBe(0);
  return { error, sent };
}

describe("polls", () => {
  test("at 20, 41 and 62 s, and follows the states to the images", async () => {
    const told: string[] = [];
    const { clock, asked, promise } = wait([state("waiting"), state("running"), done], {
      onProgress: (progress) =>
        told.push(`${progress.state} ${progress.elapsedMs} ${progress.nextPollMs} ${progress.job.taskId}`),
    });
    expect(await clock.finish(promise)).toMatchObject({
      provider: "acme",
      operation: "submit",
      model: "acme/seedream",
      images: [{ width: 4, height: 3 }],
      timing: {
        startedAt: job.submittedAt,
        latencyMs: 62_000,
        polled: { minMs: 41_000, maxMs: 62_000 },
        waitedMs: 0,
        downloadMs: 0,
      },
      job,
      drift: [],
    });
    expect(asked).toEqual([20_000, 41_000, 62_000]);
    expect(told).toEqual(["waiting 20000 21000 t-1", "running 41000 21000 t-1", "succeeded 62000 undefined t-1"]);
    expect(clock.pending).toBe(0);
  });

  test("on, whatever the caller's onProgress throws", async () => {
    let calls = 0;
    const onProgress = () => {
      calls += 1;
      if (calls === 1) throw new Error("the caller's own");
      return Promise.reject(new Error("the caller's own, later")) as never; // an async function passes for one that gives nothing
    };
    const { clock, promise } = wait([state("waiting"), state("running"), done], { onProgress });
    expect((await clock.finish(promise)).images).toHaveLength(1);
    expect(calls).toBe(3);
  });

  test("as often as the caller says", async () => {
    const { clock, asked, promise } = wait([state("waiting"), done], { pollIntervalMs: 5000 });
    await clock.finish(promise);
    expect(asked).toEqual([5000, 10_000]);
  });

  test("at once where another process submitted it long ago", async () => {
    const { clock, asked, promise } = wait([done], {}, { startMs: submittedMs + 60_000 });
    expect(await clock.finish(promise)).toMatchObject({ timing: { latencyMs: 60_000 } });
    expect(asked).toEqual([0]);
  });

  test("after 20 s where the other process's clock was ahead", async () => {
    const { clock, asked, promise } = wait([done], {}, { startMs: submittedMs - 3_600_000 });
    expect(await clock.finish(promise)).toMatchObject({ timing: { latencyMs: 0 } });
    expect(asked).toEqual([20_000]);
  });

  test("again after a 503, a reset and a 429", async () => {
    const limited = new Response(null, { status: 429, headers: { "retry-after": "21" } });
    const { clock, promise, sent } = wait([new Response(null, { status: 503 }), reset(), limited, done]);
    expect(await clock.finish(promise)).toMatchObject({ timing: { waitedMs: 500 + 1000 + 21_000 } });
    expect(sent).toHaveLength(4);
  });

  test("on a state that no document names, and reports it as drift, once", async () => {
    const { clock, promise } = wait([state("PAUSED"), state("PAUSED"), done]);
    expect((await clock.finish(promise)).drift).toEqual([
      { field: "state", message: 'state is "PAUSED", which is in no document' },
    ]);
  });
});

test("an image's address says when it ends", async () => {
  const finished = state("succeeded", { images: ["https://cdn.test/1.png"] });
  const { clock, promise } = wait([finished, pngResponse()]);
  expect((await clock.finish(promise)).images).toMatchObject([
    { url: "https://cdn.test/1.png", expiresAt: job.expiresAt },
  ]);
});

describe("where another operation gives the images", () => {
  const reported = { min: 0.05, max: 0.05, currency: "USD", basis: "reported" } as const;
  const result: NonNullable<WaitCall["result"]> = {
    operation: look,
    transmit: (taskId) => transmitLook(contextOf(), taskId),
    read: (_context, answer) => {
      const { images = [] } = JSON.parse(new TextDecoder().decode(answer.bytes)) as { images?: string[] };
      return { images: images.map((text) => ({ text })), reported, drift: [{ field: "new", message: "new" }] };
    },
  };

  test("it is asked once the job has succeeded, and its cost and drift count", async () => {
    const { clock, promise, sent } = wait([state("running"), state("succeeded"), done], {}, { call: { result } });
    expect(await clock.finish(promise)).toMatchObject({
      images: [{ width: 4 }],
      cost: reported,
      drift: [{ field: "new" }],
    });
    expect(sent).toHaveLength(3);
  });

  test("one without images is an error that carries the job", async () => {
    const { error } = await failing([state("succeeded"), state("succeeded")], {}, { call: { result } });
    expect(error).toMatchObject({ name: "ResponseValidationError", billed: "yes", job });
  });
});

describe("a time", () => {
  test.each([
    ["timeoutMs", { timeoutMs: Number.NaN }],
    ["timeoutMs", { timeoutMs: -1 }],
    ["pollIntervalMs", { pollIntervalMs: Number.NaN }],
  ])("%s that is none is refused, and nothing is sent: %o", async (field, run) => {
    const { error, sent } = await failing([done], run);
    expect(error).toMatchObject({ name: "InvalidRequestError", field, billed: "no" });
    expect(sent).toHaveLength(0);
  });
});

test("a time-out says what went wrong until then", async () => {
  const limited = new Response('{"error":"slow down"}', { status: 429, headers: { "retry-after": "21" } });
  const hanging = () => new Promise<Response>(() => {});
  const { error } = await failing([limited, hanging], { timeoutMs: 50_000 });
  expect(error).toMatchObject({
    name: "TimeoutError",
    message: expect.stringMatching(/no result within 50 s; before that: acme look failed with 429: slow down/),
    cause: { name: "RateLimitError", status: 429 },
    job,
  });
});

test("a time-out after a poll that went well has no other cause", async () => {
  const limited = new Response(null, { status: 429, headers: { "retry-after": "1" } });
  const { error } = await failing([limited, state("running")], { timeoutMs: 60_000 });
  expect(error).toMatchObject({ name: "TimeoutError", cause: { name: "TimeoutError" } });
  expect(error.cause).not.toMatchObject({ status: 429 });
});

test("a time-out in a state that no document names says which it is", async () => {
  const { error } = await failing([state("PAUSED")], { timeoutMs: 100_000 });
  expect(error).toMatchObject({
    name: "TimeoutError",
    message: expect.stringMatching(
      /no result within 100 s; before that: .*job t-1 is PAUSED, which is in no document$/,
    ),
    cause: { name: "ResponseValidationError" },
    billed: "yes",
    job,
  });
});

describe("every failure carries the job", () => {
  test("one that failed says why, and costs nothing", async () => {
    const { error } = await failing([state("failed", { why: "the model broke" })]);
    expect(error).toMatchObject({
      name: "GenerationFailedError",
      message: "acme look: job t-1 failed: the model broke",
      billed: "no",
      job,
    });
  });

  test("a timeout keeps it, to be resumed", async () => {
    const { error } = await failing([state("waiting")], { timeoutMs: 100_000 });
    expect(error).toMatchObject({ name: "TimeoutError", billed: "yes", job });
    const later = wait([done], {}, { startMs: submittedMs + 200_000, of: JSON.parse(JSON.stringify(error)).job });
    expect(await later.clock.finish(later.promise)).toMatchObject({ images: [{ width: 4 }] });
  });

  test("by default after 600 s", async () => {
    const { clock, promise } = wait([state("waiting")]);
    let ended = false;
    promise.catch(() => {
      ended = true;
    });
    await clock.advance(599_999);
    expect(ended).toBe(false);
    await clock.advance(1);
    await settle();
    expect(ended).toBe(true);
  });

  test.each<[string, number, string]>([
    ["within its time is not found", 0, "NotFoundError"],
    ["after its time has expired", 86_400_001, "ResultExpiredError"],
  ])("a 404 %s", async (_name, late, name) => {
    const missing = new Response('{"error":"no such task","code":"gone"}', {
      status: 404,
      headers: { "x-request-id": "r-9" },
    });
    const { error } = await failing([missing], {}, { startMs: submittedMs + late });
    expect(error).toMatchObject({
      name,
      job,
      billed: "yes",
      operation: "look",
      status: 404,
      code: "gone",
      requestId: "r-9",
    });
  });

  test.each<[string, Play, string]>([
    ["a refused key", new Response(null, { status: 401 }), "AuthenticationError"],
    ["a reset that lasts", reset(), "TimeoutError"],
    ["a body that cannot be read", new Response("{"), "TimeoutError"],
    ["a body that breaks its contract", Response.json({ state: 7 }), "ResponseValidationError"],
    ["an end without images", state("succeeded"), "ResponseValidationError"],
  ])("%s", async (_name, play, name) => {
    const { error } = await failing([play]);
    expect(error).toMatchObject({ name, job, billed: "yes" });
    expect(error).not.toMatchObject({ name: "OutcomeUnknownError" });
  });

  test("a download that fails, with what is there", async () => {
    const finished = state("succeeded", { images: [pngDataUri(4, 3), "https://cdn.test/2.png"] });
    const { error } = await failing([finished, new Response(null, { status: 404 })]);
    expect(error).toMatchObject({ name: "NotFoundError", job, billed: "yes" });
    expect(error.images).toMatchObject([{ width: 4 }, { url: "https://cdn.test/2.png" }]);
  });

  test.each<[string, Play[], number]>([
    ["before the first poll", [done], 0],
    ["between polls", [state("waiting")], 25_000],
    ["within a poll", [() => new Promise<Response>(() => {})], 20_000],
  ])("an abort %s, at once", async (_name, plays, afterMs) => {
    const controller = new AbortController();
    const { clock, promise } = wait(plays, { signal: controller.signal });
    await clock.advance(afterMs);
    controller.abort("enough");
    expect(await failure(promise)).toMatchObject({ name: "AbortError", job, billed: "yes", cause: "enough" });
    expect(clock.pending).toBe(0);
  });
});
