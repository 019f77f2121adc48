import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { allModels } from "@seedbed/compare";
import { BudgetExceededError, type Provider } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import type { GenerationRecord } from "@seedbed/report";
import { provider as segmind } from "@seedbed/segmind";
import segmindDocument from "@seedbed/segmind/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import type { CheckDestination, CheckOptions } from "../run/check-options.ts";
import type { Case } from "../smoke/smoke-cases.ts";
import { createSpec } from "../spec/create-spec.ts";
import { collectNotes } from "../testing/collect-notes.ts";
import { textCase, tinyImageUri } from "../testing/text-case.ts";
import { cheapestFirst, smokeLayer } from "./smoke-layer.ts";

const cases: Case[] = [
  { id: "several", title: "", mode: "several", request: { prompt: "a fox", count: 2 }, expect: { images: 2 } },
  { id: "text", title: "", mode: "text", request: { prompt: "a fox", aspectRatio: "16:9" }, expect: { images: 1 } },
];

function ordered(prices: Record<string, number> = {}): string[] {
  const runs = allModels([novita, threeDAIStudio, segmind]).flatMap((target) =>
    cases.map((testCase) => ({ target, testCase, destination: { client: { prices: { models: prices } } } })),
  );
  return cheapestFirst(runs).map(({ target, testCase }) => `${target.model.id} ${testCase.id}`);
}

test("generations are made from the cheapest to the dearest, each currency by itself, unknown prices last", () => {
  expect(ordered()).toEqual([
    "segmind/seedream-v5-lite text",
    "segmind/seedream-v3 text",
    "segmind/seedream-v5-lite several",
    "3daistudio/seedream-v5-lite text",
    "3daistudio/seedream-v5-lite several",
    "novita/seedream-5.0-lite several",
    "novita/seedream-5.0-lite text",
    "segmind/seedream-v3 several", // it cannot be asked for
  ]);
});

test("a price of the caller's own puts a model in its place", () => {
  expect(ordered({ "novita/seedream-5.0-lite": 0.01 }).slice(0, 2)).toEqual([
    "novita/seedream-5.0-lite text",
    "novita/seedream-5.0-lite several",
  ]);
});

const specs = new Map([
  ["novita", createSpec(novitaDocument)],
  ["segmind", createSpec(segmindDocument)],
]);
const made = () => Response.json({ images: [tinyImageUri] });

/** Makes the generations of a run at novita, unless it is told of others, by a server that answers as it is told. */
async function run(
  changes: Partial<CheckOptions> = {},
  { answer = made, ...to }: Partial<CheckDestination> & { answer?: () => Response | Promise<Response> } = {},
) {
  const { notes, done, exchanges, seen } = collectNotes();
  const generations: GenerationRecord[] = [];
  const layers: unknown[] = [];
  const asked: string[] = [];
  const options = {
    providers: [novita],
    cases: [textCase],
    servers: [],
    keep: async () => ({ sha256: "abc" }),
    destination: (provider: Provider) => ({
      emulated: () => true,
      ...to,
      client: {
        apiKey: "key-0123456",
        env: {},
        clock: createInstantClock(0),
        async fetch(input: Request | URL | string) {
          asked.push(`${provider.id} ${new URL(input instanceof Request ? input.url : input).pathname}`);
          return answer();
        },
        ...to.client,
      },
    }),
    onLayer: (...told: unknown[]) => layers.push(told),
    ...changes,
  } as object as CheckOptions;
  const emulated = await smokeLayer(options, specs, notes, generations);
  return { done, exchanges, seen, generations, layers, asked, emulated: [...emulated] };
}
const id = "novita/seedream-5.0-lite/text";
const skipped = (reason: string) => [
  {
    id,
    layer: "smoke",
    provider: "novita",
    operation: "seedream5Lite",
    title: "a text becomes an image (novita/seedream-5.0-lite)",
    verdict: "skipped",
    durationMs: 0,
    reason,
    findings: [],
  },
];

test("without a case nothing is made, and no layer is told of", async () => {
  expect(await run({ cases: [] })).toMatchObject({ done: [], layers: [], asked: [], emulated: [] });
});

test("a generation is told with its operation, its exchange and who made it", async () => {
  const emulator = await run();
  expect(emulator.layers).toEqual([["smoke", 1]]);
  expect(emulator.done).toMatchObject([
    { id, layer: "smoke", provider: "novita", operation: "seedream5Lite", title: skipped("")[0]?.title },
  ]);
  expect(emulator.done[0]?.verdict).not.toBe("skipped");
  expect(emulator.generations.map(({ checkId }) => checkId)).toEqual([id]);
  expect([emulator.exchanges.length, emulator.emulated]).toEqual([1, ["novita"]]);
  expect(emulator.seen).toEqual([["emulator", "novita", 1]]);
  const live = await run({}, { emulated: () => false });
  expect([live.seen, live.emulated]).toEqual([[["live", "novita", 1]], []]);
});

