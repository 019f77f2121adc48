import type { ImageRequest } from "@seedbed/core/emulation";
import { expect, onTestFinished, test, vi } from "vitest";
import { createImageStore } from "./image-store.ts";

const request = (prompt: string): ImageRequest => ({
  prompt,
  label: "",
  width: 1,
  height: 1,
  mediaType: "image/jpeg",
  seed: 1,
  index: 1,
  count: 1,
  watermark: false,
});
const limits = { cacheBytes: 250, concurrency: 2, ahead: 3, awaitedMs: 60_000 };

/** A store whose drawings last until they are let go. */
function setUp() {
  const drawn: string[] = [];
  const pending: (() => void)[] = [];
  const store = createImageStore(async ({ prompt }) => {
    drawn.push(prompt);
    await new Promise<void>((resolve) => pending.push(resolve));
    return new Uint8Array(100);
  }, limits);
  const finish = async () => {
    while (pending.length > 0) {
      pending.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { store, drawn, finish };
}

test("draws ahead while there is room, and no further", async () => {
  const { store, drawn, finish } = setUp();
  for (let task = 0; task < 1000; task++) store.prepare(request(`task ${task}`));
  await finish();
  expect(drawn).toEqual(["task 0", "task 1", "task 2"]);
});

test("draws ahead again when what it drew was asked for, or was not for long", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const drawn: string[] = [];
  const draw = async ({ prompt }: ImageRequest) => new Uint8Array(drawn.push(prompt));
  const store = createImageStore(draw, { ...limits, ahead: 1, awaitedMs: 20 });
  store.prepare(request("a"));
  store.prepare(request("b"));
  await store.image(request("a"));
  store.prepare(request("c"));
  vi.advanceTimersByTime(30);
  store.prepare(request("d"));
  expect(drawn).toEqual(["a", "c", "d"]);
});

test("has an image ready that was drawn ahead", async () => {
  const { store, drawn, finish } = setUp();
  store.prepare(request("fox"));
  await finish();
  await store.image(request("fox"));
  expect(drawn).toEqual(["fox"]);
});

test("draws no more at a time than it is allowed to", async () => {
  const { store, drawn, finish } = setUp();
  const images = ["a", "b", "c"].map((prompt) => store.image(request(prompt)));
  expect(drawn).toEqual(["a", "b"]);
  await finish();
  await Promise.all(images);
  expect(drawn).toEqual(["a", "b", "c"]);
});

test("forgets the longest unused where memory is short, and draws it again", async () => {
  const { store, drawn, finish } = setUp();
  const ask = async (prompt: string) => {
    const image = store.image(request(prompt));
    await finish();
    await image;
  };
  for (const prompt of ["a", "b", "a", "c", "a", "b"]) await ask(prompt);
  expect(drawn).toEqual(["a", "b", "c", "b"]);
});

test("goes on after a drawing that failed", async () => {
  const store = createImageStore(
    async ({ prompt }) => {
      if (prompt === "bad") throw new Error("no canvas");
      return new Uint8Array(1);
    },
    { ...limits, concurrency: 1 },
  );
  store.prepare(request("bad"));
  await expect(store.image(request("bad"))).rejects.toThrow("no canvas");
  await expect(store.image(request("good"))).resolves.toHaveLength(1);
});
