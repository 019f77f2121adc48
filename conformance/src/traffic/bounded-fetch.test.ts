import { expect, test } from "vitest";
import { boundedFetch } from "./bounded-fetch.ts";

const bytes = (length: number) => new Uint8Array(length);

test("an answer within the limit comes as it is", async () => {
  const answer = () => new Response(bytes(10), { status: 201, statusText: "Made", headers: { "x-a": "b" } });
  const got = await boundedFetch(async () => answer(), 10)("https://a.test");
  expect([got.status, got.statusText, got.headers.get("x-a")]).toEqual([201, "Made", "b"]);
  expect(await got.bytes()).toHaveLength(10);
  const empty = await boundedFetch(async () => new Response(null, { status: 204 }), 10)("https://a.test");
  expect([empty.status, empty.body]).toEqual([204, null]);
});

test("one that does not end breaks off at the limit, and is not read on", async () => {
  let given = 0;
  let isCancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      given += 1;
      controller.enqueue(bytes(1000));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const got = await boundedFetch(async () => new Response(body), 10_000)("https://a.test");
  await expect(got.bytes()).rejects.toThrow("the answer is larger than 10000 bytes");
  expect(given).toBeLessThan(20);
  await expect.poll(() => isCancelled).toBe(true);
});
