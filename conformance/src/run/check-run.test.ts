import path from "node:path";
import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import type { Fixture } from "../fixture/fixture.ts";
import { textCase, tinyImageUri } from "../testing/text-case.ts";
import { check } from "./check.ts";
import type { CheckOptions } from "./check-options.ts";

const key = "nv-0123456789";

/** A run without fixtures, at the spec that the package ships. */
async function run(changes: Partial<CheckOptions> = {}, emulates = true, answer?: () => Response) {
  const told: string[] = [];
  const record = await check({
    providers: [novita],
    fixtures: [],
    fixtureFolder: "/none",
    specFolder: null,
    shippedSpec: async () => openapi,
    cases: [textCase],
    servers: [],
    destination: () => ({
      emulated: () => emulates,
      client: {
        apiKey: key,
        env: {},
        fetch: async () => answer?.() ?? Response.json({ images: [tinyImageUri] }),
      },
    }),
    keep: async () => ({ sha256: "abc" }),
    expected: [],
    timeScale: 100,
    version: "1.2.3",
    onCheck: ({ id }) => told.push(id),
    ...changes,
  });
  return { record, told };
}
const made = "novita/seedream-5.0-lite/text";

test("hooks that throw end no run, and lose nothing that was paid for", async () => {
  let calls = 0;
  const thrown = (): never => {
    calls += 1;
    throw new Error("the caller's own bug");
  };
  const { record } = await run({ onCheck: thrown, onLayer: thrown, keep: thrown });
  expect(calls).toBeGreaterThan(2);
  expect(record.generations).toMatchObject([
    { checkId: made, images: [{ sha256: expect.stringMatching(/^[\da-f]{64}$/) }] },
  ]);
  const check = record.checks.find(({ id }) => id === made);
  expect(check).toMatchObject({ verdict: "harness" });
  expect(JSON.stringify(check?.findings)).toContain("could not be kept: the caller's own bug");
});

describe("a run is told", () => {
  test("as emulated, with its time scale and what was spent, by whom and when", async () => {
    const before = Date.now();
    const { record, told } = await run();
    expect(record).toMatchObject({
      version: 1,
      tool: { name: "seedbed", version: "1.2.3", node: process.versions.node },
      emulated: true,
      timeScale: 100,
      provenance: { recorded: 0, documented: 0, synthetic: 0 },
      exitCode: 0,
      providers: [{ id: "novita", emulated: true }],
      generations: [{ checkId: made, emulated: true }],
      spent: [{ provider: "novita", emulated: true, attempts: 1 }],
    });
    expect(Date.parse(record.startedAt)).toBeGreaterThanOrEqual(before);
    expect(record.durationMs).toBeGreaterThanOrEqual(0);
    expect(record.durationMs).toBeLessThanOrEqual(Date.now() - before);
    expect(told).toEqual(record.checks.map(({ id }) => id));
    expect(Object.values(record.verdicts).reduce((sum, count) => sum + count, 0)).toBe(record.checks.length);
    expect(record.checks[0]).toMatchObject({ id: "novita/spec", verdict: "skipped" });
  });

  test("as live, in real time, where a provider answered; and with no time where nothing was generated", async () => {
    const { record } = await run({}, false);
    expect(record).toMatchObject({ emulated: false, timeScale: 1, providers: [{ emulated: false }] });
    const silent = (await run({ cases: [] }, false)).record;
    expect(silent).toMatchObject({ emulated: false, timeScale: null, generations: [] });
    expect(silent).not.toHaveProperty("spent");
  });
});

describe("how a run ends", () => {
  test("a generation that had to be live, and was not, leaves it inconclusive", async () => {
    expect((await run({ requireLive: true })).record.exitCode).toBe(3);
    expect((await run({ requireLive: true }, false)).record.exitCode).toBe(0);
    expect((await run({ requireLive: true, cases: [] }, false)).record.exitCode).toBe(3);
  });

  test("a broken contract is a violation, whatever else there is", async () => {
    const { record } = await run({ requireLive: true }, true, () => Response.json({ images: 7 }));
    expect(record.exitCode).toBe(1);
  });

  test("what was asked for by name and skipped everywhere is inconclusive, and what there is not is refused", async () => {
    const closed = { destination: () => ({ emulated: () => true, closed: "no key", client: {} }) };
    expect((await run({ only: made, ...closed })).record.exitCode).toBe(3);
    expect((await run({ only: made })).record.exitCode).toBe(0);
    await expect(run({ only: "novita/none" })).rejects.toThrow('There is no fixture or case "novita/none".');
    const one = (await run({ only: "novita/seedream5Lite/client/size-over" })).record;
    expect([one.exitCode, one.checks.map(({ id }) => id)]).toEqual([
      0,
      ["novita/spec", "novita/seedream5Lite/client/size-over"],
    ]);
  });
});

describe("findings that are expected", () => {
  const finding = (check: string) => ({ check, field: "x", reason: "known", file: "expected.json", line: 3 }) as never;
  test.each([made, "novita/spec"])("may be of %s", async (id) => {
    await expect(run({ expected: [finding(id)] })).resolves.toBeDefined();
  });
  test("may not be of a check that is not there", async () => {
    await expect(run({ expected: [finding("novita/seedream5Lite/any")] })).rejects.toThrow(
      /novita\/seedream5Lite\/any/,
    );
  });
});

