import { expect, test } from "vitest";
import { createFileStore } from "./file-store.ts";

let now = 0;
const files = createFileStore({ now: () => now, sleep: async () => {} }, () => "http://files.test");
const bytes = new TextEncoder().encode("0123456789");
const read = (url: string, init?: RequestInit) => files.read(new Request(url, init));

test("gives a file whole, with its type and length", async () => {
  const url = files.publish({ bytes, mediaType: "image/jpeg" });
  expect(url).toMatch(/^http:\/\/files\.test\/files\/[0-9a-f-]{36}\.jpeg$/);
  const response = await read(url);
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("0123456789");
});

test("makes the bytes when they are first read", async () => {
  let made = 0;
  const url = files.publish({ bytes: async () => bytes.slice(0, ++made), mediaType: "image/png" });
  expect(made).toBe(0);
  expect(await (await read(url)).text()).toBe("0");
});

test("tells a HEAD request the length alone", async () => {
  const response = await read(files.publish({ bytes, mediaType: "image/png" }), { method: "HEAD" });
  expect([response.headers.get("content-length"), await response.text()]).toEqual(["10", ""]);
});

test.each([
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=8-99", 206, "89", "bytes 8-9/10"],
  ["bytes=10-", 416, "Range not satisfiable", "bytes */10"],
  ["bytes=1-2,4-5", 200, "0123456789", null],
  ["lines=1-2", 200, "0123456789", null],
])("answers the range %s with %i", async (range, status, text, contentRange) => {
  const response = await read(files.publish({ bytes, mediaType: "image/png" }), { headers: { range } });
  expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test("forgets a file when its time has come", async () => {
  const url = files.publish({ bytes, mediaType: "image/png", expiresAt: 100 });
  now = 99;
  expect((await read(url)).status).toBe(200);
  now = 100;
  expect((await read(url)).status).toBe(404);
});

test("answers 404 for an address that was never given", async () => {
  expect((await read("http://files.test/files/0")).status).toBe(404);
});

test("refuses a key where the provider's storage does", async () => {
  const strict = files.publish({ bytes, mediaType: "image/png", refusesAuthorization: true });
  const lax = files.publish({ bytes, mediaType: "image/png" });
  const headers = { authorization: "Bearer key" };
  expect((await read(strict, { headers })).status).toBe(400);
  expect((await read(strict)).status).toBe(200);
  expect((await read(lax, { headers })).status).toBe(200);
});
