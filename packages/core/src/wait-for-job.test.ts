import { describe, expect, test } from "vitest";
import type { RunOptions } from "./client-context.ts";
import type { SeedbedError } from "./errors.ts";
import type { Job } from "./job.ts";
import { failure, reset } from "./testing/failing.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { contextOf, type Play, playFetch, waitCall } from "./testing/fake-provider.ts";
import { pngDataUri, pngResponse } from "./testing/picture.ts";
import { waitForJob } from "./wait-for-job.ts";

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

function wait(plays: readonly Play[], run: RunOptions = {}, { startMs = submittedMs, of = job } = {}) {
  const clock = createFakeClock(startMs);
  const asked: number[] = [];
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({
    clock,
    fetch: (input, init) => {
      asked.push(clock.now() - startMs);
      return fetch(input as Request, init);
    },
  });
  const promise = waitForJob(context, waitCall(context), of, run);
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
        told.push(`${progress.state} ${progress.providerState} ${progress.elapsedMs} ${progress.job.taskId}`),
    });
    expect(await clock.finish(promise)).toMatchObject({
      provider: "acme",
      operation: "submit",
      model: "acme/seedream",
      images: [{ width: 4, height: 3 }],
      timing: { startedAt: job.submittedAt, latencyMs: 62_000, waitedMs: 0, downloadMs: 0 },
      job,
      drift: [],
    });
    expect(asked).toEqual([20_000, 41_000, 62_000]);
    expect(told).toEqual(["waiting waiting 20000 t-1", "running running 41000 t-1", "succeeded succeeded 62000 t-1"]);
    expect(clock.pending).toBe(0);
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
    ["a reset that lasts", reset(), "ConnectionError"],
    ["a body that cannot be read", new Response("{"), "ResponseValidationError"],
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
