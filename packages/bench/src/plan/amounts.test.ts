import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";
import { sourceOfFlags } from "./plan-source.ts";
import { settlePlan } from "./settle-plan.ts";

const settled = (document: object) =>
  settlePlan(sourceOfFlags({ models: ["segmind/seedream-v3"], prompts: ["a fox"], ...document }), {
    providers: [segmind],
    cwd: "/",
    name: "t",
    seed: 1,
  });

test.each([Number.NaN, -1, Number.POSITIVE_INFINITY, JSON.parse("1e999"), "0.05"])(
  "a plan takes no amount and no time of %s",
  (value) => {
    for (const document of [
      { budget: { usd: value } },
      { budget: { credits: value } },
      { prices: { models: { "segmind/seedream-v3": value } } },
      { prices: { credits: { segmind: value } } },
      { providers: { segmind: { rateLimit: { requests: 3, perSeconds: value } } } },
      { timeoutSeconds: value },
      { pollIntervalSeconds: value },
      { schedule: { kind: "constant", perMinute: value } },
    ]) {
      expect(() => settled(document), JSON.stringify(document)).toThrow(
        expect.objectContaining({ name: "InvalidRequestError" }),
      );
    }
  },
);

test("a plan takes amounts and times", () => {
  expect(settled({ budget: { usd: 0.05 }, timeoutSeconds: 30 })).toMatchObject({
    budget: { USD: 0.05 },
    timeoutMs: 30_000,
  });
});
