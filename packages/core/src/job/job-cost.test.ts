import { describe, expect, test } from "vitest";
import type { Accounting } from "../money/accounting.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, look, playFetch, transmitLook, waitCall } from "../testing/fake-provider.ts";
import { pngResponse } from "../testing/image.ts";
import type { Job } from "./job.ts";
import { type ResultCall, waitForJob } from "./wait-for-job.ts";

const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/seedream",
  operation: "submit",
  taskId: "t-1",
  submittedAt: "2026-02-25T12:00:00.000Z",
  request: { prompt: "a koi pond" },
};
const reported = { min: 0.05, max: 0.05, currency: "USD", basis: "reported", source: "metrics.cost" } as const;

/** Waits for a job whose result reports a cost, and whose image is fetched last. */
function wait(image: Response, charged: Accounting["charged"]) {
  const clock = createFakeClock();
  const done = () => Response.json({ state: "succeeded" });
  const accounting = { reserve: () => ({ settle() {} }), admit: async () => {}, ...(charged ? { charged } : {}) };
  const context = contextOf({ clock, accounting, fetch: playFetch(done, done, image).fetch });
  const result: ResultCall = {
    operation: look,
    transmit: (taskId) => transmitLook(context, taskId),
    read: () => ({ images: [{ text: "https://cdn.test/1.png" }], drift: [], reported }),
  };
  return clock.finish(waitForJob(context, { ...waitCall(context), result }, job));
}

describe("a cost that the result of a job reports", () => {
  test("is booked when the job ends, before its images are fetched, and each time it is waited for", async () => {
    const booked: unknown[] = [];
    const charged: Accounting["charged"] = (of, cost) => void booked.push([of, cost]);
    await expect(wait(new Response(null, { status: 404 }), charged)).rejects.toMatchObject({ name: "NotFoundError" });
    expect(await wait(pngResponse(), charged)).toMatchObject({ cost: reported });
    expect(booked).toEqual([
      [job, reported],
      [job, reported],
    ]);
  });

  test("is given, with the images, though the books never answer", async () => {
    const hanging = () => new Promise<void>(() => {});
    expect(await wait(pngResponse(), hanging)).toMatchObject({ cost: reported, images: [{ width: 4 }] });
  });

  test("is given though the books cannot be written", async () => {
    const shut = () => Promise.reject(new Error("the books are shut"));
    expect(await wait(pngResponse(), shut)).toMatchObject({ cost: reported, images: [{ width: 4 }] });
  });
});
