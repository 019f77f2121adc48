import type { ClientOptions } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { generateCases } from "../contract/generate-cases.ts";
import { isSmallest, unaskable } from "../contract/judge-server.ts";
import type { CheckDestination, CheckOptions } from "../run/check-options.ts";
import { createSpec } from "../spec/create-spec.ts";
import { collectNotes } from "../testing/collect-notes.ts";
import { serverLayer } from "./server-layer.ts";

const spec = createSpec(openapi);
const specs = new Map([["novita", spec]]);
const cases = generateCases("novita", spec);
const askable = cases.filter((testCase) => unaskable(testCase) === undefined);
/** As a case is called where a server is held against it. */
const served = (id: string) => id.replace("/contract/", "/server/");
const caseId = (name: string) => served(cases.find(({ id }) => id.endsWith(`/contract/${name}`))?.id ?? name);
const images = () => Response.json({ images: ["https://images.example/1.png"] });
const refused = (status = 400) => Response.json({ code: status, reason: "x", message: "no", metadata: {} }, { status });

/** Holds a server that answers as it is told against the cases of Novita. */
async function held(
  answer: (request: Request) => Response | Promise<Response>,
  changes: Partial<CheckOptions> = {},
  to: Partial<CheckDestination> & { client?: ClientOptions; emulates?: boolean } = {},
) {
  const { notes, done, seen } = collectNotes();
  const sent: Request[] = [];
  const layers: unknown[] = [];
  const { client, emulates = true, ...destination } = to;
  const options = {
    providers: [novita],
    servers: ["novita"],
    destination: () => ({
      emulated: () => emulates,
      ...destination,
      client: {
        apiKey: "nv-0123456",
        env: {},
        clock: { now: () => 0, delay: async () => {} },
        async fetch(input: Request | URL | string, init?: RequestInit) {
          const request = new Request(input, init);
          sent.push(request.clone());
          return answer(request);
        },
        ...client,
      },
    }),
    onLayer: (...told: unknown[]) => layers.push(told),
    ...changes,
  } as object as CheckOptions;
  const emulated = await serverLayer(options, specs, cases, notes);
  return { done, seen, sent, layers, emulated };
}

