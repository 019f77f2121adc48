import type { Operation } from "@seedbed/core";
import { expect, test } from "vitest";
import { claimOf, estimate } from "./estimate.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

const price: Operation["price"] = {
  amount: 0.03,
  currency: "USD",
  per: "generation",
  evidence: "vendor",
  source: "page",
  date: "2026-01-01",
};
const [target] = allModels([fakeProvider("acme", { price })]);
if (!target) throw new Error("there is one");

test("gives the range of the documents, or the price that the caller knows", () => {
  const request = { prompt: "a fox", count: 3, images: [new Uint8Array()] };
  expect(estimate(target, request)).toMatchObject({
    model: "acme/m",
    operation: "make",
    cost: { min: 0.03, max: 0.09, basis: "price-table" },
    latency: { minMs: 5000 },
  });
  expect(estimate(target, request, { prices: { models: { "acme/m": 0.1 } } }).cost).toMatchObject({
    min: 0.1,
    max: 0.3,
    basis: "configured",
  });
});

test("an unknown price is null, never 0", () => {
  const [unpriced] = allModels([fakeProvider("brick")]);
  expect(unpriced && estimate(unpriced, { prompt: "a fox" }).cost).toBeNull();
});

test.each([
  ["seed", true],
  ["vendor", true],
  ["third-party", false],
  ["inferred", false],
])("a latency known by %s is the provider's own claim: %s", (evidence, own) => {
  const operation = target.provider.operations.make;
  if (!operation?.latency) throw new Error("there is one");
  expect(claimOf({ ...operation, latency: { ...operation.latency, evidence } }) !== null).toBe(own);
});
