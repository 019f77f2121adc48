import {
  AbortError,
  BudgetExceededError,
  ConnectionError,
  type Image,
  OutcomeUnknownError,
  RateLimitError,
  type RunOptions,
} from "@seedbed/core";
import { expect, test } from "vitest";
import { generateMany, type ManyRequest } from "./generate-many.ts";
import { allModels, type Target } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A provider whose generations wait until they are let go, and a count of those under way. */
function slowProvider(id: string, rateLimit: { requests: number; perMs: number } | null = null) {
  const waiting: (() => void)[] = [];
  let most = 0;
  let underWay = 0;
  const acts = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise<void>((done) => waiting.push(done));
    underWay -= 1;
    return {};
  };
  const [target] = allModels([{ ...fakeProvider(id, { acts }), rateLimit }]);
  return {
    target: target as Target, // it has one model
    waiting,
    most: () => most,
    async finish(calls: number) {
      for (let call = 0; call < calls; call += 1) {
        await turn();
        waiting.shift()?.();
      }
    },
  };
}

const only = (fake: Parameters<typeof fakeProvider>[1], id = "acme") =>
  allModels([fakeProvider(id, fake)])[0] as Target; // one
const of = (target: ManyRequest["target"], count: number): ManyRequest[] =>
  Array.from({ length: count }, (_, index) => ({ target, request: { prompt: `fox ${index}` } }));

