import { describe, expect, test } from "vitest";
import { createContext } from "../call/client-context.ts";
import type { ClientOptions } from "../call/client-options.ts";
import { createClock } from "../call/clock.ts";
import { withDeadline } from "../call/deadline.ts";
import { generate } from "../call/generate.ts";
import { nextPollAtMs } from "../job/poll-schedule.ts";
import { createProxy } from "../proxy.ts";
import { contextOf, dialect, fact, key, make, makeCall, playFetch } from "../testing/fake-provider.ts";
import { checkAmount, checkAmounts, checkCost, isCost, maxAmount, reportedCost } from "./amount.ts";
import { type ConfiguredPrices, costOf, estimateCost } from "./cost.ts";

const notAmounts: [string, unknown][] = [
  ["NaN", Number(undefined)],
  ["a negative number", -1],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["1e999 of JSON", JSON.parse("1e999")],
  ["more than any bill", maxAmount + 1],
  ["a text", "0.05"],
  ["null", null],
];

describe.each(notAmounts)("%s as an amount", (_name, value) => {
  const amount = value as number; // what the types let through from JSON, or from a caller without types

  test.each<[string, ConfiguredPrices]>([
    ["a model", { models: { "acme/seedream": amount } }],
    ["another model", { models: { "other/seedream": amount } }],
    ["a credit", { credits: { acme: amount } }],
  ])("is refused as the price of %s when a client is created", (_of, prices) => {
    expect(() => createContext(fact, dialect, { apiKey: key, prices })).toThrow(
      expect.objectContaining({ name: "InvalidRequestError", field: "prices" }),
    );
  });

  test("is refused as a price wherever a cost is made of one", () => {
    const credits = { provider: "acme", price: { ...make.price, currency: "credits" } } as const;
    for (const from of [costOf, estimateCost]) {
      const one = { min: 1, max: 1 };
      expect(() => from(make, one, { models: { "acme/seedream": amount } })).toThrow("must be an amount");
      expect(() => from(credits, one, { credits: { acme: amount } })).toThrow("must be an amount");
    }
  });

  test("is not a cost", () => {
    expect(isCost({ min: amount, max: 1, currency: "USD" })).toBe(false);
    expect(isCost({ min: 0, max: amount, currency: "USD" })).toBe(false);
    expect(() => checkCost("The cost", { min: 0, max: amount, currency: "USD" })).toThrow("The cost must be");
  });

  test("is not believed of a provider", () => {
    if (value === "0.05") return expect(reportedCost(value, "USD", "x")?.max).toBe(0.05); // a header is text
    expect(reportedCost(value, "USD", "x")).toBeUndefined();
    expect(reportedCost(String(value), "USD", "x")).toBeUndefined();
  });
});

test("the limits of an amount are amounts, and so is a cost of one amount", () => {
  for (const amount of [0, maxAmount]) {
    expect(() => checkAmount("price", amount)).not.toThrow();
    expect(isCost({ min: amount, max: amount, currency: "USD" })).toBe(true);
  }
  for (const wrong of [undefined, null, "USD", 3]) expect(isCost(wrong)).toBe(false);
});

test.each<[string, () => void, string, string]>([
  ["a text", () => checkAmount("price", "0.05"), 'it is the text "0.05"', "price"],
  ["a long text", () => checkAmount("price", "9".repeat(99)), `it is the text "${"9".repeat(40)}"`, "price"],
  ["a long list", () => checkAmount("price", Array(99).fill(1)), `it is ${Array(20).fill(1).join(",")},. N`, "price"],
  ["a negative number", () => checkAmount("price", -1, "budget"), "it is -1. Nothing was sent.", "budget"],
  ["no object", () => checkAmounts("prices", 3), "for each name; it is 3. Nothing was sent.", "prices"],
  ["a list", () => checkAmounts("prices", [], "budget"), "for each name; it is . Nothing was sent.", "budget"],
  ["one that is none", () => checkAmounts("prices", { a: 1, b: -1 }), "prices b must be an amount", "prices"],
  [
    "half a cost",
    () => checkCost("The cost", { min: 1, currency: "USD" }),
    'it is 1 to undefined the text "USD".',
    "cost",
  ],
  ["no cost", () => checkCost("The cost", "3", "estimate"), "it is undefined to undefined undefined.", "estimate"],
])("the error for %s says what it is, and names the field", (_name, check, says, field) => {
  const message = expect.stringContaining(says);
  expect(check).toThrow(expect.objectContaining({ name: "InvalidRequestError", message, field }));
});

test("prices are an object of amounts; one that is undefined is left out", () => {
  const wrong = [{ models: 0.05 }, { credits: "0.01" }, { models: [0.05] }, { models: null }] as never[];
  for (const prices of wrong) expect(() => contextOf({ prices })).toThrow("must be an object with an amount");
  const prices = { models: { a: undefined, b: 0 } } as never; // the types of exact optional properties
  expect(contextOf({ prices }).prices).toEqual({ models: { b: 0 } });
  expect(() => contextOf({ prices: { models: { a: -1 } } })).toThrow("prices.models a must be");
  expect(() => contextOf({ prices: { credits: { a: -1 } } })).toThrow("prices.credits a must be");
  expect(contextOf().prices).toStrictEqual({});
  expect(contextOf({ prices: { credits: { acme: 0.01 } } }).prices).toStrictEqual({ credits: { acme: 0.01 } });
});

