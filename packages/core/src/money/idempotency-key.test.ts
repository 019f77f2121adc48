import { expect, test } from "vitest";
import { OutcomeUnknownError } from "../call/errors.ts";
import { generate } from "../call/generate.ts";
import { submitJob } from "../job/submit-job.ts";
import { failure } from "../testing/failing.ts";
import { contextOf, makeCall, type Play, playFetch, submitCall } from "../testing/fake-provider.ts";
import type { Accounting, Attempt, EarlierAttempt, Outcome } from "./accounting.ts";

const pixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const image = () => new Response(Uint8Array.from(atob(pixel), (c) => c.charCodeAt(0)));
const url = "https://files.acme.test/1.gif";
const answer = () => Response.json({ images: [url] }, { headers: { "x-request-id": "r-1" } });

/** The smallest that keeps the promise: what the last call left, the next one is given. */
function keeping(...plays: Play[]) {
  const reserved: Attempt[] = [];
  const kept: Outcome[] = [];
  const accounting: Accounting = {
    reserve(attempt) {
      reserved.push(attempt);
      const outcome = kept.find(({ state }) => state === "accepted");
      const earlier: EarlierAttempt | undefined = outcome && {
        ...outcome,
        id: "1",
        reservedAt: "2026-11-21T00:00:00.000Z",
      };
      return { ...(earlier ? { earlier } : {}), settle: (ended) => void kept.push(ended) };
    },
    admit: async () => {},
  };
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({ fetch, accounting });
  return { context, sent, reserved, kept };
}

const options = { idempotencyKey: "order-1", tags: ["spring", "spring"] };

