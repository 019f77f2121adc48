import threeDAIStudio from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import novita from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import type { SeenExchange } from "../repository/witness.ts";
import { createSpec } from "../spec/create-spec.ts";
import { createCoverage } from "./coverage.ts";
import { coverageItems } from "./coverage-items.ts";

const specs = new Map([
  ["novita", createSpec(novita)],
  ["3daistudio", createSpec(threeDAIStudio)],
]);

/** The names that these exchanges cover. */
function covered(provider: string, ...exchanges: SeenExchange[]): string[] {
  const coverage = createCoverage(specs);
  coverage.see("replay", provider, exchanges);
  const spec = specs.get(provider);
  const missing = coverage
    .records()
    .find((record) => record.provider === provider && record.layer === "replay")?.missing;
  return spec
    ? coverageItems(spec)
        .map(({ kind, name }) => `${kind}: ${name}`)
        .filter((name) => !missing?.includes(name))
    : [];
}

const generation = (body: object, response?: Partial<SeenExchange["response"]>): SeenExchange => ({
  operation: "seedream5Lite",
  request: { method: "POST", path: "/v3/seedream-5.0-lite", body },
  ...(response
    ? { response: { status: 200, headers: { "content-type": "application/json" }, body: { images: [] }, ...response } }
    : {}),
});

const state = (body: object, status = 200): SeenExchange => ({
  operation: "getGenerationRequestStatus",
  request: { method: "GET", path: "/v1/generation-request/a/status/", body: undefined },
  response: { status, headers: { "content-type": "application/json" }, body },
});

test("a provider without jobs has no state that could be unknown", () => {
  const faultsOf = (provider: string) => {
    const spec = specs.get(provider);
    return spec ? coverageItems(spec).flatMap(({ kind, name }) => (kind === "fault" ? [name] : [])) : [];
  };
  expect(faultsOf("3daistudio")).toContain("unknown state");
  expect(faultsOf("novita")).not.toContain("unknown state");
});

test("what a server shows by the pace of the machine is told: limits, and how far a job is", () => {
  const records = createCoverage(specs).records();
  const pacedOf = (wanted: string) => records.find(({ provider, layer }) => `${provider} ${layer}` === wanted)?.paced;
  expect(pacedOf("3daistudio replay")).toBeUndefined();
  const paced = pacedOf("3daistudio emulator");
  for (const name of [
    "status: seedreamV5LiteEdit 429",
    "header: getWallet 429 retry-after",
    "property: getGenerationRequestStatus 200 results",
    "transition: getGenerationRequestStatus start > PENDING",
    "fault: 5xx",
  ])
    expect(paced).toContain(name);
  expect(paced).not.toContain("property: seedreamV5LiteEdit 200 task_id");
  expect(paced).not.toContain("status: getGenerationRequestStatus 200");
});

