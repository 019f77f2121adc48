import { expect, test } from "vitest";
import { collectImages } from "../images/collect-images.ts";
import { waitForJob } from "../job/wait-for-job.ts";
import { failure } from "../testing/failing.ts";
import { createFakeClock, settle } from "../testing/fake-clock.ts";
import { contextOf, make, makeCall, playFetch, waitCall } from "../testing/fake-provider.ts";
import { png, pngDataUri, pngResponse } from "../testing/image.ts";
import type { RunOptions } from "./client-options.ts";
import { withDeadline } from "./deadline.ts";
import type { SeedbedError } from "./errors.ts";
import { generate } from "./generate.ts";

const addresses = (count: number) => Array.from({ length: count }, (_, i) => ({ text: `https://cdn.test/${i}.png` }));

/** Collects images for a sink, from a host where the third is not available if that is asked for. */
function collect(count: number, sink: Pick<RunOptions, "onImage" | "releaseImages">, missing = -1) {
  const clock = createFakeClock();
  const stop = new AbortController();
  const asked: string[] = [];
  const context = contextOf({
    clock,
    fetch: async (input) => {
      asked.push(new Request(input).url);
      return input.toString().includes(`/${missing}.`) ? new Response(null, { status: 404 }) : pngResponse();
    },
  });
  const promise = withDeadline(clock, 60_000, stop.signal, (deadline) =>
    collectImages(context, make, addresses(count), deadline, {}, sink),
  );
  promise.catch(() => {}); // looked at by the tests
  return { clock, promise, asked, stop };
}

test("each image is handed over once, with its place, and all stand in the result", async () => {
  const given: unknown[] = [];
  const { promise, clock } = collect(6, {
    onImage: ({ width, bytes }, place) => void given.push({ width, size: bytes.length, ...place }),
  });
  const images = await clock.finish(promise);
  expect(images.map(({ bytes }) => bytes.length)).toEqual([45, 45, 45, 45, 45, 45]);
  expect(given).toEqual([0, 1, 2, 3, 4, 5].map((index) => ({ width: 4, size: 45, index, model: "acme/seedream" })));
});

test("a sink that is slow holds back what is fetched, and what it has taken can be let go", async () => {
  const taken: (() => void)[] = [];
  const { promise, asked } = collect(9, {
    onImage: () => new Promise((done) => taken.push(done)),
    releaseImages: true,
  });
  await settle();
  expect([asked.length, taken.length]).toEqual([4, 4]);
  taken[0]?.();
  await settle();
  expect([asked.length, taken.length]).toEqual([5, 5]);
  while (taken.length < 9) {
    for (const done of taken) done();
    await settle();
  }
  for (const done of taken) done();
  const images = await promise;
  expect(images).toHaveLength(9);
  expect(images[8]).toMatchObject({ bytes: new Uint8Array(), sizeBytes: 45, width: 4, url: "https://cdn.test/8.png" });
});

test("a save that fails is repeated with the same bytes, and nothing is fetched again", async () => {
  let tries = 0;
  const { promise, clock, asked } = collect(1, {
    onImage: () => {
      tries += 1;
      if (tries < 3) throw new Error("disk full");
    },
  });
  expect(await clock.finish(promise)).toHaveLength(1);
  expect([tries, asked.length, clock.pending]).toEqual([3, 1, 0]);
});

test("after the last try the error holds the image that was not saved, and the others are saved", async () => {
  const saved: number[] = [];
  const onImage: RunOptions["onImage"] = async (_image, { index }) => {
    if (index === 1) throw new Error("disk full");
    saved.push(index);
  };
  const { promise, clock } = collect(4, { onImage, releaseImages: true }, 3);
  const error = (await clock.finish(failure(promise))) as SeedbedError;
  expect(error).toMatchObject({ name: "SaveError", billed: "yes", provider: "acme" });
  expect(error.message).toBe("acme make: image 2 of 4 could not be saved: disk full");
  expect(error.images).toMatchObject([
    { bytes: new Uint8Array(), sizeBytes: 45 },
    { bytes: png(4, 3) },
    { bytes: new Uint8Array() },
    { url: "https://cdn.test/3.png" },
  ]);
  expect(saved).toEqual([0, 2]);
});

test("an abort ends a save that hangs, and the error holds the image", async () => {
  const { promise, stop, clock } = collect(1, { onImage: () => new Promise(() => {}) });
  await settle();
  stop.abort();
  expect(await failure(promise)).toMatchObject({ name: "AbortError", billed: "yes", images: [{ sizeBytes: 45 }] });
  expect(clock.pending).toBe(0);
});

test("a generation hands its images to the sink of its call", async () => {
  const { fetch } = playFetch(Response.json({ images: [pngDataUri(4, 3), pngDataUri(9, 9)] }));
  const context = contextOf({ fetch });
  const widths: (number | null)[] = [];
  const onImage: RunOptions["onImage"] = ({ width }) => void widths.push(width);
  const { images } = await generate(context, makeCall(context), { prompt: "a" }, { onImage, releaseImages: true });
  expect(widths).toEqual([4, 9]);
  expect(images.map(({ bytes }) => bytes.length)).toEqual([0, 0]);
});

test("a job hands its images to the sink of who waits for it, and a save that fails keeps the job", async () => {
  const clock = createFakeClock();
  const { fetch } = playFetch(Response.json({ state: "succeeded", images: [pngDataUri(4, 3)] }));
  const context = contextOf({ clock, fetch });
  const job = { version: 1, provider: "acme", model: "acme/seedream", operation: "submit", taskId: "t-1" } as const;
  const submitted = { ...job, submittedAt: new Date(clock.now()).toISOString(), request: {} };
  const places: unknown[] = [];
  const onImage: RunOptions["onImage"] = (_image, place) => {
    places.push(place);
    if (places.length > 1) throw new Error("disk full");
  };
  await clock.finish(waitForJob(context, waitCall(context), submitted, { onImage }));
  expect(places).toEqual([{ index: 0, model: "acme/seedream" }]);
  const error = await clock.finish(failure(waitForJob(context, waitCall(context), submitted, { onImage })));
  expect(error).toMatchObject({ name: "SaveError", billed: "yes", job: submitted, images: [{ bytes: png(4, 3) }] });
});
