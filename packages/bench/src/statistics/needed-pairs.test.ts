import { expect, test } from "vitest";
import { neededPairs } from "./needed-pairs.ts";
import { attempt } from "./testing/attempts.ts";

const found = {
  unit: "prompt",
  units: 10,
  pairs: 10,
  lost: 0,
  ratio: 1,
  interval: { low: 0.8, high: 1.2 },
  pValue: 0.9,
  hiddenByPolling: false,
  // So that 20 % is half a deviation, which takes 34 (G*Power 3.1).
  deviation: 2 * Math.log(1 / 0.8),
} as const;
const sent = [[attempt()], [attempt()]];

test.each<[string, Partial<Parameters<typeof neededPairs>[0]>, number | null, number | null]>([
  ["those that are there count", {}, 24, 24 * 0.07],
  ["more repetitions are needed where prompts have some", { pairs: 40 }, 96, 96 * 0.07],
  ["as many are lost again, and paid for", { lost: 5 }, 24, 36 * 0.07],
  ["enough are there", { units: 34, pairs: 34 }, 0, 0],
  ["polling hides it", { hiddenByPolling: true }, null, null],
])("a difference of 20 %: %s", (_, change, morePairs, usd) => {
  const [, twenty] = neededPairs({ ...found, ...change }, sent, 0.05);
  expect(twenty).toMatchObject({ effect: "20 %", ratio: 0.8, morePairs });
  expect(twenty?.moreCost?.[0]?.max ?? null).toEqual(usd === null ? null : expect.closeTo(usd, 9));
});

test("no difference is never found, and one as large as was seen counts from the faster one", () => {
  const [none] = neededPairs(found, sent, 0.05);
  expect(none).toEqual({ effect: "observed", ratio: 1, morePairs: null, moreCost: null });
  const [large] = neededPairs({ ...found, ratio: 1.25 }, sent, 0.05);
  expect(large).toMatchObject({ ratio: 0.8, morePairs: 24 });
});

test("without a price the pairs are told, and no money", () => {
  const [, twenty] = neededPairs(found, [[attempt()], [attempt({ confirmed: null, worst: null })]], 0.05);
  expect(twenty).toMatchObject({ morePairs: 24, moreCost: null });
});

test("below two units nothing can be told", () => {
  expect(neededPairs({ ...found, deviation: null }, sent, 0.05)).toEqual([]);
});