test("a spec has each of its parts once", () => {
  for (const spec of specs.values()) {
    const names = coverageItems(spec).map(({ kind, name }) => `${kind}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  }
  const spec = specs.get("novita");
  expect(spec && coverageItems(spec).map(({ kind, name }) => ({ kind, name }))).toEqual(
    expect.arrayContaining([
      { kind: "operation", name: "seedream5Lite" },
      { kind: "media type", name: "seedream5Lite request application/json" },
      { kind: "parameter", name: "seedream5Lite watermark" },
      { kind: "value", name: "seedream5Lite size-2K" },
      { kind: "bound", name: "seedream5Lite size-widest" },
      { kind: "bound", name: "seedream5Lite size-too-wide" },
      { kind: "status", name: "seedream5Lite 403" },
      { kind: "property", name: "seedream5Lite 200 images" },
      { kind: "header", name: "seedream5Lite 400 x-trace-id" },
      { kind: "fault", name: "HTML page" },
    ]),
  );
});

describe("an exchange covers what it shows, and no more", () => {
  const ofKind = (kind: string, ...exchanges: SeenExchange[]) =>
    covered("novita", ...exchanges).filter((name) => name.startsWith(`${kind}: `));
  const json = { "content-type": "application/json" };

  test("of a provider or an operation that there is not, nothing", () => {
    const coverage = createCoverage(specs);
    coverage.see("replay", "acme", [generation({ prompt: "a" })]);
    coverage.see("replay", "novita", [{ ...generation({ prompt: "a" }), operation: "none" }]);
    expect(coverage.records().every(({ kinds }) => kinds.every(({ covered }) => covered === 0))).toBe(true);
  });

  test("what was seen before stays, and nothing counts twice", () => {
    const coverage = createCoverage(specs);
    coverage.see("replay", "novita", [generation({ prompt: "a" })]);
    coverage.see("replay", "novita", [generation({ size: "2K" }), generation({ size: "2K" })]);
    const parameters = coverage.records()[0]?.kinds.find(({ kind }) => kind === "parameter");
    expect(parameters?.covered).toBe(2);
  });

  test("without a body no media type of the request", () => {
    const { request, operation } = generation({});
    expect(ofKind("media type", { operation, request: { ...request, body: undefined } })).toEqual([]);
    expect(ofKind("media type", generation({}))).toEqual(["media type: seedream5Lite request application/json"]);
    expect(ofKind("parameter", { operation, request: { ...request, body: "text" } })).toEqual([]);
  });

  test("lists their length, objects the fields of a choice, and null nothing", () => {
    expect(ofKind("bound", generation({ image: Array(15).fill("x") }))).toEqual([
      "bound: seedream5Lite image-too-many",
    ]);
    expect(ofKind("bound", generation({ image: "x".repeat(14) }))).toEqual([]);
    const options = (inner: unknown) => ofKind("bound", generation({ sequential_image_generation_options: inner }));
    expect(options({ max_images: 1, more: 2 })).toEqual([
      "bound: seedream5Lite sequential_image_generation_options-max_images-smallest",
    ]);
    for (const none of [null, "text", {}, { max_images: 7 }, { other: 1 }]) expect(options(none)).toEqual([]);
  });

  test("the media type in any letters, and none where none is told", () => {
    expect(
      ofKind("media type", generation({}, { headers: { "content-type": " Application/JSON ;charset=utf-8" } })),
    ).toEqual(["media type: seedream5Lite request application/json", "media type: seedream5Lite 200 application/json"]);
    expect(ofKind("media type", generation({}, { headers: {} }))).toHaveLength(1);
  });

  test("a status that no document names is a fault alone", () => {
    expect(covered("novita", generation({}, { status: 599, body: { reason: "x" } }))).toEqual([
      "operation: seedream5Lite",
      "media type: seedream5Lite request application/json",
      "fault: 5xx",
    ]);
  });

  test.each<[Partial<SeenExchange["response"]>, string[]]>([
    [{ status: 500 }, ["5xx"]],
    [{ status: 499 }, []],
    [{ status: 404 }, ["expired result"]],
    [{ status: 410 }, ["expired result"]],
    [{ status: 403 }, []],
    [{ headers: json, body: "cut" }, ["truncated or malformed JSON"]],
    [{ headers: { "content-type": "text/plain" }, body: "words" }, ["wrong media type"]],
    [{ headers: json, body: { images: [] } }, []],
  ])("%j the faults %j", (response, faults) => {
    const known = covered("3daistudio", {
      ...state({}),
      response: { status: 200, headers: json, body: {}, ...response },
    });
    expect(known.filter((name) => name.startsWith("fault: "))).toEqual(faults.map((name) => `fault: ${name}`));
  });
  test("a request its parameters, values and bounds", () => {
    expect(covered("novita", generation({ prompt: "a", size: "2K", image: Array(14).fill("x") }))).toEqual([
      "operation: seedream5Lite",
      "media type: seedream5Lite request application/json",
      "parameter: seedream5Lite prompt",
      "parameter: seedream5Lite size",
      "value: seedream5Lite size-2K",
      "parameter: seedream5Lite image",
      "bound: seedream5Lite image-most",
    ]);
  });

  test("an answer its status, media type, properties and headers", () => {
    const headers = { "content-type": "application/json; charset=utf-8", "x-trace-id": "0" };
    expect(covered("novita", generation({}, { status: 400, headers, body: { reason: "x" } }))).toEqual([
      "operation: seedream5Lite",
      "media type: seedream5Lite request application/json",
      "status: seedream5Lite 400",
      "header: seedream5Lite 400 x-trace-id",
      "media type: seedream5Lite 400 application/json",
      "property: seedream5Lite 400 reason",
    ]);
  });

  test.each<[string, Partial<SeenExchange["response"]>, string]>([
    ["HTML", { status: 504, headers: { "content-type": "text/html" }, body: undefined }, "HTML page"],
    ["cut JSON", { body: undefined }, "truncated or malformed JSON"],
    ["an image where JSON is documented", { headers: { "content-type": "image/png" } }, "wrong media type"],
    ["429", { status: 429 }, "429"],
    ["503", { status: 503 }, "5xx"],
  ])("%s a fault", (_, response, fault) => {
    expect(covered("novita", generation({}, response))).toContain(`fault: ${fault}`);
  });

  test("a job the steps it took, in their order", () => {
    const steps = (...states: string[]) =>
      covered("3daistudio", ...states.map((status) => state({ status }))).filter((name) =>
        name.startsWith("transition"),
      );
    expect(steps("PENDING", "PENDING", "IN_PROGRESS", "FINISHED")).toEqual([
      "transition: getGenerationRequestStatus start > PENDING",
      "transition: getGenerationRequestStatus IN_PROGRESS > FINISHED",
      "transition: getGenerationRequestStatus PENDING > IN_PROGRESS",
    ]);
    expect(covered("3daistudio", state({ status: "QUEUED" }))).toContain("fault: unknown state");
    expect(covered("3daistudio", state({ status: "QUEUED" }, 500))).not.toContain("fault: unknown state");
    expect(covered("3daistudio", state({ progress: 1 }))).not.toContain("fault: unknown state");
    expect(covered("3daistudio", state({ status: "PENDING" }))).not.toContain("fault: unknown state");
    expect(steps("PENDING", "QUEUED", "IN_PROGRESS")).toEqual([
      "transition: getGenerationRequestStatus start > PENDING",
      "transition: getGenerationRequestStatus PENDING > IN_PROGRESS",
    ]);
  });
});

test("one layer covers nothing for another, and a layer that never ran has covered nothing", () => {
  const coverage = createCoverage(specs);
  coverage.see("emulator", "novita", [generation({ prompt: "a" }, {})]);
  const sums = coverage
    .records()
    .map(({ provider, layer, kinds }) => [provider, layer, kinds.reduce((sum, { covered }) => sum + covered, 0)]);
  expect(sums).toEqual([
    ["novita", "replay", 0],
    ["3daistudio", "replay", 0],
    ["novita", "emulator", 6],
    ["3daistudio", "emulator", 0],
    ["novita", "live", 0],
    ["3daistudio", "live", 0],
  ]);
});
