import { expect, test } from "vitest";
import { type Cost, costOf, exact, type Price, type Priced } from "./cost.ts";

const known: Price = {
  amount: 0.035,
  currency: "USD",
  per: "generation",
  evidence: "seed",
  source: "seed 000",
  date: "2026-11-21",
};
const credits: Price = {
  amount: 10,
  currency: "credits",
  per: "image",
  evidence: "seed",
  source: "seed 003",
  date: "2026-11-21",
};
const segmind: Priced = { provider: "segmind", model: "segmind/seedream-v5-lite", price: known };
const studio: Priced = { provider: "3daistudio", model: "3daistudio/seedream-v5-lite", price: credits };
const novita: Priced = { provider: "novita", model: "novita/seedream-5.0-lite", price: null };
const one = { min: 1, max: 1 };

const table = { basis: "price-table", source: "seed 000, 2026-11-21" } as const;
const cases: [name: string, ...Parameters<typeof costOf>, want: Partial<Cost> | null][] = [
  ["one image of a generation", segmind, one, {}, { min: 0.035, max: 0.035, currency: "USD", ...table }],
  ["n images of a generation: once, or each", segmind, { min: 1, max: 3 }, {}, { min: 0.035, max: 0.105, ...table }],
  ["n images that came of a generation", segmind, { min: 3, max: 3 }, {}, { min: 0.035, max: 0.105 }],
  [
    "credits per image",
    studio,
    { min: 2, max: 2 },
    {},
    { min: 20, max: 20, currency: "credits", source: "seed 003, 2026-11-21" },
  ],
  ["an unknown price", novita, one, {}, null],
  [
    "an unknown price that the caller knows",
    novita,
    { min: 1, max: 3 },
    { models: { "novita/seedream-5.0-lite": 0.1 } },
    { min: 0.1, max: 0.3, currency: "USD", basis: "configured", source: "0.1 USD per image, set by the caller" },
  ],
  [
    "a price of 0 by the caller",
    novita,
    one,
    { models: { "novita/seedream-5.0-lite": 0 } },
    { min: 0, max: 0, basis: "configured" },
  ],
  ["a price of another model", novita, one, { models: { "segmind/seedream-v3": 1 } }, null],
  [
    "credits that the caller prices",
    studio,
    { min: 2, max: 2 },
    { credits: { "3daistudio": 0.009 } },
    { min: 0.18, max: 0.18, currency: "USD", basis: "configured" },
  ],
  ["credits of another provider", studio, one, { credits: { segmind: 1 } }, { min: 10, currency: "credits" }],
  [
    "a price in dollars beside a price of credits",
    segmind,
    one,
    { credits: { segmind: 1 } },
    { min: 0.035, basis: "price-table" },
  ],
];

test.each(cases)("%s", (_name, priced, images, prices, want) => {
  const cost = costOf(priced, images, prices);
  if (want === null) expect(cost).toBeNull();
  else expect(cost).toMatchObject(want);
});

test("says what the price of credits rests on", () => {
  expect(costOf(studio, one, { credits: { "3daistudio": 0.009 } })?.source).toBe(
    "10 credits per image (seed 003, 2026-11-21) at 0.009 USD per credit, set by the caller",
  );
});

test("takes off floating-point error", () => {
  expect(exact(0.1 + 0.2)).toBe(0.3);
});
