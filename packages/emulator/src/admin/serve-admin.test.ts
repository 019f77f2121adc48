import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emulation as novita } from "../../../novita/emulation/index.ts";
import type { Emulator } from "../options.ts";
import { startEmulator } from "../start-emulator.ts";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator([novita], { latencyScale: 0, draw: async () => new Uint8Array(1) });
});
afterEach(() => emulator.close());

async function admin(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await fetch(`${emulator.url}/__seedbed${path}`, { method, headers, ...sent });
  return { status: response.status, body: (await response.json()) as never as Record<string, unknown> & unknown[] };
}
const generate = () =>
  fetch(`${emulator.baseUrls.novita}/v3/seedream-5.0-lite`, {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: JSON.stringify({ prompt: "fox" }),
  });
const place = { provider: "novita", operationId: "seedream5Lite" };

test("tells where everything is, and what it can be asked", async () => {
  const { status, body } = await admin("GET", "");
  expect([status, body]).toEqual([
    200,
    {
      url: emulator.url,
      baseUrls: emulator.baseUrls,
      filesUrl: emulator.filesUrl,
      timeScale: 1,
      routes: expect.arrayContaining(["GET /faults", "POST /clock", "PUT /state"]),
    },
  ]);
});

describe("faults", () => {
  test("are ordered as a rule or in words, listed, and taken back", async () => {
    const rule = { ...place, nth: 2, fault: { kind: "status", status: 503 } };
    expect(await admin("POST", "/faults", rule)).toEqual({ status: 201, body: { id: "1", rule, matched: 0, met: 0 } });
    await admin("POST", "/faults", { rule: "novita:nth=3:html" });
    expect([(await generate()).status, (await generate()).status]).toEqual([200, 503]);
    expect((await admin("GET", "/faults")).body).toMatchObject([{ id: "2", matched: 1, met: 0 }]);
    expect(await admin("DELETE", "/faults/2")).toEqual({ status: 200, body: [] });
    expect((await admin("DELETE", "/faults/2")).body.error).toBe('Seedbed emulator: no fault "2" is ordered');
    expect((await admin("DELETE", "/faults/2/extra")).status).toBe(404);
    await admin("POST", "/faults", { rule: "times=always:malformed" });
    expect(await admin("DELETE", "/faults")).toEqual({ status: 200, body: [] });
    expect(await (await generate()).json()).toHaveProperty("images");
  });

  test("are refused in one sentence", async () => {
    const { status, body } = await admin("POST", "/faults", { rule: "nvita:status=503" });
    expect([status, body.error]).toEqual([400, expect.stringContaining('"nvita" is not a provider (novita)')]);
    expect(await admin("POST", "/faults", "{")).toEqual({
      status: 400,
      body: { error: "Seedbed emulator: the body is not valid JSON object" },
    });
  });

  test("order each documented status, with its documented body", async () => {
    const order = { ...place, status: 400, code: "ILLEGAL_PROMPT" };
    expect((await admin("POST", "/order", order)).status).toBe(200);
    const response = await generate();
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: 400, reason: "ILLEGAL_PROMPT" }),
    ]);
    expect((await admin("POST", "/order", { ...place, status: 418 })).body.error).toBe(
      "Seedbed emulator: seedream5Lite of novita documents no error 418, only 400, 401, 403, 404, 429, 500, 503, 504",
    );
    expect((await admin("POST", "/order", { ...place, status: 200 })).body.error).toContain("documents no error 200");
    expect((await admin("POST", "/order", { ...place, status: "toString" })).status).toBe(400);
  });
});

test("shows the log and clears it", async () => {
  await generate();
  expect((await admin("GET", "/requests")).body).toMatchObject([{ ...place, method: "POST", status: 200 }]);
  expect(await admin("DELETE", "/requests")).toEqual({ status: 200, body: [] });
});

test("puts the clock forward", async () => {
  const before = emulator.clock.now();
  const { body } = await admin("POST", "/clock", { advanceMs: 86_400_000 });
  expect(Number(body.now) - before).toBeGreaterThanOrEqual(86_400_000);
  expect(body.at).toBe(new Date(Number(body.now)).toISOString());
  expect((await admin("GET", "/clock")).body.timeScale).toBe(1);
  expect(await admin("POST", "/clock", {})).toMatchObject({ status: 400 });
  expect((await admin("POST", "/clock", { advanceMs: -1 })).body.error).toContain("0 ms or more, not by -1");
});

