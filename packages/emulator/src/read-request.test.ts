import { expect, test } from "vitest";
import { readRequest } from "./read-request.ts";

const headers = new Headers({ "content-type": "application/json", "x-test": "yes" });
const body = new TextEncoder().encode('{"prompt":"füchse"}');
const request = () => readRequest("http://example.com/v1/make?a=1", { method: "POST", headers, body });

test("is a request, with what was read", async () => {
  const given = request();
  expect(given).toBeInstanceOf(Request);
  expect([given.url, given.method, given.headers.get("x-test")]).toEqual([
    "http://example.com/v1/make?a=1",
    "POST",
    "yes",
  ]);
  expect(await given.json()).toEqual({ prompt: "füchse" });
  expect(await given.text()).toBe('{"prompt":"füchse"}');
  expect(new Uint8Array(await given.arrayBuffer())).toEqual(body);
});

test("has the rest of a Request too", async () => {
  expect(await (await request().blob()).text()).toBe('{"prompt":"füchse"}');
  expect(await request().clone().json()).toEqual({ prompt: "füchse" });
  expect(request().redirect).toBe("follow");
  expect(request().signal.aborted).toBe(false);
  expect(await new Response(request().body).text()).toBe('{"prompt":"füchse"}');
});

test("without a body is empty, and no JSON", async () => {
  const empty = readRequest("http://example.com/", { method: "GET", headers });
  expect([await empty.text(), (await empty.arrayBuffer()).byteLength]).toEqual(["", 0]);
  await expect(empty.json()).rejects.toThrow(SyntaxError);
});
