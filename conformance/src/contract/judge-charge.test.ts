import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";
import { judgeCharge } from "./judge-charge.ts";

const cost = { min: 0, max: 0.035, currency: "USD", basis: "price-table", source: "a test" } as const;

/** Segmind with an account that holds these amounts, one after the other. */
function holding(...amounts: readonly number[]) {
  const left = [...amounts];
  const fetch = async () => {
    const credits = left.shift();
    return credits === undefined ? new Response(null, { status: 404 }) : Response.json({ credits });
  };
  return { provider: segmind, client: { apiKey: "a-key", env: {}, fetch } };
}

const findings = async (amounts: readonly number[], price: Parameters<typeof judgeCharge>[0]["cost"] = cost) =>
  (await judgeCharge({ ...holding(...amounts), cost: price }, async () => "done")).findings;

test("an account that loses the price, or less, has no finding", async () => {
  expect(await findings([10, 9.965])).toEqual([]);
  expect(await findings([10, 10])).toEqual([]);
  expect(await findings([10, 11])).toEqual([]);
  expect(await findings([0.3, 0.3 - 0.035])).toEqual([]); // as floating point has it
});

test("an account that loses more is drift, with both figures", async () => {
  expect(await findings([10, 9.93])).toEqual([
    {
      field: "cost",
      message: "the account was charged 0.07 USD, and the documented price is 0.035 at most",
      expected: 0.035,
      actual: 0.07,
      drift: "value",
    },
  ]);
});

test("nothing is said where the account does not tell, the price is not known or counts otherwise", async () => {
  expect(await findings([])).toEqual([]);
  expect(await findings([10])).toEqual([]);
  expect(await findings([10, 0], null)).toEqual([]);
  expect(await findings([10, 0], { ...cost, currency: "credits" })).toEqual([]);
});

test("what was run is given back", async () => {
  expect((await judgeCharge({ ...holding(1, 1), cost }, async () => "done")).value).toBe("done");
});