test("what cannot be asked, or must not, is skipped with the reason, and nothing is sent", async () => {
  const { done, asked, generations } = await run({}, { closed: "NOVITA_API_KEY is not set" });
  expect([done, asked, generations]).toEqual([skipped("NOVITA_API_KEY is not set"), [], []]);
  const noSpec = await run({ providers: [{ ...novita, id: "unknown" }] });
  expect(noSpec.done).toMatchObject([{ verdict: "skipped", reason: "there is no spec" }]);
  const several = { ...textCase, id: "several", request: { prompt: "a", count: 2 } };
  const unfit = await run({ providers: [segmind], cases: [several] }, { closed: "closed", answer: never });
  expect(unfit.done.map(({ reason }) => reason)).toEqual([
    "closed",
    "segmind/seedream-v3 gives one image a generation", // what it is itself comes before what keeps it from being asked
  ]);
  expect(unfit.done.map(({ operation }) => operation)).toEqual(["seedreamV5LiteTextToImage", "seedreamV3TextToImage"]);
});

test("of a model that no operation serves the provider is told", async () => {
  const { done } = await run({ providers: [{ ...novita, operations: {} }] }, { closed: "x" });
  expect(done).toMatchObject([{ operation: "novita" }]);
});

test("what the budget does not reach is skipped with its own words, and is not a generation", async () => {
  const accounting = {
    reserve() {
      throw new BudgetExceededError("nothing is left", { field: "maxSpend" });
    },
  };
  const { done, generations, seen, asked, emulated } = await run({}, { client: { accounting } as object });
  expect(done).toMatchObject([{ id, verdict: "skipped", reason: "nothing is left", findings: [] }]);
  expect([generations, seen, asked, emulated]).toEqual([[], [], [], ["novita"]]);
});

test("an image that cannot be kept is a fault of ours, its paid generation is in the report, and the others are made all the same", async () => {
  let kept = 0;
  const failing = async () => {
    kept += 1;
    if (kept === 1) throw new TypeError("the disk");
    return { sha256: "abc" };
  };
  const second = { ...textCase, id: "second" };
  const { done, generations } = await run({ cases: [textCase, second], keep: failing });
  expect(done).toMatchObject([
    { id, verdict: "harness", operation: "seedream5Lite" },
    { id: "novita/seedream-5.0-lite/second", operation: "seedream5Lite" },
  ]);
  const unkept = (why: string) => ({ field: "", message: `novita-seedream-5.0-lite-text-1 could not be kept: ${why}` });
  expect(done[0]?.findings).toContainEqual(unkept("the disk"));
  expect(generations.map(({ checkId }) => checkId)).toEqual([id, "novita/seedream-5.0-lite/second"]);
  const word = () => Promise.reject("a word"); // what is thrown may be anything
  expect((await run({ keep: word })).done[0]?.findings).toContainEqual(unkept("a word"));
});

test("one case alone is made where it is asked for by its name", async () => {
  const { done, layers } = await run({ cases: [textCase, { ...textCase, id: "other" }], only: id });
  expect([done.map((check) => check.id), layers]).toEqual([[id], [["smoke", 1]]]);
});

test("they are made by what they cost, and told in the order of providers and cases", async () => {
  const dear = { ...textCase, id: "dear", request: { prompt: "a", count: 3 } };
  const { done, generations } = await run(
    { cases: [dear, textCase] },
    { client: { prices: { models: { "novita/seedream-5.0-lite": 0.035 } } } },
  );
  const names = ["novita/seedream-5.0-lite/dear", id];
  expect(done.map((check) => check.id)).toEqual(names.toReversed());
  expect(generations.map(({ checkId }) => checkId)).toEqual(names);
});

function never(): never {
  throw new Error("it was asked");
}

test("an address that is not the API's is told before anything is paid, where no server's cases were held against it", async () => {
  const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
  const client = { baseUrl: "https://gateway.test/novita" };
  await expect(run({ servers: [] }, { answer: page, client })).rejects.toThrow("answers a web page to");
  await expect(run({ servers: ["novita"], only: id }, { answer: page, client })).rejects.toThrow("answers a web page");
  const { asked } = await run({ servers: ["novita"] }, { client });
  expect(asked).toEqual(["novita /novita/v3/seedream-5.0-lite"]);
});
