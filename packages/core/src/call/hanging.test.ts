import { describe, expect, test } from "vitest";
import { submitJob } from "../job/submit-job.ts";
import { waitForJob } from "../job/wait-for-job.ts";
import type { Accounting, Outcome, Reservation } from "../money/accounting.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { contextOf, makeCall, playFetch, submitCall, waitCall } from "../testing/fake-provider.ts";
import { pngDataUri, pngResponse } from "../testing/image.ts";
import type { RunOptions } from "./client-options.ts";
import { generate } from "./generate.ts";

const body = { prompt: "a koi pond" };
const hanging = () => new Promise<never>(() => {});
const image = pngDataUri(4, 3);

/** An accounting of which one part hangs. */
function accountingOf(part: Partial<Accounting>, settled: Outcome[] = []): Accounting {
  return {
    reserve: () => ({ settle: (outcome) => void settled.push(outcome) }),
    admit: async () => {},
    ...part,
  };
}

describe("a reservation that hangs", () => {
  /** A call whose reservation is given by hand. */
  function started(options: RunOptions = {}) {
    const outcomes: Outcome[] = [];
    let give: (reservation: Reservation) => void = () => {};
    let refuse: (error: unknown) => void = () => {};
    const reserve = () =>
      new Promise<Reservation>((resolve, reject) => {
        give = resolve;
        refuse = reject;
      });
    const clock = createFakeClock();
    const { fetch, sent } = playFetch(Response.json({ images: [image] }));
    const context = contextOf({ fetch, clock, accounting: accountingOf({ reserve }) });
    const calling = generate(context, makeCall(context), body, options);
    const ended = calling.then(
      () => "done",
      (error) => error,
    );
    const late = () => give({ settle: (outcome) => void outcomes.push(outcome) });
    return { clock, sent, outcomes, ended, late, refuse: (error: unknown) => refuse(error) };
  }

  test("is left at once by an abort, and given back when it comes", async () => {
    const stop = new AbortController();
    const { sent, outcomes, ended, late } = started({ signal: stop.signal });
    await settle();
    stop.abort();
    expect(await ended).toMatchObject({ name: "AbortError", billed: "no" });
    late();
    await settle();
    expect([outcomes, sent]).toEqual([[{ state: "not-sent", cost: null }], []]);
  });

  test("is left at the end of the time, and given back when it comes", async () => {
    const { clock, sent, outcomes, ended, late } = started({ timeoutMs: 3000 });
    await clock.advance(2999);
    await clock.advance(1);
    expect(await ended).toMatchObject({ name: "TimeoutError", billed: "no" });
    late();
    await settle();
    expect([outcomes, sent]).toEqual([[{ state: "not-sent", cost: null }], []]);
  });

  test("that is refused after an abort is heard of no more", async () => {
    const stop = new AbortController();
    const { ended, refuse } = started({ signal: stop.signal });
    await settle();
    stop.abort();
    expect(await ended).toMatchObject({ name: "AbortError" });
    refuse(new Error("the budget"));
    await settle(); // an unhandled rejection would fail the run
  });
});

const late: [string, Partial<Accounting>, RunOptions][] = [
  ["a settle", { reserve: () => ({ settle: hanging }) }, {}],
  ["an onJob", {}, { onJob: hanging }],
  ["an onDrift", {}, { onDrift: hanging }],
];

test.each(late)("%s that hangs does not hold a submitted job back for ever", async (_name, part, options) => {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(Response.json({ task_id: "t-1", news: 1 }));
  const context = contextOf({ fetch, clock, accounting: accountingOf(part) });
  const { job } = await clock.finish(submitJob(context, submitCall(context), body, { timeoutMs: 60_000, ...options }));
  expect([job.taskId, sent.length, clock.pending]).toEqual(["t-1", 1, 0]);
});

test.each(late)("%s that hangs gives a submitted job at once after an abort", async (_name, part, options) => {
  const stop = new AbortController();
  const { fetch } = playFetch(Response.json({ task_id: "t-1", news: 1 }));
  const clock = createFakeClock();
  const context = contextOf({ fetch, clock, accounting: accountingOf(part) });
  const submitting = submitJob(context, submitCall(context), body, { signal: stop.signal, ...options });
  await settle();
  stop.abort();
  expect((await submitting).job.taskId).toBe("t-1"); // no time passes by the clock
  expect(clock.pending).toBe(0);
});

test("a settle that hangs leaves time for the images, by address too", async () => {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(Response.json({ images: ["https://files.acme.test/1.png"] }), pngResponse());
  const context = contextOf({ fetch, clock, accounting: accountingOf({ reserve: () => ({ settle: hanging }) }) });
  const { images } = await clock.finish(generate(context, makeCall(context), body, { timeoutMs: 60_000 }));
  expect([images.length, sent.length]).toEqual([1, 2]);
});

test("images that came as bytes are given though their settle hangs and the caller aborts", async () => {
  const stop = new AbortController();
  const clock = createFakeClock();
  const { fetch } = playFetch(Response.json({ images: [image] }));
  const context = contextOf({ fetch, clock, accounting: accountingOf({ reserve: () => ({ settle: hanging }) }) });
  const making = generate(context, makeCall(context), body, { signal: stop.signal });
  await settle();
  stop.abort();
  expect((await making).images).toHaveLength(1);
});

test("a failure is told though its settle hangs", async () => {
  const clock = createFakeClock();
  const { fetch } = playFetch(new Response(null, { status: 400 }));
  const context = contextOf({ fetch, clock, accounting: accountingOf({ reserve: () => ({ settle: hanging }) }) });
  const failed = generate(context, makeCall(context), body).catch((error) => error);
  expect(await clock.finish(failed)).toMatchObject({ name: "InvalidRequestError", status: 400 });
});

test("an onEarlier that hangs does not hold back what was paid for before", async () => {
  const clock = createFakeClock();
  const { fetch } = playFetch(pngResponse());
  const images = [{ url: "https://files.acme.test/1.png" }];
  const earlier = { id: "1", reservedAt: "2026-11-21T09:00:00.000Z", cost: null, images };
  const context = contextOf({ fetch, clock, accounting: accountingOf({ reserve: () => ({ earlier, settle() {} }) }) });
  const making = generate(context, makeCall(context), body, { onEarlier: hanging });
  expect((await clock.finish(making)).images).toHaveLength(1);
});

test("a job that failed is told though the accounting hangs", async () => {
  const clock = createFakeClock();
  const { fetch } = playFetch(Response.json({ state: "failed" }));
  const context = contextOf({ fetch, clock, accounting: accountingOf({ failed: hanging }) });
  const job = {
    version: 1,
    provider: "acme",
    model: "acme/seedream",
    operation: "submit",
    taskId: "t-1",
    submittedAt: new Date(clock.now()).toISOString(),
    request: {},
  } as const;
  const waiting = waitForJob(context, waitCall(context), job).catch((error) => error);
  expect(await clock.finish(waiting)).toMatchObject({ name: "GenerationFailedError" });
});