test("a key that a server says back is in no exchange of the record", async () => {
  const { record } = await run({}, false, () => Response.json({ images: [tinyImageUri], echo: key }));
  expect(JSON.stringify(record)).not.toContain(key);
  const byEnv = await run({
    destination: () => ({
      emulated: () => true,
      client: {
        env: { [novita.keyVariable]: key },
        fetch: async () => Response.json({ images: [tinyImageUri], echo: key }),
      },
    }),
  });
  expect(JSON.stringify(byEnv.record)).not.toContain(key);
});

test("a key that recorded traffic or a fixture shows is nowhere in the record", async () => {
  const shown = "nv-of-someone-else";
  const request = { method: "POST" as const, path: "/v3/seedream-5.0-lite", body: { prompt: "a" } };
  const headers = { "content-type": "application/json" };
  const answer = { status: 200, headers, body: { images: [tinyImageUri], echo: shown } };
  const exchange = { name: "a.har#1", provider: "novita", request: { ...request, headers }, response: answer };
  const fixture: Fixture = {
    id: "novita/seedream5Lite/theirs",
    file: path.basename(import.meta.filename),
    title: "theirs",
    provider: "novita",
    operation: "seedream5Lite",
    provenance: { kind: "synthetic", source: "a test", date: "2026-02-25" },
    call: { operation: "seedream5Lite", request: { prompt: "a" } },
    exchanges: [
      {
        request: { ...request, headers: { Authorization: `Bearer ${shown}` } },
        response: { status: 200, json: { images: [tinyImageUri] } },
      },
    ],
    expect: {},
  };
  const { record } = await run({
    har: [{ ...exchange, isBodyLost: false, secrets: [shown] }],
    fixtures: [fixture],
    fixtureFolder: import.meta.dirname,
    cases: [],
  });
  const found = record.checks.filter(({ findings }) => findings.length > 0).map(({ layer }) => layer);
  expect(found).toEqual(["replay", "har"]);
  expect(JSON.stringify(record)).not.toContain(shown);
});

test("what the spec says stays though another host's cookie is such a word, and a key beside it goes", async () => {
  const cookies = ["properties", "schemas", "number", "observed", "violation", "seedream5Lite", "synthetic", "skipped"];
  const headers = { "content-type": "application/json" };
  const request = {
    method: "POST",
    path: "/v3/seedream-5.0-lite",
    headers,
    body: { prompt: 5, echo: "sk_verysecretkey" },
  };
  const response = { status: 200, headers, body: { images: [tinyImageUri], seed: 1 } };
  const exchange = { name: "a.har#1", provider: "novita", request, response, isBodyLost: false };
  const { record } = await run({ har: [{ ...exchange, secrets: [...cookies, "sk_verysecretkey"] }], cases: [] });
  const [found] = record.checks.filter(({ layer }) => layer === "har");
  expect(found?.findings.map(({ message }) => message)).toContain("body.prompt must be string");
  expect(found?.findings.flatMap(({ overlay }) => overlay?.target ?? [])).toEqual([
    '$["components"]["schemas"]["ImagesResult"]["properties"]',
  ]);
  expect(JSON.stringify(found).match(/\[redacted\]/g)).toHaveLength(1); // the key
  expect(JSON.stringify(record)).not.toContain("sk_verysecretkey");
});

test("a run that is stopped begins nothing more, says so, keeps what it has, and no one can tell from it", async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const second = { ...textCase, id: "second" };
  const destination = () => ({
    emulated: () => true,
    client: {
      apiKey: key,
      env: {},
      async fetch(input: Request | URL | string) {
        asked.push(String(input instanceof Request ? input.url : input));
        stop.abort(new Error("stopped by SIGINT"));
        return Response.json({ images: [tinyImageUri] });
      },
    },
  });
  const floor = { covered: { operation: 9 }, missing: [] };
  const { record } = await run({
    cases: [textCase, second],
    destination,
    stop: stop.signal,
    coverageFloor: { file: "floor.json", providers: { novita: { replay: floor, emulator: floor } } },
  });
  expect(asked).toHaveLength(1);
  expect(record.checks.filter(({ layer }) => layer === "smoke")).toMatchObject([
    { id: made },
    { id: "novita/seedream-5.0-lite/second", verdict: "skipped", reason: "the run was stopped by SIGINT" },
  ]);
  expect(record.generations.map(({ checkId }) => checkId)).toEqual([made]);
  expect(record.checks.some(({ layer }) => layer === "coverage")).toBe(false);
  const early = await run({ servers: ["novita"], destination, stop: AbortSignal.abort("enough") });
  expect(asked).toHaveLength(1);
  expect(early.record.exitCode).toBe(3);
  const local = early.record.checks.filter(({ layer }) => layer !== "lint");
  expect(new Set(local.map(({ layer }) => layer))).toEqual(new Set(["client", "server", "smoke"]));
  expect(new Set(local.map(({ verdict, reason }) => `${verdict}: ${reason}`))).toEqual(
    new Set(["skipped: the run was stopped"]),
  );
});
