import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";
import type { Fixture } from "../fixture/fixture.ts";
import { countProvenance, providerRecord } from "./provider-record.ts";

const fixture = (provider: string, operation: string, kind: string) =>
  ({ provider, operation, provenance: { kind } }) as object as Fixture;
const fixtures = [
  fixture("segmind", "seedreamV3TextToImage", "documented"),
  fixture("segmind", "seedreamV3TextToImage", "synthetic"),
  fixture("segmind", "seedreamV3TextToImage", "synthetic"),
  fixture("segmind", "getUserCredits", "recorded"),
  fixture("novita", "seedreamV3TextToImage", "recorded"),
];

test("fixtures are counted by their provenance", () => {
  expect(countProvenance(fixtures)).toEqual({ recorded: 2, documented: 1, synthetic: 2 });
  expect(countProvenance([])).toEqual({ recorded: 0, documented: 0, synthetic: 0 });
});

test("each operation has its price, its claim and its own fixtures", () => {
  const record = providerRecord(segmind, fixtures, true);
  expect(record).toMatchObject({ id: "segmind", displayName: segmind.displayName, emulated: true });
  expect(record.operations.map(({ operation }) => operation)).toEqual(
    Object.values(segmind.operations).map(({ operationId }) => operationId),
  );
  const made = record.operations.find(({ operation }) => operation === "seedreamV3TextToImage");
  const { price, path } = segmind.operations.seedreamV3TextToImage ?? never();
  expect(made).toEqual({
    operation: "seedreamV3TextToImage",
    method: "POST",
    path,
    model: "segmind/seedream-v3",
    price: {
      amount: price?.amount,
      currency: price?.currency,
      per: price?.per,
      source: price?.source,
      date: price?.date,
    },
    claim: {
      minMs: expect.any(Number),
      maxMs: expect.any(Number),
      per: expect.any(String),
      source: expect.any(String),
    },
    fixtures: { recorded: 0, documented: 1, synthetic: 2 },
  });
  const balance = record.operations.find(({ operation }) => operation === "getUserCredits");
  expect(balance).toMatchObject({ method: "GET", fixtures: { recorded: 1, documented: 0, synthetic: 0 } });
  expect(balance).not.toHaveProperty("model");
});

test("what no document tells, a price or a claim, is null", () => {
  const [made] = providerRecord(novita, [], false).operations;
  expect(made).toMatchObject({ price: null, fixtures: { recorded: 0, documented: 0, synthetic: 0 } });
  expect(made?.claim ?? null).toBeNull();
});

function never(): never {
  throw new Error("the operation is gone");
}