test("what was paid for before is fetched again, and not sent again", async () => {
  const { context, sent, kept } = keeping(answer(), image(), image());
  const call = () => generate(context, makeCall(context), { prompt: "a koi" }, options);
  const first = await call();
  expect(first.earlier).toBeUndefined();
  expect(kept).toMatchObject([{ state: "accepted", requestId: "r-1", images: [{ url }] }]);
  const { earlier, drift, ...again } = await call();
  expect(sent.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  expect(again).toEqual({ ...again, images: first.images, cost: first.cost, requestId: "r-1" });
  expect(again.timing.startedAt).toBe(first.timing.startedAt);
  expect(earlier).toMatchObject({ id: "1", images: [{ url }] });
});

test("images that came as bytes are not on record: the answer says what was paid, and has none", async () => {
  const { context, sent } = keeping(Response.json({ images: [pixel] }));
  const told: EarlierAttempt[] = [];
  const onEarlier = (earlier: EarlierAttempt) => void told.push(earlier);
  const call = () => generate(context, makeCall(context), { prompt: "a koi" }, { ...options, onEarlier });
  expect((await call()).images).toHaveLength(1);
  expect(await call()).toMatchObject({ images: [], cost: { max: 0.035 }, earlier: { id: "1" } });
  expect(sent).toHaveLength(1);
  expect(told).toMatchObject([{ id: "1" }]);
});

test("a job that was paid for before is given again, to the caller's callback too", async () => {
  const { context, sent } = keeping(Response.json({ task_id: "t-1" }));
  const jobs: string[] = [];
  const onJob = (job: { taskId: string }) => void jobs.push(job.taskId);
  const call = () => submitJob(context, submitCall(context), { prompt: "a koi" }, { ...options, onJob });
  const first = await call();
  expect(await call()).toEqual(first);
  expect([sent.length, jobs]).toEqual([1, ["t-1", "t-1"]]);
});

test("the attempt carries key, tags, and a hash that the order of fields does not change", async () => {
  const { context, reserved } = keeping(new Response(null, { status: 400 }));
  const call = (body: { prompt: string; size?: string }) =>
    failure(generate(context, makeCall(context), body, options));
  await call({ prompt: "a koi", size: "2K" });
  await call({ size: "2K", prompt: "a koi" });
  await call({ prompt: "a fox", size: "2K" });
  const [first, second, third] = reserved.map(({ requestHash }) => requestHash);
  expect(reserved[0]).toMatchObject({ idempotencyKey: "order-1", tags: ["spring"] });
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect([second === first, third === first]).toEqual([true, false]);
});

test("the hash is that of what is sent: undefined fields and the order within them do not change it", async () => {
  const { context, reserved } = keeping(new Response(null, { status: 400 }));
  const call = (extraBody: object) =>
    failure(generate(context, makeCall(context), { prompt: "a koi" }, { ...options, extraBody: { ...extraBody } }));
  await call({ style: { a: 1, b: [{ c: 1, d: 2 }] } });
  await call({ style: { b: [{ d: 2, c: 1 }], a: 1, e: undefined }, size: undefined });
  await call({ style: { a: 2, b: [{ c: 1, d: 2 }] } });
  const [first, second, third] = reserved.map(({ requestHash }) => requestHash);
  expect([second === first, third === first]).toEqual([true, false]);
});

test("a request under a key that cannot be written is refused before anything is reserved", async () => {
  const { context, reserved, sent } = keeping(new Response(null, { status: 400 }));
  const extraBody: Record<string, unknown> = {};
  extraBody.self = extraBody;
  const call = generate(context, makeCall(context), { prompt: "a koi" }, { ...options, extraBody });
  expect(await failure(call)).toMatchObject({ name: "InvalidRequestError", field: "extraBody" });
  expect([reserved, sent]).toEqual([[], []]);
});

test("a key whose outcome is unknown sends nothing", async () => {
  const { fetch, sent } = playFetch(answer());
  const reserve = () => {
    throw new OutcomeUnknownError("sent before", { billed: "unknown" });
  };
  const context = contextOf({ fetch, accounting: { reserve, admit: async () => {} } });
  const error = await failure(generate(context, makeCall(context), { prompt: "a koi" }, options));
  expect(error).toMatchObject({ name: "OutcomeUnknownError", billed: "unknown" });
  expect(sent).toHaveLength(0);
});

test("an abort while a key is waited for is an abort, and sends nothing", async () => {
  const { fetch, sent } = playFetch(answer());
  const stop = new AbortController();
  const reserve = (_: Attempt, signal?: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      setImmediate(() => stop.abort(new Error("enough")));
    });
  const context = contextOf({ fetch, accounting: { reserve, admit: async () => {} } });
  const call = generate(context, makeCall(context), { prompt: "a koi" }, { ...options, signal: stop.signal });
  expect(await failure(call)).toMatchObject({ name: "AbortError", billed: "no" });
  expect(sent).toHaveLength(0);
});

test.each<[string, object, boolean, string]>([
  ["an empty key", { idempotencyKey: " " }, true, "idempotencyKey must be a text of 1 to 255 characters"],
  ["a key that is not a text", { idempotencyKey: 7 }, true, "idempotencyKey must be a text of 1 to 255 characters"],
  ["a tag that is too long", { tags: ["x".repeat(256)] }, true, "tags must be texts of 1 to 255 characters"],
  ["tags that are no list", { tags: "spring" }, true, "tags must be texts of 1 to 255 characters"],
  ["a key that nothing keeps", { idempotencyKey: "order-1" }, false, "idempotencyKey needs a ledger to be kept in"],
  ["tags that nothing keeps", { tags: ["spring"] }, false, "tags needs a ledger to be kept in"],
])("refuses %s before anything is sent", async (_name, given, withLedger, says) => {
  const { fetch, sent } = playFetch(answer());
  const accounting = { reserve: () => ({ settle() {} }), admit: async () => {} };
  const context = contextOf({ fetch, ...(withLedger ? { accounting } : {}) });
  const error = await failure(generate(context, makeCall(context), { prompt: "a koi" }, given));
  expect(error).toMatchObject({ name: "InvalidRequestError", message: expect.stringContaining(says) });
  expect(sent).toHaveLength(0);
});
