import { expect, test } from "vitest";
import type { PlanDocument } from "../plan/plan.ts";
import { sourceOfFlags } from "../plan/plan-source.ts";
import { settlePlan } from "../plan/settle-plan.ts";
import { providers } from "../testing/emulated-bench.ts";
import { layOutCells } from "./lay-out-cells.ts";

const cellsOf = (document: PlanDocument, seed = 1) =>
  layOutCells(
    settlePlan(sourceOfFlags({ prompts: ["a", "b"], ...document }), { providers, cwd: "/", name: "t", seed }),
  );

test("every block has each model once, in an order that the seed decides", () => {
  const cells = cellsOf({ repetitions: 50, warmUp: 2 });
  const blocks = Map.groupBy(cells, ({ block }) => block);
  expect(blocks.size).toBe(102);
  for (const block of blocks.values()) {
    expect(new Set(block.map(({ model }) => model)).size).toBe(3);
    expect(new Set(block.map(({ promptId, repetition }) => `${promptId} ${repetition}`)).size).toBe(1);
  }
  const orders = [...blocks.values()].map((block) => block.map(({ model }) => model).join());
  expect(new Set(orders).size).toBe(6);
  expect(cellsOf({ repetitions: 50, warmUp: 2 })).toEqual(cells);
  expect(cellsOf({ repetitions: 50, warmUp: 2 }, 2)).not.toEqual(cells);
  expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  expect(cells.filter(({ warmUp }) => warmUp).map(({ block }) => block)).toEqual([0, 0, 0, 1, 1, 1]);
});

test("constant arrivals are evenly apart, Poisson ones have the same mean and as much spread", () => {
  const gapsOf = (kind: "constant" | "poisson") => {
    const times = cellsOf({ repetitions: 1000, schedule: { kind, perMinute: 60 } }).map(
      ({ intendedMs }) => intendedMs ?? 0,
    );
    return times.slice(1).map((at, index) => at - (times[index] ?? 0));
  };
  expect(new Set(gapsOf("constant"))).toEqual(new Set([1000]));
  const gaps = gapsOf("poisson");
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  expect(mean).toBeGreaterThan(950);
  expect(mean).toBeLessThan(1050);
  expect(spread / mean).toBeGreaterThan(0.9);
  expect(spread / mean).toBeLessThan(1.1);
});
