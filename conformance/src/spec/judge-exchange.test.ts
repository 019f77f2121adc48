import threeDAIStudio from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import novita from "@seedbed/novita/openapi.json" with { type: "json" };
import type { Finding } from "@seedbed/report";
import segmind from "@seedbed/segmind/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSpec } from "./create-spec.ts";

const specs = { novita: createSpec(novita), segmind: createSpec(segmind), "3daistudio": createSpec(threeDAIStudio) };
const json = { "content-type": "application/json" };
const finished = {
  status: "FINISHED",
  progress: 100,
  results: [{ asset: "https://a.example/1.png", asset_type: "IMAGE" }],
};

type Answer = { status?: number; headers?: Record<string, string>; body?: unknown };

function answered(provider: keyof typeof specs, id: string, { status = 200, headers = json, body }: Answer): Finding[] {
  const operation = specs[provider].operations.find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`${id} is gone`);
  return specs[provider].judgeResponse(operation, { status, headers, body });
}

const short = ({ field, drift }: Finding) => `${drift ?? "violation"} ${field}`;

describe("an answer as it is documented has no finding", () => {
  test.each<[string, keyof typeof specs, string, Answer]>([
    ["images", "novita", "seedream5Lite", { body: { images: ["https://a.example/1.png"] } }],
    ["bytes", "segmind", "seedreamV3TextToImage", { headers: { "content-type": "image/jpeg" } }],
    [
      "a header with a number",
      "segmind",
      "seedreamV3TextToImage",
      { headers: { "content-type": "image/jpeg", "x-generation-time": "5.8" } },
    ],
    [
      "a charset beside the media type",
      "novita",
      "seedream5Lite",
      { headers: { "content-type": "application/json; charset=utf-8" }, body: { images: [] } },
    ],
    ["a finished task", "3daistudio", "getGenerationRequestStatus", { body: finished }],
    [
      "a task without results yet",
      "3daistudio",
      "getGenerationRequestStatus",
      { body: { status: "PENDING", results: null } },
    ],
    [
      "what a schema leaves open",
      "3daistudio",
      "getGenerationRequestStatus",
      { body: { ...finished, results: [{ ...finished.results[0], metadata: { seed: 1 } }] } },
    ],
    [
      "a documented refusal",
      "novita",
      "seedream5Lite",
      { status: 400, body: { code: 400, reason: "ILLEGAL_PROMPT", message: "no", metadata: {} } },
    ],
  ])("%s", (_, provider, operation, answer) => {
    expect(answered(provider, operation, answer)).toEqual([]);
  });
});

describe("a broken contract is a violation, something undocumented is drift", () => {
  test.each<[string, keyof typeof specs, string, Answer, string[]]>([
    ["a required field is gone", "novita", "seedream5Lite", { body: {} }, ["violation body.images"]],
    ["a field has another type", "novita", "seedream5Lite", { body: { images: "x" } }, ["violation body.images"]],
    [
      "an item has another type",
      "novita",
      "seedream5Lite",
      { body: { images: [{ url: "x" }] } },
      ["violation body.images[0]"],
    ],
    ["the body is not valid JSON", "novita", "seedream5Lite", {}, ["violation body"]],
    ["a new field", "novita", "seedream5Lite", { body: { images: [], usage: 1 } }, ["field body.usage"]],
    [
      "a new field in a list, once",
      "3daistudio",
      "getGenerationRequestStatus",
      { body: { ...finished, results: [1, 2].map(() => ({ ...finished.results[0], width: 9 })) } },
      ["field body.results[0].width"],
    ],
    ["a new state", "3daistudio", "getGenerationRequestStatus", { body: { status: "QUEUED" } }, ["state body.status"]],
    ["a new status", "novita", "seedream5Lite", { status: 418, body: {} }, ["status status"]],
    [
      "a new media type",
      "novita",
      "seedream5Lite",
      { headers: { "content-type": "image/png" } },
      ["media-type headers.content-type"],
    ],
    ["no media type", "novita", "seedream5Lite", { headers: {} }, ["media-type headers.content-type"]],
    [
      "an error body in a form that was only inferred",
      "novita",
      "seedream5Lite",
      { status: 400, body: { code: "x" } },
      ["form body.code"],
    ],
    [
      "both at once",
      "3daistudio",
      "getGenerationRequestStatus",
      { body: { status: 1, eta: 3 } },
      ["violation body.status", "state body.status", "field body.eta"],
    ],
  ])("%s", (_, provider, operation, answer, want) => {
    expect(answered(provider, operation, answer).map(short)).toEqual(want);
  });
});

