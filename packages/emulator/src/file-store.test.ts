import { expect, test } from "vitest";
import { createFileStore } from "./file-store.ts";

let now = 0;
const drawn: string[] = [];
const image = {
  prompt: "",
  label: "",
  width: 1,
  height: 1,
  mediaType: "image/png",
  seed: 1,
  index: 1,
  count: 1,
  watermark: false,
} as const;
const draw = async ({ prompt }: { prompt: string }) => {
  drawn.push(prompt);
  return new TextEncoder().encode(prompt);
};
const files = createFileStore({ now: () => now }, () => "http://files.test", draw);
const bytes = new TextEncoder().encode("0123456789");
const read = (url: string, init?: RequestInit) => files.read(new Request(url, init));

test("gives a file whole, with its type and length", async () => {
  const url = files.publish({ content: bytes, mediaType: "image/jpeg" });
  expect(url).toMatch(/^http:\/\/files\.test\/files\/[0-9a-f-]{36}\.jpeg$/);
  const response = await read(url);
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("0123456789");
});

test("draws an image when it is read", async () => {
  const url = files.publish({ content: { ...image, prompt: "a fox" }, mediaType: "image/png" });
  expect(drawn).toEqual([]);
  expect(await (await read(url)).text()).toBe("a fox");
  expect(drawn).toEqual(["a fox"]);
});

test("forgets the oldest file when there are more than it keeps", async () => {
  const few = createFileStore({ now: () => now }, () => "http://files.test", draw, 2);
  const urls = Array.from({ length: 3 }, () => few.publish({ content: bytes, mediaType: "image/png" }));
  expect(few.size).toBe(2);
  expect((await few.read(new Request(urls[0] ?? ""))).status).toBe(404);
  expect((await few.read(new Request(urls[1] ?? ""))).status).toBe(200);
});

test("reads the same files after they were saved and loaded elsewhere", async () => {
  const [saved, loaded] = [0, 0].map(() => createFileStore({ now: () => now }, () => "http://files.test", draw));
  const urls = [
    saved?.publish({ content: bytes, mediaType: "image/png", refusesAuthorization: true }),
    saved?.publish({ content: { ...image, prompt: "a heron" }, mediaType: "image/jpeg" }),
  ];
  loaded?.prepareLoad(JSON.parse(JSON.stringify(saved?.save())))();
  const texts = urls.map(async (url) => (await loaded?.read(new Request(url ?? "")))?.text());
  expect(await Promise.all(texts)).toEqual(["0123456789", "a heron"]);
  const refused = await loaded?.read(new Request(urls[0] ?? "", { headers: { authorization: "Bearer key" } }));
  expect(refused?.status).toBe(400);
});

test("tells a HEAD request the length alone", async () => {
  const response = await read(files.publish({ content: bytes, mediaType: "image/png" }), { method: "HEAD" });
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
  const response = await read(files.publish({ content: bytes, mediaType: "image/png" }), { headers: { range } });
  expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test("forgets a file when its time has come", async () => {
  const url = files.publish({ content: bytes, mediaType: "image/png", expiresAt: 100 });
  now = 99;
  expect((await read(url)).status).toBe(200);
  now = 100;
  expect((await read(url)).status).toBe(404);
});

test("answers 404 for an address that was never given", async () => {
  expect((await read("http://files.test/files/0")).status).toBe(404);
});

test("refuses a key where the provider's storage does", async () => {
  const strict = files.publish({ content: bytes, mediaType: "image/png", refusesAuthorization: true });
  const lax = files.publish({ content: bytes, mediaType: "image/png" });
  const headers = { authorization: "Bearer key" };
  expect((await read(strict, { headers })).status).toBe(400);
  expect((await read(strict)).status).toBe(200);
  expect((await read(lax, { headers })).status).toBe(200);
});
