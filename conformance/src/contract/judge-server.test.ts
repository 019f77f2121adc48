import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { generateCases } from "./generate-cases.ts";
import { judgeServer, unaskable } from "./judge-server.ts";

const spec = createSpec(openapi);
const cases = generateCases("novita", spec);
const images = { images: ["https://images.example/1.png"] };
const error = (status: number, reason: string) =>
  Response.json({ code: status, reason, message: "no", metadata: {} }, { status });

async function judge(name: string, answer: (request: Request) => Response | Promise<Response>) {
  const testCase = cases.find(({ id }) => id.endsWith(`/contract/${name}`));
  if (!testCase) throw new Error(`${name} is gone`);
  const served = await judgeServer(testCase, {
    provider: novita,
    spec,
    cost: null,
    client: {
      apiKey: "a key",
      fetch: async (input, init) => answer(new Request(input, init)),
      clock: { now: () => 0, delay: async () => {} },
    },
  });
  if ("trouble" in served) return [`${served.trouble} ${served.message}`];
  return served.findings.map(({ field, drift, message }) => `${drift ?? "violation"} ${field}: ${message}`);
}

test("a server that keeps to its documents has no finding", async () => {
  expect(await judge("smallest", () => Response.json(images))).toEqual([]);
  expect(await judge("size-over", () => error(400, "INVALID_IMAGE_SIZE"))).toEqual([]);
  expect(await judge("key-missing", () => error(401, "FAILED_TO_AUTH"))).toEqual([]);
});

test("the request goes out as the case has it, with the key where the spec has it", async () => {
  let seen: Request | undefined;
  await judge("size-over", (request) => {
    seen = request;
    return error(400, "x");
  });
  expect(seen?.headers.get("authorization")).toBe("Bearer a key");
  expect(await seen?.json()).toEqual({ prompt: "a lighthouse at dusk", size: "3226x3226" });
  await judge("key-missing", (request) => {
    seen = request;
    return error(401, "x");
  });
  expect(seen?.headers.has("authorization")).toBe(false);
});

describe("a server that does not is found out", () => {
  test.each<[string, string, Response, RegExp]>([
    [
      "takes what is out of range",
      "size-over",
      Response.json(images),
      /^violation response\.status: .*answered 200, not 400/,
    ],
    [
      "takes a call without a key",
      "key-missing",
      Response.json(images),
      /^violation response\.status: .*answered 200, not 4/,
    ],
    [
      "refuses what is documented as valid",
      "size-largest",
      error(400, "INVALID_IMAGE_SIZE"),
      /^violation response\.status: .*answered 400, not a success/,
    ],
    ["answers in another form", "smallest", Response.json({ image: 1 }), /^violation response\.body\.images/],
    ["answers with a new field", "smallest", Response.json({ ...images, seed: 1 }), /^field response\.body\.seed/],
    ["refuses with a new status", "size-over", Response.json({}, { status: 422 }), /^status response\.status/],
    [
      "refuses by the wrong status",
      "size-over",
      error(404, "API_NOT_FOUND"),
      /^violation response\.status: .*answered 404, not 400/,
    ],
    [
      "sends what it should refuse elsewhere",
      "size-over",
      new Response(null, { status: 302, headers: { location: "/login" } }),
      /^violation response\.status: .*answered 302 \(a redirect to \/login\), not 400/,
    ],
    [
      "answers a success with a page",
      "smallest",
      new Response("<html>", { headers: { "content-type": "text/html" } }),
      /^violation response\.body: .*no result can be read/m,
    ],
    [
      "answers a success with nothing",
      "smallest",
      new Response(null, { status: 204 }),
      /^violation response\.body: .*204 with nothing/m,
    ],
    [
      "answers a success that says nothing of itself",
      "smallest",
      new Response(new Uint8Array()),
      /^violation response\.body: .*with no media type/m,
    ],
    ["is in trouble", "smallest", error(503, "SERVICE_NOT_AVAILABLE"), /^transport .*answered 503/],
    ["knows another key", "smallest", error(401, "FAILED_TO_AUTH"), /^harness .*our key or wallet/],
    ["knows another key and is asked for a refusal", "size-over", error(401, "FAILED_TO_AUTH"), /^harness .*our key/],
    ["is not there", "size-over", Response.json({}, { status: 405 }), /^violation response\.status: .*answered 405/],
    ["has too little of our money", "smallest", error(403, "NOT_ENOUGH_BALANCE"), /^harness .*our key or wallet/],
  ])("%s", async (_, name, answer, want) => {
    expect((await judge(name, () => answer)).join("\n")).toMatch(want);
  });
});