test("every drift but a form proposes what the spec would have to say", () => {
  const [field] = answered("novita", "seedream5Lite", { body: { images: [], usage: { credits: 1 } } });
  expect(field?.overlay).toEqual({
    target: '$["components"]["schemas"]["ImagesResult"]["properties"]',
    update: {
      usage: {
        type: "object",
        properties: { credits: { type: "number" } },
        description: "Observed; not documented.",
        "x-evidence": "observed",
      },
    },
  });
  const [state] = answered("3daistudio", "getGenerationRequestStatus", { body: { status: "QUEUED" } });
  expect(state?.overlay).toEqual({
    target: '$["components"]["schemas"]["TaskStatus"]["properties"]["status"]',
    update: { enum: ["QUEUED"] },
  });
  const [status] = answered("novita", "seedream5Lite", { status: 418, body: { teapot: true } });
  expect(status?.overlay?.target).toBe('$["paths"]["/v3/seedream-5.0-lite"]["post"]["responses"]');
});

describe("a request is judged by place, query, key and body", () => {
  const good = {
    method: "POST",
    path: "/v3/seedream-5.0-lite",
    headers: { authorization: "Bearer x" },
    body: { prompt: "a" },
  };
  test.each<[string, Partial<typeof good>, string[]]>([
    ["as it is documented", {}, []],
    ["another place", { path: "/v3/seedream-6" }, ["violation path"]],
    ["another method", { method: "GET" }, ["violation path"]],
    ["a query", { path: `${good.path}?debug=1` }, ["violation query.debug"]],
    ["no key", { headers: { authorization: "" } }, ["violation headers.authorization"]],
    ["an unknown field", { body: { prompt: "a", style: "b" } as { prompt: string } }, ["violation body.style"]],
    ["a field missing", { body: {} as { prompt: string } }, ["violation body.prompt"]],
  ])("%s", (_, change, want) => {
    expect(specs.novita.judgeRequest({ ...good, ...change }).map(short)).toEqual(want);
  });
});

test("a documented header in another form is drift, and one that is required and gone a violation", () => {
  const document = structuredClone(novita);
  const { post } = document.paths["/v3/seedream-5.0-lite"];
  const ok = { ...post.responses["200"], headers: { "X-Cost": { required: true, schema: { type: "number" } } } };
  const changed = { ...document, paths: { "/v3/seedream-5.0-lite": { post: { ...post, responses: { 200: ok } } } } };
  const spec = createSpec(changed);
  const [operation] = spec.operations;
  if (!operation) throw new Error("there is one");
  const findings = (headers: Record<string, string>) =>
    spec.judgeResponse(operation, { status: 200, headers: { ...json, ...headers }, body: { images: [] } }).map(short);
  expect(findings({ "x-cost": "0.035" })).toEqual([]);
  expect(findings({ "x-cost": "3.5 cents" })).toEqual(["header headers.x-cost"]);
  expect(findings({})).toEqual(["violation headers.x-cost"]);
});

test.each([
  ["7", []],
  ["0.5", []],
  ["Wed, 25 Feb 2026 12:00:00 GMT", []],
  ["soon", ["header headers.retry-after"]],
  ["-1", ["header headers.retry-after"]],
  ["7 or so", ["header headers.retry-after"]],
  ["about 7", ["header headers.retry-after"]],
  ["2026-02-25T12:00:00Z", ["header headers.retry-after"]],
  ["Someday GMT", ["header headers.retry-after"]],
])("Retry-After of %j can be waited by, or is drift whether it is documented or not", (wait, want) => {
  const body = { code: 429, reason: "RATE_LIMIT_EXCEEDED", message: "no", metadata: {} };
  const headers = { ...json, "retry-after": wait };
  expect(answered("novita", "seedream5Lite", { status: 429, headers, body }).map(short)).toEqual(want);
});
