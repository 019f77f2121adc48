import { expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";

const estimate = (args: string[]) => runSeedbed(["estimate", "a lighthouse", ...args], { cwd: "." });

test("gives cost and parity of every model without a key", async () => {
  const ran = await estimate(["--json"]);
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  expect(misfits("estimate", ran.json())).toEqual([]);
  const { estimates } = ran.json() as { estimates: { model: string; cost: unknown }[] };
  expect(estimates.map(({ model, cost }) => [model, cost])).toEqual([
    [
      "3daistudio/seedream-v5-lite",
      expect.objectContaining({ min: 10, max: 10, currency: "credits", basis: "price-table" }),
    ],
    ["novita/seedream-5.0-lite", null],
    ["segmind/seedream-v5-lite", expect.objectContaining({ min: 0.035, max: 0.035, currency: "USD" })],
    ["segmind/seedream-v3", expect.objectContaining({ min: 0.037, max: 0.037, currency: "USD" })],
  ]);
});

test.each([
  [
    "several images as a range",
    ["--model", "segmind/seedream-v5-lite", "--count", "3"],
    { min: 0.035, max: 0.105, currency: "USD", basis: "price-table" },
  ],
  [
    "a price that the caller knows",
    ["--model", "novita/seedream-5.0-lite", "--price", "novita/seedream-5.0-lite=0.05", "--count", "2"],
    { min: 0.05, max: 0.1, currency: "USD", basis: "configured" },
  ],
  [
    "credits that the caller can price",
    ["--model", "3daistudio/seedream-v5-lite", "--credit-price", "3daistudio=0.005", "--count", "2"],
    { min: 0.1, max: 0.1, currency: "USD", basis: "configured" },
  ],
])("prices %s", async (_name, args, cost) => {
  const ran = await estimate([...args, "--json"]);
  expect(ran.json()).toMatchObject({ estimates: [{ cost }] });
});

test("tells a person the claim, the size and what would be lost", async () => {
  const { stdout } = await estimate([
    "--model",
    "3daistudio/seedream-v5-lite",
    "--aspect-ratio",
    "21:9",
    "--watermark",
  ]);
  expect(stdout).toBe(`3daistudio/seedream-v5-lite
  cost          10 credits (price-table: seed 003, 2026-11-21)
  latency       20 to 40 s per image, by the provider's own word (seed 003)
  size          not documented in pixels
  approximated  aspectRatio 21:9 -> landscape_16_9
  dropped       watermark true (not sent)
`);
});

test("leaves out of all models those that cannot, and says so", async () => {
  const ran = await estimate(["--count", "2", "--json"]);
  expect((ran.json() as { estimates: unknown[] }).estimates).toHaveLength(3);
  expect(ran).toMatchObject({ exitCode: 0, stderr: "segmind/seedream-v3: count must be at most 1; it is 2.\n" });
});

test("providers lists every model with its price and source, and of a key only whether it is set", async () => {
  const ran = await runSeedbed(["providers", "--json"], { cwd: ".", env: { SEGMIND_API_KEY: "sk-secret" } });
  expect(misfits("providers", ran.json())).toEqual([]);
  expect(ran.stdout).not.toContain("sk-secret");
  const { providers } = ran.json() as { providers: { id: string; keySet: boolean }[] };
  expect(providers.map(({ id, keySet }) => [id, keySet])).toEqual([
    ["3daistudio", false],
    ["novita", false],
    ["segmind", true],
  ]);
  const { stdout } = await runSeedbed(["providers"], { cwd: "." });
  expect(stdout).toContain("      price       $0.037 per generation (seed 002, ");
  expect(stdout).toContain("      price       unknown: no document gives one\n");
});
