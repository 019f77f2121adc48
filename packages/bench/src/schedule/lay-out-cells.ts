import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Cell } from "../bench-record.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * Every cell of a plan in the order in which they start: warm-up first, then blocks of prompt x repetition, with the models of
 * a block in random order. The same plan gives the same cells, so that a run can be resumed.
 */
export function layOutCells(plan: Plan): Cell[] {
  const order = xoroshiro128plus(plan.seed);
  const blocks = [
    ...Array.from({ length: plan.warmUp }, (_, index) => ({
      prompt: plan.prompts[index % plan.prompts.length],
      repetition: 0,
      warmUp: true,
    })),
    ...Array.from({ length: plan.repetitions }, (_, index) => index + 1).flatMap((repetition) =>
      plan.prompts.map((prompt) => ({ prompt, repetition, warmUp: false })),
    ),
  ];
  const nextArrivalMs = arrivals(plan);
  return blocks.flatMap(({ prompt, repetition, warmUp }, block) => {
    if (!prompt) return []; // a plan has at least one
    return shuffled(plan.models, (most) => uniformInt(order, 0, most)).map((model) => ({
      id: `${block}/${model}`,
      block,
      promptId: prompt.id,
      repetition,
      model,
      warmUp,
      request: { prompt: prompt.prompt, ...plan.settings },
      intendedMs: nextArrivalMs(),
    }));
  });
}

/** When each next cell is to start; null in a closed loop. A generator of its own, so that the order does not hang on the schedule. */
function arrivals({ schedule, seed }: Plan): () => number | null {
  if (schedule.kind === "closed") return () => null;
  const gapMs = 60_000 / (schedule.perMinute ?? 1);
  const random = xoroshiro128plus(seed ^ 0x5eed);
  let atMs = 0;
  let first = true;
  return () => {
    if (!first) atMs += schedule.kind === "constant" ? gapMs : -Math.log(1 - uniformFloat64(random)) * gapMs;
    first = false;
    return atMs;
  };
}

/** In random order (Fisher and Yates). */
function shuffled<T>(items: readonly T[], upTo: (most: number) => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = upTo(last);
    [result[last], result[other]] = [result[other] as T, result[last] as T]; // both lie inside
  }
  return result;
}
