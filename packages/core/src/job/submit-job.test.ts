import { describe, expect, test } from "vitest";
import type { RunOptions } from "../call/client-options.ts";
import type { Generation } from "../call/generation.ts";
import { failure, reset } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, key, type Play, playFetch, submitCall } from "../testing/fake-provider.ts";
import { checkJob, readJob } from "./job.ts";
import { runJob } from "./run-job.ts";
import { submitJob } from "./submit-job.ts";

const image = "data:image/png;base64,AAEC";

function submitting(play: Play, run = {}) {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(play);
  const context = contextOf({ fetch, clock });
  return { sent, promise: submitJob(context, submitCall(context), { prompt: "a koi pond", size: "2K", image }, run) };
}

test("gives the reply, and the job as plain JSON: no image, no key, no host", async () => {
  const { promise, sent } = submitting(Response.json({ task_id: "t-1", eta: 5 }));
  const { reply, job } = await promise;
  expect(reply).toEqual({ task_id: "t-1", eta: 5 });
  expect(job).toEqual({
    version: 1,
    provider: "acme",
    model: "acme/seedream",
    operation: "submit",
    taskId: "t-1",
    submittedAt: "2026-02-25T12:00:00.000Z",
    expiresAt: "2026-02-26T12:00:00.000Z",
    request: { prompt: "a koi pond", size: "2K" },
  });
  expect(sent[0]?.body).toContain(image);
  const text = JSON.stringify(job);
  for (const secret of [key, "AAEC", "acme.test"]) expect(text).not.toContain(secret);
  expect(readJob(JSON.parse(text))).toEqual(job);
});

test("tells what the answer held that is in no document", async () => {
  const told: unknown[] = [];
  const onDrift = (drift: unknown) => void told.push(drift);
  await submitting(Response.json({ task_id: "t-1", eta: 5 }), { onDrift }).promise;
  await submitting(Response.json({ task_id: "t-1" }), { onDrift }).promise;
  expect(told).toEqual([[{ field: "eta", message: "eta is in no document" }]]);
});

test.each([{ timeoutMs: Number.NaN }, { timeoutMs: -1 }, { pollIntervalMs: -1 }])(
  "with %o nothing is sent",
  async (run) => {
    const { promise, sent } = submitting(Response.json({ task_id: "t-1" }), run);
    expect(await failure(promise)).toMatchObject({ name: "InvalidRequestError", field: Object.keys(run)[0] });
    expect(sent).toHaveLength(0);
  },
);

test("tells the job before it goes on, so that it can be kept", async () => {
  const told: unknown[] = [];
  const onJob = async (job: { taskId: string }) => void told.push(job.taskId);
  await submitting(Response.json({ task_id: "t-1" }), { onJob }).promise;
  expect(told).toEqual(["t-1"]);
});

test("gives the job even where the caller cannot keep it", async () => {
  const onJob = async () => Promise.reject(new Error("the disk is full"));
  expect((await submitting(Response.json({ task_id: "t-1" }), { onJob }).promise).job.taskId).toBe("t-1");
});

test("an answer without a task may have been billed, and its text is kept", async () => {
  const error = await failure(submitting(Response.json({ id: "t-1" })).promise);
  expect(error).toMatchObject({ name: "ResponseValidationError", billed: "unknown", body: '{"id":"t-1"}' });
});

test("a reset leaves one POST and an unknown outcome", async () => {
  const { promise, sent } = submitting(reset());
  expect(await failure(promise)).toMatchObject({ name: "OutcomeUnknownError" });
  expect(sent).toHaveLength(1);
});

const whole = {
  version: 1 as const,
  provider: "a",
  model: "a/b",
  operation: "c",
  taskId: "t",
  submittedAt: "2026-02-25T12:00:00Z",
  request: {},
};
test.each<[string, unknown]>([
  ["nothing", null],
  ["a text", "t-1"],
  ["another version", { ...whole, version: 2 }],
  ["no task", { ...whole, taskId: "" }],
  ["no date", { ...whole, submittedAt: "yesterday" }],
  ["an expiry that is not a date", { ...whole, expiresAt: 7 }],
  ["no request", { ...whole, request: undefined }],
])("reads no job in %s", (_name, value) => {
  expect(readJob(value)).toBeUndefined();
});

test("a job is checked before it is asked for", () => {
  expect(checkJob("a", whole)).toBe(whole);
  expect(() => checkJob("a", undefined)).toThrow(
    "The job for a is not a job: pass the value returned by submit(), or its parsed JSON.",
  );
  expect(() => checkJob("b", whole)).toThrow('The job for b is of the provider "a".');
});

describe("submitted and waited for in one go", () => {
  const generation = { drift: [{ field: "b", message: "b" }] } as Partial<Generation> as Generation; // as much as is looked at
  const run = (submit: (options: RunOptions) => void, options: RunOptions = {}) => {
    const waited: RunOptions[] = [];
    const result = runJob(
      {
        clock: createFakeClock(5),
        timeoutMs: undefined,
        submit: async (given) => {
          submit(given);
          return whole;
        },
        wait: async (_job, given) => {
          waited.push(given);
          return generation;
        },
      },
      options,
    );
    return { result, waited };
  };

  test("the drift of the submit stands before that of the polls, and the caller is told too", async () => {
    const told: unknown[] = [];
    const { result } = run((given) => void given.onDrift?.([{ field: "a", message: "a" }]), {
      onDrift: (drift) => void told.push(...drift),
    });
    expect((await result).drift.map(({ field }) => field)).toEqual(["a", "b"]);
    expect(told).toHaveLength(1);
  });

  test("an idempotency key that was met before is told on the generation", async () => {
    const earlier = { id: "17", reservedAt: whole.submittedAt, cost: null };
    const { result } = run((given) => void given.onEarlier?.(earlier));
    expect((await result).earlier).toEqual(earlier);
  });

  test("one time-out spans both, from before the submit", async () => {
    const { result, waited } = run(() => {});
    expect(await result).not.toHaveProperty("earlier");
    expect(waited).toMatchObject([{ timeoutMs: 600_000, startedAtMs: 5 }]);
  });
});
