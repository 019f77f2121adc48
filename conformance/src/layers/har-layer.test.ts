import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import type { CheckOptions } from "../run/check-options.ts";
import { createSpec } from "../spec/create-spec.ts";
import { collectNotes } from "../testing/collect-notes.ts";
import type { HarExchange } from "../traffic/har.ts";
import { harLayer } from "./har-layer.ts";

const specs = new Map([["novita", createSpec(novitaDocument)]]);
const headers = { "content-type": "application/json" };
const exchange = (
  changes: { name?: string; provider?: string; path?: string; sent?: object; status?: number; body?: unknown } = {},
): HarExchange => ({
  name: changes.name ?? "a.har#1",
  provider: changes.provider ?? "novita",
  request: {
    method: "POST",
    path: changes.path ?? "/v3/seedream-5.0-lite",
    headers,
    body: changes.sent ?? { prompt: "a" },
  },
  response: {
    status: changes.status ?? 200,
    headers,
    body: "body" in changes ? changes.body : { images: ["https://a.test/1"] },
  },
  isBodyLost: false,
  secrets: [],
});

async function held(har: HarExchange[], changes: Partial<CheckOptions> = {}) {
  const { notes, done, exchanges } = collectNotes();
  const layers: unknown[] = [];
  const options = { providers: [novita], har, onLayer: (...told: unknown[]) => layers.push(told), ...changes };
  await harLayer(options as object as CheckOptions, specs, notes);
  return { done, exchanges, layers };
}

test("an exchange is held against its operation on both sides, and shown", async () => {
  const { done, exchanges, layers } = await held([exchange({ path: "/v3/seedream-5.0-lite#a?b" })]);
  expect(layers).toEqual([["har", 1]]);
  expect(done).toEqual([
    {
      id: "novita/seedream5Lite/har/a.har#1",
      layer: "har",
      provider: "novita",
      operation: "seedream5Lite",
      title: "POST /v3/seedream-5.0-lite#a?b as it was recorded",
      verdict: "ok",
      durationMs: expect.any(Number),
      findings: [],
    },
  ]);
  expect(exchanges).toMatchObject([{ request: { method: "POST", body: { prompt: "a" } }, response: { status: 200 } }]);
  expect(exchanges[0]).not.toHaveProperty("request.headers");
});

test("what breaks the contract is told by its side", async () => {
  const { done } = await held([exchange({ sent: { prompt: 7 } }), exchange({ name: "a.har#2", body: { images: 7 } })]);
  expect(done.map(({ verdict, findings }) => [verdict, findings[0]?.field])).toEqual([
    ["violation", "request.body.prompt"],
    ["violation", "response.body.images"],
  ]);
});

test("who was served had a key, though a browser leaves it out; who was refused may not have had one", async () => {
  const refused = await held([exchange({ status: 401, body: { reason: "x", message: "no" } })]);
  expect(refused.done[0]?.findings.map(({ field }) => field)).toContain("request.headers.authorization");
});

test("where no answer was recorded no one can tell, but a request that breaks the contract still does", async () => {
  const silent = { status: 0, body: undefined };
  const { done } = await held([exchange(silent), exchange({ ...silent, sent: { prompt: 7 } })]);
  expect(done.map(({ verdict }) => verdict)).toEqual(["transport", "violation"]);
  expect(done[0]?.findings).toEqual([{ field: "response", message: "no answer was recorded" }]);
  expect(done[1]?.findings.map(({ field }) => field)).toEqual(["request.body.prompt", "response"]);
});

test("a call of no operation is unknown, and has no operation", async () => {
  const { done } = await held([exchange({ path: "/v3/none#a" })]);
  expect(done[0]).toMatchObject({ id: "novita/unknown/har/a.har#1" });
  expect(done[0]).not.toHaveProperty("operation");
  expect(done[0]?.findings.length).toBeGreaterThan(0);
});

test("one is chosen by its id; other providers and no traffic at all are ignored", async () => {
  const two = [exchange(), exchange({ name: "a.har#2" })];
  expect((await held(two, { only: "novita/seedream5Lite/har/a.har#2" })).done.map(({ id }) => id)).toEqual([
    "novita/seedream5Lite/har/a.har#2",
  ]);
  expect((await held([exchange({ provider: "acme" })])).layers).toEqual([]);
  expect((await held(two, { providers: [] })).done).toEqual([]);
  expect((await held(two, { only: "none" })).layers).toEqual([]);
  const { har: _, ...without } = { har: [] };
  expect((await held([], without)).done).toEqual([]);
});
