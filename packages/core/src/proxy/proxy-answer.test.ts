import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { refused } from "../testing/failing.ts";
import { key } from "../testing/fake-provider.ts";
import { at, post, refusalOf, start } from "../testing/start-proxy.ts";
import { guardedBody } from "./proxy-answer.ts";

describe("an answer", () => {
  test("keeps its status and what a client reads, and loses cookies, balances and all else", async () => {
    const headers = {
      "content-type": "application/json",
      "retry-after": "21",
      "x-request-id": "r-1",
      "x-cost": "0.035",
      "x-rate-limit-reset-at-utc": "2026-11-21 12:00:00",
      "x-remaining-credits": "12.5",
      "set-cookie": "session=acme",
      "access-control-allow-origin": "*",
      connection: "close",
      server: "acme/1",
    };
    const response = await start({}, new Response("{}", { status: 429, headers })).proxy(post());
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      429,
      {
        "content-type": "application/json",
        "retry-after": "21",
        "x-request-id": "r-1",
        "x-cost": "0.035",
        "x-rate-limit-reset-at-utc": "2026-11-21 12:00:00",
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    ]);
  });

  test.each([1, 3, 1000])("does not give the key back, in pieces of %i bytes", async (pieceBytes) => {
    const told = `wrong key ${key}, as JSON ${JSON.stringify(key)}, in an address ${encodeURIComponent(key)}.`;
    const bytes = new TextEncoder().encode(told);
    const body = new ReadableStream({
      start(controller) {
        for (let from = 0; from < bytes.length; from += pieceBytes)
          controller.enqueue(bytes.subarray(from, from + pieceBytes));
        controller.close();
      },
    });
    const answered = new Response(body, { status: 401, headers: { "x-request-id": key } });
    const response = await start({}, () => answered).proxy(post());
    const text = await response.text();
    expect(text).toHaveLength(told.length);
    expect(text).toMatch(/^wrong key \*+, as JSON "\*+", in an address \*+\.$/);
    expect(response.headers.get("x-request-id")).toBe(null);
  });

  const each = (form: (code: number) => string) => [...key].map((sign) => form(sign.charCodeAt(0))).join("");
  const escaped = each((code) => `\\u${code.toString(16).padStart(4, "0")}`);
  test.each([
    ["escaped", escaped],
    ["escaped in part", key.replaceAll("/", "\\/").replaceAll("+", "\\u002B").replaceAll('"', "\\u0022")],
    ["percent-encoded", each((code) => `%${code.toString(16)}`)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(key))],
    ["with entities", key.replaceAll("+", "&#43;").replaceAll('"', "&quot;")],
    ["in small letters", key.toLowerCase().replaceAll('"', '\\"')],
    ["in hexadecimal", Buffer.from(key).toString("hex")],
    ["in Base64", Buffer.from(`Bearer ${key}`).toString("base64")],
  ])("does not give the key back %s, so that a page could read it", async (_form, form) => {
    const response = await start({}, () => new Response(`{"error":"no ${form} no"}`, { status: 400 })).proxy(post());
    const { error } = await response.json();
    expect(error).toMatch(/^no [\w=]{0,12}\*{10,}[\w=]{0,4} no$/);
  });

  test("made of what a key begins with is looked at about as fast as any other", async () => {
    const took = async (sign: string) => {
      const piece = new TextEncoder().encode(sign.repeat(100_000));
      const guarded = guardedBody(1e9, [key]);
      const writer = guarded.writable.getWriter();
      const read = new Response(guarded.readable).arrayBuffer();
      const startedAt = performance.now();
      for (let sent = 0; sent < 2_000_000; sent += 100_000) await writer.write(piece.slice());
      await writer.close();
      expect((await read).byteLength).toBe(2_000_000);
      return performance.now() - startedAt;
    };
    const least = async (sign: string) => Math.min(await took(sign), await took(sign), await took(sign));
    expect((await least("S")) / (await least("~"))).toBeLessThan(30);
  });

  test("that is an image passes byte by byte", async () => {
    const image = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256);
    const response = await start({}, new Response(image, { headers: { "content-type": "image/jpeg" } })).proxy(post());
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(image);
  });

  test("begins before it has ended", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const response = await start({}, () => new Response(readable)).proxy(post());
    const reader = response.body?.getReader();
    writer.write(new Uint8Array(5000).fill(1));
    expect((await reader?.read())?.value?.length).toBeGreaterThan(4000);
    await reader?.cancel("gone");
    await expect(writer.write(new Uint8Array(1))).rejects.toBe("gone");
  });

  test("that is too large is broken off, or refused by its stated length", async () => {
    const large = new Uint8Array(1001);
    const counted = await start({ maxResponseBytes: 1000 }, new Response(large)).proxy(post());
    await expect(counted.arrayBuffer()).rejects.toThrow("larger than 1000 bytes");
    const headers = { "content-length": "1001" };
    const stated = await start({ maxResponseBytes: 1000 }, new Response(large, { headers })).proxy(post());
    expect(await refusalOf(stated)).toBe("502 proxy_answer_too_large");
  });

  test("that leads elsewhere is not followed", async () => {
    const moved = new Response(null, { status: 307, headers: { location: "https://evil.test/" } });
    const modes: string[] = [];
    const { proxy, sent } = start({}, ({ redirect }) => {
      modes.push(redirect);
      return moved;
    });
    const response = await proxy(post());
    expect(modes).toEqual(["manual"]);
    expect([response.headers.get("location"), await refusalOf(response)]).toEqual([null, "502 proxy_redirected"]);
    expect(sent).toHaveLength(1);
  });

  test("that never came says no more than that, and is not asked for again", async () => {
    const { proxy, sent } = start({}, new Error(`connect ECONNREFUSED with ${key}`));
    const response = await proxy(post());
    expect(inspect(response)).not.toContain(key);
    expect(await refusalOf(response)).toBe("502 proxy_unreachable");
    expect(sent).toHaveLength(1);
  });

  test.each([
    [421, "424 proxy_not_accepted", "502 proxy_not_accepted"],
    [425, "424 proxy_not_accepted", "502 proxy_not_accepted"],
    [407, "502 proxy_on_the_way", "502 proxy_on_the_way"],
    [408, "502 proxy_on_the_way", "502 proxy_on_the_way"],
  ])("of %i, which a browser acts on by itself, does not reach it", async (status, ofPost, ofGet) => {
    const { proxy, sent } = start({}, new Response("{}", { status }));
    expect(await refusalOf(await proxy(post()))).toBe(ofPost);
    expect(await refusalOf(await proxy(new Request(`${at}/v1/tasks/1`)))).toBe(ofGet);
    expect(sent).toHaveLength(2);
  });

  test("of a POST that never left says so by a status that is not billed; of a GET, that it may be asked again", async () => {
    const { proxy } = start({}, refused());
    expect(await refusalOf(await proxy(post()))).toBe("424 proxy_not_sent");
    expect(await refusalOf(await proxy(new Request(`${at}/v1/tasks/1`)))).toBe("502 proxy_unreachable");
  });

  test("to a GET is given up where the caller goes away", async () => {
    const leaving = new AbortController();
    const { proxy, sent } = start({}, async (request) => {
      leaving.abort();
      request.signal.throwIfAborted();
      return new Response();
    });
    expect((await proxy(new Request(`${at}/v1/tasks/1`, { signal: leaving.signal }))).status).toBe(502);
    expect(sent[0]?.signal.aborted).toBe(true);
  });
});