test("a 429 is waited out, three times at most", async () => {
  let count = 0;
  const busy = (until: number) => () => (++count > until ? Response.json(images) : error(429, "RATE_LIMIT_EXCEEDED"));
  expect(await judge("smallest", busy(2))).toEqual([]);
  expect(count).toBe(3);
  count = 0;
  expect(await judge("smallest", busy(99))).toEqual([expect.stringMatching(/^transport .*429/)]);
  expect(count).toBe(4);
});

test("a 429 whose wait cannot be read is waited out as usual, and told", async () => {
  let count = 0;
  const waits: number[] = [];
  const testCase = cases.find(({ id }) => id.endsWith("/contract/smallest"));
  if (!testCase) throw new Error("gone");
  const headers = ["soon", "Thu, 01 Jan 1970 00:00:09 GMT", "4"];
  const served = await judgeServer(testCase, {
    provider: novita,
    spec,
    cost: null,
    client: {
      apiKey: "a-key",
      clock: { now: () => 1000, delay: async (milliseconds) => void waits.push(milliseconds) },
      async fetch() {
        const wait = headers[count++];
        if (wait === undefined) return Response.json(images);
        const answer = error(429, "RATE_LIMIT_EXCEEDED");
        answer.headers.set("retry-after", wait);
        return answer;
      },
    },
  });
  expect(waits).toEqual([20_000, 8000, 4000]);
  if ("trouble" in served) throw new Error(served.message);
  expect(served.findings.map(({ field, drift }) => `${drift} ${field}`)).toEqual([
    "header response.headers.retry-after",
  ]);
  expect(served.exchanges).toHaveLength(4);
});

test("JSON under another media type or a new status of success is drift alone", async () => {
  const text = JSON.stringify(images);
  expect(await judge("smallest", () => new Response(text, { headers: { "content-type": "text/plain" } }))).toEqual([
    expect.stringMatching(/^media-type /),
  ]);
  expect(await judge("smallest", () => Response.json(images, { status: 201 }))).toEqual([
    expect.stringMatching(/^status /),
  ]);
});

test("a server that never answers is given up after the time-out of the client", async () => {
  const testCase = cases.find(({ id }) => id.endsWith("/contract/size-over"));
  if (!testCase) throw new Error("gone");
  const served = await judgeServer(testCase, {
    provider: novita,
    spec,
    cost: null,
    client: {
      apiKey: "a key",
      timeoutMs: 20,
      minTimeoutMs: 0,
      fetch: (_, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
    },
  });
  expect(served).toMatchObject({ trouble: "transport", message: expect.stringMatching(/timeout/) });
});

test("a server that is not there is transport trouble", async () => {
  expect(await judge("smallest", () => Promise.reject(new Error("refused")))).toEqual(["transport refused"]);
});

test("what a server cannot be made to do is not asked of it", () => {
  const reasons = cases.flatMap((testCase) => unaskable(testCase) ?? []);
  expect(reasons).toContain("a server answers 500 when it must, not when it is asked");
});

test("the worst case is reserved before a request with the key leaves, and nothing for one without", async () => {
  const log: string[] = [];
  for (const name of ["size-over", "key-missing"]) {
    const testCase = cases.find(({ id }) => id.endsWith(`/contract/${name}`));
    if (!testCase) throw new Error("gone");
    await judgeServer(testCase, {
      provider: novita,
      spec,
      cost: { min: 0, max: 0.05, currency: "USD", basis: "configured" },
      client: {
        apiKey: "a key",
        async fetch() {
          log.push(`${name} sent`);
          return error(400, "x");
        },
        accounting: {
          reserve({ cost }) {
            log.push(`${name} reserved ${cost?.max}`);
            return { settle: ({ state }) => void log.push(`${name} ${state}`) };
          },
          admit: async () => {},
        },
      },
    });
  }
  expect(log).toEqual(["size-over reserved 0.05", "size-over sent", "size-over rejected", "key-missing sent"]);
});