test("prices that are changed after the client was created change nothing", () => {
  const models = { "acme/seedream": 0.05 };
  const { prices } = contextOf({ prices: { models } });
  models["acme/seedream"] = Number.NaN;
  expect(prices).toEqual({ models: { "acme/seedream": 0.05 } });
});

test("a cost has its worst case above its best, in a currency that is known", () => {
  expect(isCost({ min: 2, max: 1, currency: "USD" })).toBe(false);
  expect(isCost({ min: 1, max: 2, currency: "EUR" })).toBe(false);
  expect(isCost({ min: 1, max: 2, currency: "credits", basis: "configured" })).toBe(true);
  expect(() => checkCost("A", 3)).toThrow("it is undefined to undefined undefined");
  expect(() => checkCost("A", null)).not.toThrow();
});

test.each([
  ["0.0421", 0.0421],
  [" 3 ", 3],
  ["1e-2", 0.01],
  [".5", 0.5],
  [2, 2],
  ["0x10", undefined],
  ["1,5", undefined],
  ["", undefined],
  [undefined, undefined],
  [100_000, 100_000],
  [100_001, undefined],
  ["100001", undefined],
  ["5.", 5],
  ["1E+2", 100],
  ["1e2", 100],
  ["12e1x", undefined],
  ["x12", undefined],
  ["1.5e", undefined],
  ["12.34", 12.34],
  [".56", 0.56],
  ["1e12", undefined],
  ["1e-12", 1e-12],
])("a provider's report of %j costs %j", (value, amount) => {
  expect(reportedCost(value, "credits", "x-cost header")).toEqual(
    amount === undefined
      ? undefined
      : { min: amount, max: amount, currency: "credits", basis: "reported", source: "x-cost header" },
  );
});

test.each([
  [Number.NaN, Number.NaN],
  [1, JSON.parse("1e999")],
  [1, 0],
  [0, 0],
  [1, "3"],
  [0.001, 0.001],
])("how many images may come from %j to %j is not known, nor what they cost", (min, max) => {
  expect(estimateCost(make, { min, max })).toBeNull();
});

test("an image count that was sent past the checks does not open the budget", async () => {
  const { fetch, sent } = playFetch(new Response('{"images":[]}'));
  const costs: unknown[] = [];
  const accounting = {
    reserve(attempt: { cost: unknown }) {
      costs.push(attempt.cost);
      throw new Error("refused");
    },
    admit: async () => {},
  };
  const context = contextOf({ fetch, accounting });
  const call = { ...makeCall(context), images: (body: object) => ({ min: 1, max: Reflect.get(body, "n") as number }) };
  for (const n of ["many", Number.NaN, 0, -3, 2]) {
    await expect(generate(context, call, { prompt: "a koi pond" }, { extraBody: { n } })).rejects.toThrow("refused");
  }
  expect(costs.map((cost) => cost !== null)).toEqual([false, false, false, false, true]);
  expect(sent).toEqual([]);
});

describe.each([
  ["NaN", Number.NaN],
  ["-1", -1],
  ["a text", "5000" as never],
  ["null", null as never],
])("%s", (_name, value) => {
  test.each<[keyof ClientOptions]>([["timeoutMs"], ["maxRetryWaitMs"], ["maxResponseBytes"]])(
    "is refused as %s when a client is created",
    (field) => {
      expect(() => contextOf({ [field]: value })).toThrow(
        expect.objectContaining({ name: "InvalidRequestError", field }),
      );
    },
  );

  test("is refused as a time of a call", async () => {
    const { clock } = contextOf();
    const run = async () => expect.unreachable("it was run");
    const refused = { name: "InvalidRequestError" };
    await expect(withDeadline(clock, value, undefined, run)).rejects.toMatchObject({ ...refused, field: "timeoutMs" });
    await expect(withDeadline(clock, 1000, undefined, run, value)).rejects.toMatchObject({
      ...refused,
      field: "startedAtMs",
    });
  });

  test("is refused as a time scale, and as a limit of a proxy", () => {
    expect(() => createClock(value)).toThrow("timeScale must be a number");
    for (const field of ["maxRequestBytes", "maxResponseBytes"])
      expect(() => createProxy({ allow: [], authorize: () => true, [field]: value })).toThrow(field);
  });
});

test("a job of a file with a count that is none is polled all the same", () => {
  const latency = { minMs: 20_000, maxMs: 20_000, per: "image", evidence: "seed", source: "a test" } as const;
  for (const images of [Number.NaN, JSON.parse("1e999"), -4, 0])
    expect(nextPollAtMs({ latency, images, rateLimit: null })).toBe(16_000);
  expect(nextPollAtMs({ latency, images: 2, rateLimit: null })).toBe(32_000);
});
