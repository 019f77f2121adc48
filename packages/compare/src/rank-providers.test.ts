import type { ConfiguredPrices, Price } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { type PastAttempt, type RankOptions, rankProviders } from "./rank-providers.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

const price = (amount: number, currency: Price["currency"] = "USD"): Price => ({
  amount,
  currency,
  per: "image",
  evidence: "seed",
  source: "page",
  date: "2026-01-01",
});
const providers = allModels([
  fakeProvider("acme"),
  fakeProvider("brick", { price: price(10, "credits") }),
  fakeProvider("cork", { price: price(0.04) }),
  fakeProvider("dust", { price: price(0.03) }),
]);
const shown = (options: RankOptions, count = 2) =>
  rankProviders(providers, { prompt: "a fox", count }, options).map(
    ({ target, basis, reason }) => `${target.provider.id} ${basis}: ${reason}`,
  );

test("as given, where nothing else is asked for", () => {
  expect(shown({})).toEqual([
    "acme given: as given",
    "brick given: as given",
    "cork given: as given",
    "dust given: as given",
  ]);
});

describe("cheapest", () => {
  test("by the worst case of this request; an unknown price is none, and stands last", () => {
    expect(shown({ order: "cheapest" })).toEqual([
      "dust estimate: at most $0.06 (price-table)",
      "cork estimate: at most $0.08 (price-table)",
      "acme unknown: no price is known",
      "brick unknown: at most 20 credits, of which no price is set",
    ]);
  });

  test("with the caller's own prices, also of a credit", () => {
    const prices: ConfiguredPrices = { models: { "acme/m": 0.001 }, credits: { brick: 0.003 } };
    expect(shown({ order: "cheapest", client: () => ({ prices }) })).toEqual([
      "acme estimate: at most $0.002 (configured)",
      "brick estimate: at most $0.06 (configured)",
      "dust estimate: at most $0.06 (price-table)",
      "cork estimate: at most $0.08 (price-table)",
    ]);
  });

  test("a provider that cannot take the request stands last", () => {
    expect(shown({ order: "cheapest" }, 9)[0]).toBe("acme unknown: it cannot take the request");
  });
});

describe("fastest", () => {
  const past = (model: string, latencies: readonly number[], more: Partial<PastAttempt> = {}) =>
    latencies.map((latencyMs): PastAttempt => ({ model, timing: { latencyMs }, ...more }));
  const fastest = (attempts: readonly PastAttempt[], options: RankOptions = {}) =>
    shown({
      order: "fastest",
      history: { attempts: ({ provider }) => attempts.filter(({ model }) => model?.startsWith(provider)) },
      ...options,
    });

  test("by the median of each model's earlier latencies; who has too few stands behind, as given", () => {
    const attempts = [
      ...past("brick/m", [1, 1, 1, 1, 1]),
      ...past("cork/m", [9000, 9000, 9000, 9000, 9000, 100]),
      ...past("dust/m", [1000, 60_000, 2000, 3000, 1000, 60_000]),
      ...past("dust/other", [1, 1, 1, 1, 1, 1]),
    ];
    expect(fastest(attempts)).toEqual([
      "dust history: median 2.5 s of 6 earlier generations",
      "cork history: median 9.0 s of 6 earlier generations",
      "acme unknown: too little is known: 0 earlier generations, 6 needed",
      "brick unknown: too little is known: 5 earlier generations, 6 needed",
    ]);
    expect(fastest(attempts, { leastHistory: 5 })[0]).toBe("brick history: median 0.0 s of 5 earlier generations");
  });

  test("of a job it is the result that counts, not how long submitting took", () => {
    const jobs = past("brick/m", [80, 80, 80], { job: {}, resultMs: 30_000 });
    const open = past("brick/m", [80, 80], { job: {} });
    expect(fastest([...jobs, ...open], { leastHistory: 3 })[0]).toBe(
      "brick history: median 30.0 s of 3 earlier generations",
    );
  });

  test("what was emulated says nothing of the provider, nor the provider of its emulation", () => {
    const attempts = [...past("cork/m", [5, 5], { tags: ["emulated"] }), ...past("cork/m", [7000, 7000])];
    const options = { leastHistory: 2 };
    expect(fastest(attempts, options)[0]).toBe("cork history: median 7.0 s of 2 earlier generations");
    expect(fastest(attempts, { ...options, emulated: () => true })[0]).toBe(
      "cork history: median 0.0 s of 2 earlier emulated generations",
    );
  });

  test("only the latest fifty are looked at", () => {
    const slow = Array.from({ length: 100 }, () => 90_000);
    const quick = Array.from({ length: 50 }, () => 1000);
    expect(fastest(past("cork/m", [...slow, ...quick]))[0]).toBe(
      "cork history: median 1.0 s of 50 earlier generations",
    );
  });

  test("without a history the order is the one given", () => {
    expect(shown({ order: "fastest" })[0]).toBe("acme unknown: too little is known: 0 earlier generations, 6 needed");
  });
});

test.each([
  ["no provider", () => rankProviders([], { prompt: "a" }), "There is no provider to ask."],
  [
    "providers of two families",
    () => rankProviders([...providers, ...allModels([fakeProvider("old", { family: "old" })])], { prompt: "a" }),
    "old/m is of the family old, not of m as acme/m: a request goes to providers of one family.",
  ],
  [
    "an order that there is not",
    () => rankProviders(providers, { prompt: "a" }, { order: "best" as "given" }),
    'The order is given, cheapest, fastest; it is "best".',
  ],
])("refuses %s", (_name, rank, message) => {
  expect(rank).toThrow(message);
});
