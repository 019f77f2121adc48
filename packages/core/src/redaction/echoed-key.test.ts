import { expect, test } from "vitest";
import type { SeedbedError } from "../call/errors.ts";
import { generate } from "../call/generate.ts";
import type { JobProgress } from "../job/job.ts";
import { submitJob } from "../job/submit-job.ts";
import { waitForJob } from "../job/wait-for-job.ts";
import type { Accounting, Outcome } from "../money/accounting.ts";
import { failure } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, key, makeCall, type Play, playFetch, submitCall, waitCall } from "../testing/fake-provider.ts";
import { pngDataUri } from "../testing/image.ts";

const inSmall = encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase());
const basic = Buffer.from(`user:${key}`).toString("base64");
const echo = `${key} ${inSmall} Basic ${basic}`;

/** Nothing of what is kept or told shows the key. */
function expectNoKey(kept: unknown): void {
  const text = JSON.stringify(kept);
  for (const form of [key, JSON.stringify(key).slice(1, -1), inSmall, basic.slice(8, -4)])
    expect(text.includes(form)).toBe(false);
  expect(text).toContain("[redacted]");
}

function set(...plays: readonly Play[]) {
  const outcomes: (Outcome | string)[] = [];
  const accounting: Accounting = {
    admit: async () => {},
    reserve: () => ({ settle: (outcome) => void outcomes.push(outcome) }),
    failed: (_job, problem) => void outcomes.push(problem),
  };
  const clock = createFakeClock();
  return { clock, outcomes, context: contextOf({ clock, accounting, ...playFetch(...plays) }) };
}

test("the ledger keeps no key of a refusal, its code or its request id", async () => {
  const headers = { "x-request-id": echo };
  const { context, clock, outcomes } = set(Response.json({ code: echo, error: echo }, { status: 400, headers }));
  const error = await clock.finish(failed(generate(context, makeCall(context), { prompt: "a" })));
  expectNoKey(outcomes);
  expectNoKey([error, error.message, error.body]);
});

test("neither the ledger nor the generation has the key of an undocumented field or a request id", async () => {
  const body = { images: [pngDataUri(1, 1)], [echo]: echo };
  const { context, clock, outcomes } = set(Response.json(body, { headers: { "x-request-id": echo } }));
  const generation = await clock.finish(generate(context, makeCall(context), { prompt: "a" }));
  expectNoKey(generation);
  expectNoKey(outcomes);
});

test("the ledger keeps a reply without the key, and the drift of it has none", async () => {
  const told: unknown[] = [];
  const { context, clock, outcomes } = set(
    Response.json({ task_id: "t-1", debug: { authorization: echo }, [echo]: 1 }),
  );
  const onDrift = (drift: unknown) => void told.push(drift);
  const submitted = await clock.finish(submitJob(context, submitCall(context), { prompt: "a" }, { onDrift }));
  expect(submitted.reply.task_id).toBe("t-1");
  expect(outcomes).toMatchObject([{ reply: { task_id: "t-1" } }]);
  expectNoKey(outcomes);
  expectNoKey(told);
});

test("a job's progress, drift and failure have no key", async () => {
  const { context, clock, outcomes } = set(
    Response.json({ state: echo }),
    Response.json({ state: "failed", why: echo, [echo]: 1 }, { headers: { "x-request-id": echo } }),
  );
  const told: JobProgress[] = [];
  const job = { ...jobOf(), submittedAt: new Date(clock.now()).toISOString() };
  const waiting = waitForJob(context, waitCall(context), job, { onProgress: (progress) => told.push(progress) });
  const error = await clock.finish(failed(waiting));
  expectNoKey(told);
  expectNoKey(outcomes);
  expectNoKey([error, error.message]);
});

test("a text that is not an image is shown without the key that its cut would halve", async () => {
  const { context, clock } = set(Response.json({ images: [`!${"x".repeat(50)}${key}`] }));
  const error = await clock.finish(failed(generate(context, makeCall(context), { prompt: "a" })));
  expect(`${error.message} ${error.body}`).not.toContain(key.slice(0, 6));
});

test("the address of a redirect is cut after the key is taken out", async () => {
  const location = `https://a.test/${"x".repeat(175)}${key}`;
  const { context, clock } = set(new Response("", { status: 302, headers: { location } }));
  const error = await clock.finish(failed(generate(context, makeCall(context), { prompt: "a" })));
  expect(error.message).not.toContain(key.slice(0, 6));
});

test("of a thousand undocumented fields, and of one of a megabyte, so much is kept as can be read", async () => {
  const fields = Object.fromEntries([...Array(1000).keys()].map((index) => [`f${index}`, index]));
  const body = { images: [pngDataUri(1, 1)], ["x".repeat(1_000_000)]: 1, ...fields };
  const { context, clock } = set(Response.json(body));
  const { drift } = await clock.finish(generate(context, makeCall(context), { prompt: "a" }));
  expect(drift[0]?.field).toMatch(/^x{300}… \(1000000 characters\)$/);
  expect(drift.at(-1)).toEqual({ field: "", message: "901 more are in no document" });
  expect(JSON.stringify(drift).length).toBeLessThan(20_000);
});

async function failed(promise: Promise<unknown>): Promise<SeedbedError> {
  return (await failure(promise)) as SeedbedError; // each call here fails with one
}

function jobOf() {
  const fields = { version: 1, provider: "acme", model: "acme/seedream", operation: "submit", taskId: "t-1" } as const;
  return { ...fields, request: {} };
}

test.each([
  ["in the words about an image that is missing", { error: `${"x".repeat(285)}${key}${"y".repeat(1e6)}` }],
  ["in words with a code", { error: { message: `${"x".repeat(280)}${key}`, code: `${"c".repeat(70)}${key}` } }],
  ["in a value that is not an image", { url: { echo: `${"x".repeat(45)}${key}` } }],
  ["in an item that is not an image", [`${"x".repeat(60)}${key}`]],
])("no cut halves a key: %s", async (_where, item) => {
  for (const images of [[item], [item, pngDataUri(4, 3)]]) {
    const { context, clock } = set(Response.json({ images }));
    const settled = await clock.finish(generate(context, makeCall(context), { prompt: "a" }).catch((error) => error));
    const { shortfall, drift, message } = settled;
    expect(JSON.stringify({ shortfall, drift, message })).not.toContain(key.slice(0, 5));
    expect(shortfall[0].reason.length).toBeLessThan(400);
  }
});
