import { expect, it } from "vitest";
import { operationRows, otherOutcome } from "./operation-rows.ts";
import { sampleRecord } from "./sample/record.ts";

const row = (operation: string) => operationRows(sampleRecord).find((each) => each.operation === operation);

it("gathers the generations of an operation", () => {
  expect(row("seedreamV5LiteTextToImage")).toMatchObject({
    label: "segmind (emulated)",
    outcome: { ok: 7 },
    generations: 2,
    latency: "35.1–45.0 s",
    claim: "36.4 s per generation",
    costs: [{ figures: ["0.035 USD", "0.035–0.105 USD"], note: "price table" }],
    sizes: [{ figures: ["2848×1600"], note: "as asked" }],
    parity: [],
    fixtures: { recorded: 0, documented: 3, synthetic: 2 },
  });
});

it("names only what reached the provider otherwise than asked", () => {
  expect(row("seedream5Lite")?.parity.map(({ status }) => status)).toEqual(["unchecked"]);
  expect(row("seedreamV3TextToImage")?.parity.map(({ status }) => status)).toEqual(["dropped"]);
});

it("says unknown where there is no price, and none where nothing came", () => {
  expect(row("seedream5Lite")?.costs).toEqual([{ figures: ["unknown"], note: "no price documented" }]);
  expect(row("generationStatus")).toMatchObject({ generations: 0, latency: "none", costs: [], sizes: [] });
});

it("keeps the checks of a spec apart", () => {
  expect(otherOutcome(sampleRecord, "segmind")).toEqual({ ok: 1 });
});