describe("a server", () => {
  test("is held against every case that can be asked, each once", async () => {
    const { done, layers, emulated, seen } = await held(images);
    expect(layers).toEqual([["server", askable.length]]);
    expect(done.map(({ id }) => id).toSorted()).toEqual(askable.map(({ id }) => served(id)).toSorted());
    expect(done.every(({ layer, provider }) => layer === "server" && provider === "novita")).toBe(true);
    expect([...emulated]).toEqual(["novita"]);
    expect(seen.every(([layer, provider]) => layer === "emulator" && provider === "novita")).toBe(true);
    const verdicts = new Map(done.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts.get(caseId("smallest"))).toBe("ok");
    expect(verdicts.get(caseId("size-over"))).toBe("violation");
    expect(done.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  test("is asked one case by its name", async () => {
    const { done, sent } = await held(() => refused(), { only: caseId("size-over") });
    expect(done).toMatchObject([{ id: caseId("size-over"), verdict: "ok", findings: [] }]);
    expect(sent).toHaveLength(1);
  });

  test("is asked what it refuses before what it takes, and of that the least first", async () => {
    const { sent } = await held((request) => (request.method === "GET" ? refused(404) : images()));
    const bodies = await Promise.all(sent.filter(({ method }) => method === "POST").map((request) => request.text()));
    const [first] = bodies;
    const smallest = cases.find(({ id }) => served(id) === caseId("smallest"));
    expect(first).toBe(JSON.stringify(smallest?.request.body));
  });

  test("of a provider that was not chosen, or has no case, is not asked", async () => {
    for (const changes of [{ servers: [] }, { providers: [] }, { only: "novita/none" }]) {
      const { sent, done, layers, emulated } = await held(images, changes);
      expect({ sent, done, layers, emulated: emulated.size }).toEqual({ sent: [], done: [], layers: [], emulated: 0 });
    }
  });
});

describe("a provider that is paid", () => {
  test("makes no generation but by name", async () => {
    const { done, sent, emulated, seen } = await held(() => refused(), {}, { emulates: false });
    const making = done.filter(({ verdict }) => verdict === "skipped");
    const accepted = askable.filter(
      ({ expect: { outcome }, request }) => outcome === "accepted" && request.method === "POST",
    );
    expect(making.map(({ id }) => id).toSorted()).toEqual(accepted.map(({ id }) => served(id)).toSorted());
    for (const { id, reason, findings, durationMs } of making)
      expect({ reason, findings, durationMs }).toEqual({
        reason: `it makes a generation, which is paid for: ask for it with --case ${id.replace("/server/", "/contract/")}`,
        findings: [],
        durationMs: 0,
      });
    expect(sent.length).toBe(done.length - making.length);
    expect(emulated.size).toBe(0);
    expect(new Set(seen.map(([layer]) => layer))).toEqual(new Set(["live"]));
    const named = await held(images, { only: caseId("smallest") }, { emulates: false });
    expect(named.done).toMatchObject([{ id: caseId("smallest"), verdict: "ok" }]);
  });

  test("reserves the worst case of each request before it is sent, at the caller's price or none", async () => {
    const reserved: unknown[] = [];
    const accounting = {
      admit: async () => {},
      reserve(attempt: { cost: unknown }) {
        reserved.push(attempt.cost);
        return { settle() {} };
      },
    };
    await held(images, { only: caseId("smallest") }, { client: { accounting } as object as ClientOptions });
    expect(reserved).toEqual([null]); // Novita's price is in no document
    const prices = { models: { "novita/seedream-5.0-lite": 0.05 } };
    await held(images, { only: caseId("smallest") }, { client: { accounting, prices } as object as ClientOptions });
    expect(reserved[1]).toMatchObject({ max: 0.05, currency: "USD", basis: "configured" });
  });
});

test("where nothing can be sent, each case is skipped with the reason", async () => {
  const { done, sent } = await held(images, {}, { closed: "there is no key" });
  expect(sent).toEqual([]);
  expect(done.every(({ verdict, reason }) => verdict === "skipped" && reason === "there is no key")).toBe(true);
  expect(done).toHaveLength(askable.length);
});

test("a connection that breaks is transport, and says what broke", async () => {
  const { done } = await held(() => Promise.reject(new TypeError("fetch failed")), { only: caseId("size-over") });
  expect(done).toMatchObject([
    { verdict: "transport", findings: [{ field: "response", message: expect.any(String) }] },
  ]);
});

test("a case that a budget refuses is skipped with its words, and a fault of ours is not hidden", async () => {
  const { BudgetExceededError } = await import("@seedbed/core");
  const refusing = (error: Error) =>
    ({ accounting: { admit: async () => {}, reserve: () => Promise.reject(error) } }) as object as ClientOptions;
  const only = caseId("smallest");
  const full = new BudgetExceededError("the budget is used up", { billed: "no" });
  expect((await held(images, { only }, { client: refusing(full) })).done).toMatchObject([
    { verdict: "skipped", reason: "the budget is used up", findings: [] },
  ]);
  await expect(held(images, { only }, { client: refusing(new RangeError("ours")) })).rejects.toThrow("ours");
});

describe("a base URL that answers a web page", () => {
  const baseUrl = "https://gateway.test/novita//";
  const page = (status = 200) =>
    new Response("<html>", { status, headers: { "content-type": "text/html; charset=utf-8" } });
  test("is not an address of an API", async () => {
    const [first] = Object.values(novita.operations);
    await expect(held(() => page(), {}, { client: { baseUrl } })).rejects.toThrow(
      expect.objectContaining({
        name: "InputError",
        message: `The base URL https://gateway.test/novita of novita answers a web page to ${first?.path}: it is not the address of its API.`,
      }),
    );
  });

  test("nor is one that leads elsewhere", async () => {
    const moved = () => new Response(null, { status: 308, headers: { location: "https://api.test/" } });
    await expect(held(moved, {}, { client: { baseUrl } })).rejects.toThrow(
      /^The base URL https:\/\/gateway\.test\/novita of novita answers \/\S+ with 308 to https:\/\/api\.test\/, and no redirect is followed: give the address that it leads to\.$/,
    );
  });

  test("of an error of the server may be one all the same, and so may one that does not answer", async () => {
    const only = caseId("size-over");
    expect((await held(() => page(502), { only }, { client: { baseUrl } })).done).toHaveLength(1);
    const broken = await held(() => Promise.reject(new TypeError("no route")), { only }, { client: { baseUrl } });
    expect(broken.done).toMatchObject([{ verdict: "transport" }]);
    expect((await held(() => page(), { only }, { client: { baseUrl }, closed: "no key" })).sent).toEqual([]);
    const { sent } = await held(() => page(), { only });
    expect(sent).toHaveLength(1); // the provider's own address is not asked twice
  });
});

test("the smallest case is there, whose charge is looked at", () => {
  expect(cases.filter(isSmallest).map(({ id }) => served(id))).toContain(caseId("smallest"));
});