test("one entry for each request, in that order, whatever becomes of the others", async () => {
  const told: number[] = [];
  const entries = await generateMany(
    [
      ...of(only({}), 1),
      ...of(only({ fails: new OutcomeUnknownError("reset", { billed: "unknown" }) }), 1),
      ...of(only({ fails: new RateLimitError("busy", { status: 429 }) }), 1),
      ...of(
        only({ fails: new ConnectionError("download", { billed: "yes", images: [{ url: "https://a.test/1" }] }) }),
        1,
      ),
      ...of(only({ fails: new BudgetExceededError("too dear") }), 1),
      ...of(only({ capabilities: { maxImages: 0 }, fails: new RangeError("a bug") }), 1),
      { target: only({}), request: { prompt: "a fox", count: 99 } },
      { target: [], request: { prompt: "a fox" } },
    ],
    {
      onSettled({ request }) {
        told.push(request);
        throw new Error("the caller's own bug");
      },
    },
  );
  expect(entries.map(({ request, state }) => `${request} ${state}`)).toEqual([
    "0 accepted",
    "1 unknown",
    "2 rejected",
    "3 accepted",
    "4 not-sent",
    "5 unknown",
    "6 not-sent",
    "7 not-sent",
  ]);
  expect(entries[0]?.result).toMatchObject({ model: "acme/m", providers: [{ outcome: "done" }] });
  expect(entries[3]?.error).toMatchObject({ images: [{ url: "https://a.test/1" }] });
  expect(entries[5]?.error).toBeInstanceOf(RangeError);
  expect(told.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test.each([
  ["four where nothing is said", undefined, null, 4],
  ["no more than the provider's rate limit holds", undefined, { requests: 3, perMs: 60_000 }, 3],
  ["as many as the caller says", 7, { requests: 3, perMs: 60_000 }, 7],
  ["as many as the caller says of this provider", { acme: 2, brick: 9 }, null, 2],
] as const)("of one provider there are under way at a time: %s", async (_name, concurrency, rateLimit, most) => {
  const provider = slowProvider("acme", rateLimit);
  const many = generateMany(of(provider.target, 12), concurrency === undefined ? {} : { concurrency });
  await provider.finish(12);
  await many;
  expect(provider.most()).toBe(most);
});

test("requests that wait for one provider hold up none of another, in a family neither", async () => {
  const slow = slowProvider("acme");
  const quick = slowProvider("brick");
  const many = generateMany([...of(slow.target, 9), ...of(quick.target, 1), ...of([slow.target, quick.target], 2)]);
  await turn();
  expect([slow.waiting.length, quick.waiting.length]).toEqual([4, 1]);
  await Promise.all([slow.finish(20), quick.finish(1)]);
  expect((await many).every(({ state }) => state === "accepted")).toBe(true);
  expect(slow.most()).toBe(4);
});

test("after an abort what is under way is settled with its error, and what was not sent says so", async () => {
  const stop = new AbortController();
  const acts = ({ signal }: RunOptions) =>
    new Promise<never>((_, reject) => {
      const error = new AbortError("aborted", { billed: "unknown" });
      signal?.addEventListener("abort", () => reject(error), { once: true });
    });
  const target = only({ acts });
  const many = generateMany([...of(target, 3), ...of([target, only({}, "brick")], 1)], {
    concurrency: 2,
    signal: stop.signal,
  });
  await turn();
  stop.abort(new Error("enough"));
  const entries = await many;
  expect(entries.map(({ state }) => state)).toEqual(["unknown", "unknown", "not-sent", "not-sent"]);
  expect(entries[2]?.error).toMatchObject({ name: "AbortError", billed: "no" });
  const late = await generateMany(of(target, 1), { signal: stop.signal });
  expect(late).toMatchObject([{ state: "not-sent", error: { name: "AbortError" } }]);
});

test("an abort before the next provider's turn keeps what may have been paid before", async () => {
  const stop = new AbortController();
  const lost = new OutcomeUnknownError("reset", { billed: "unknown", provider: "acme" });
  const slow = slowProvider("brick");
  const many = generateMany([...of(slow.target, 1), ...of([only({ fails: lost }), slow.target], 1)], {
    concurrency: 1,
    signal: stop.signal,
    moveOn: () => true,
  });
  await turn();
  stop.abort();
  await slow.finish(1);
  expect(await many).toMatchObject([{ state: "accepted" }, { state: "unknown", error: { name: "AbortError" } }]);
});

test("the providers are put in order when a request has its turn, not long before", async () => {
  let looked = 0;
  const attempts = () => {
    looked += 1;
    return [];
  };
  const [slow, quick] = [slowProvider("acme"), slowProvider("brick")];
  const many = generateMany(of([slow.target, quick.target], 9), {
    concurrency: 1,
    order: "fastest",
    history: { attempts },
  });
  await turn();
  expect(looked).toBe(2 * 2); // two requests at a time, each with two providers
  await slow.finish(9);
  expect(await many).toHaveLength(9);
  expect(looked).toBe(9 * 2);
});

test("the time given is that of each generation, without its wait for a turn", async () => {
  let now = 0;
  const clock = { now: () => now, delay: async () => {} };
  const given: unknown[] = [];
  const acts = async ({ timeoutMs }: RunOptions) => {
    given.push(timeoutMs);
    now += 400;
    return {};
  };
  await generateMany(of(only({ acts }), 3), { concurrency: 1, timeoutMs: 500, client: () => ({ clock }) });
  expect(given).toEqual([500, 500, 500]);
});

test("each has a key and tags of its own beside those of all, and a place for its images", async () => {
  const image = { width: 4 } as Image; // as far as it is looked at
  const seen: RunOptions[] = [];
  const acts = async (options: RunOptions) => {
    seen.push(options);
    await options.onImage?.(image, { index: 1, model: "acme/m" });
    return {};
  };
  const target = only({ acts });
  const places: unknown[] = [];
  await generateMany(
    [
      { target, request: { prompt: "a" }, idempotencyKey: "order-1", tags: ["shop"] },
      { target, request: { prompt: "b" } },
    ],
    { tags: ["spring"], onImage: (_image, place) => void places.push(place) },
  );
  expect(seen.map(({ idempotencyKey, tags }) => ({ idempotencyKey, tags }))).toEqual([
    { idempotencyKey: "order-1", tags: ["spring", "shop"] },
    { idempotencyKey: undefined, tags: ["spring"] },
  ]);
  expect(places).toEqual([
    { request: 0, index: 1, model: "acme/m" },
    { request: 1, index: 1, model: "acme/m" },
  ]);
});

test.each([0, 1.5, Number.NaN, { acme: -1 }])("a concurrency of %o is refused", async (concurrency) => {
  await expect(generateMany([], { concurrency })).rejects.toThrow(
    "The concurrency must be a whole number of at least 1",
  );
});