test("turns switches", async () => {
  const { body } = await admin("PATCH", "/switches", { novita: { imageForm: "base64" } });
  expect(body).toMatchObject({ novita: { imageForm: "base64" } });
  expect((await admin("GET", "/switches")).body).toEqual(body);
  expect((await admin("PATCH", "/switches", { novita: { imageFrom: 1 } })).body.error).toContain("no switch");
});

test.each([
  [{ novita: { imageForm: "base64", mediaType: "image/gif" } }, 'switch "mediaType" of novita takes'],
  [{ novita: { imageForm: "base64" }, acme: {} }, 'no provider "acme" is emulated'],
  [{ novita: { imageForm: "base64", constructor: "x" } }, 'novita has no switch "constructor"'],
  [{ novita: { imageForm: "base64" }, toString: { x: 1 } }, 'no provider "toString" is emulated'],
  [{ novita: null }, '"novita" is an object with its switches; it is null'],
  [{ novita: 5 }, '"novita" is an object with its switches; it is 5'],
])("turns all switches or none: %j", async (switches, want) => {
  const before = (await admin("GET", "/switches")).body;
  expect(await admin("PATCH", "/switches", switches)).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining(want) },
  });
  expect((await admin("GET", "/switches")).body).toEqual(before);
});

test("answers a state that is damaged with a sentence, and what goes wrong in here with a 500", async () => {
  const { body: state } = await admin("GET", "/state");
  const files = [{ path: "/files/1", mediaType: "image/png", base64: "%%%" }];
  expect(await admin("PUT", "/state", { ...state, files })).toEqual({
    status: 400,
    body: { error: "Seedbed emulator: it is damaged at /files/0/base64: must be base64" },
  });
  expect(await admin("POST", "/clock", { advanceMs: 1e300 })).toMatchObject({ status: 400 });
});

test("saves the state, loads it, and resets", async () => {
  const { body: state } = await admin("GET", "/state");
  await generate();
  expect(emulator.wallets.novita?.balance()).toBe(9.965);
  expect((await admin("PUT", "/state", state)).status).toBe(200);
  expect(emulator.wallets.novita?.balance()).toBe(10);
  expect((await admin("PUT", "/state", {})).body.error).toContain("it is not a saved state");
  await generate();
  expect((await admin("POST", "/reset")).status).toBe(200);
  expect([emulator.wallets.novita?.balance(), emulator.requests]).toEqual([10, []]);
});

test("names the ways there are where a path or method is none", async () => {
  expect((await admin("GET", "/fault")).body.error).toBe(
    "Seedbed emulator: there is no GET /__seedbed/fault: see GET /__seedbed",
  );
  expect(await admin("PUT", "/clock", {})).toMatchObject({
    status: 405,
    body: { error: "Seedbed emulator: there is no PUT /__seedbed/clock: it takes GET, POST" },
  });
});

describe("who may ask", () => {
  test("a page of another origin may not, of this machine neither, and its own may", async () => {
    expect((await admin("GET", "/state", undefined, { origin: "https://example.com" })).status).toBe(403);
    expect((await admin("GET", "/state", undefined, { origin: "null" })).status).toBe(403);
    expect((await admin("GET", "/state", undefined, { origin: "http://localhost:3000" })).status).toBe(403);
    expect((await admin("GET", "/clock", undefined, { origin: emulator.url })).status).toBe(200);
  });

  test("who is here may, where the emulator listens on every address", async () => {
    await emulator.close();
    emulator = await startEmulator([novita], { host: "0.0.0.0" });
    expect((await admin("GET", "/clock")).status).toBe(200);
  });

  test("a foreign name that points here may not", async () => {
    const { port } = new URL(emulator.url);
    const status = await new Promise((resolve) =>
      request({ port, host: "127.0.0.1", path: "/__seedbed/clock", headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end(),
    );
    expect(status).toBe(403);
  });
});

test("no provider may have its path", async () => {
  const openapi = { paths: { "/__seedbed/faults": { get: { operationId: "mine" } } } };
  await expect(startEmulator([{ ...novita, openapi }])).rejects.toThrow(
    '"/__seedbed/faults" of novita is the emulator',
  );
  await expect(startEmulator([{ ...novita, id: "__seedbed" }])).rejects.toThrow('"/__seedbed" of __seedbed is');
});
