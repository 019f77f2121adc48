import type { LatencyPair } from "../paired-ratio.ts";

/**
 * How providers behave in the simulations: 35 s, log-normal, a spike in 8 % and a slow drift that all share. The deviation
 * and the height of a spike are not on record; these find a difference of 20 % in 20 blocks as often as was measured when
 * the method was chosen (85 %).
 */
export const world = { medianMs: 35_000, deviation: 0.15, spike: 0.08, spikeFactor: 1.8, drift: 0.4 } as const;

/** One latency under a drift, in milliseconds. */
export function drawLatency(random: () => number, drift: number, factor = 1): number {
  const noise = Math.exp(world.deviation * drawNormal(random));
  return world.medianMs * factor * drift * noise * (random() < world.spike ? world.spikeFactor : 1);
}

/** A run of so many blocks: in each, how long every model takes, as many times 35 s as its factor says. */
export function drawBlocks(random: () => number, blocks: number, factors: readonly number[]): number[][] {
  const phase = random();
  return Array.from({ length: blocks }, (_, block) => {
    const drift = Math.exp((world.drift / 2) * Math.sin(2 * Math.PI * (block / blocks / 2 + phase)));
    return factors.map((factor) => drawLatency(random, drift, factor));
  });
}

/** Two models of a run, each block of another prompt. */
export function pairsOf(blocks: readonly (readonly number[])[], a: number, b: number): LatencyPair[] {
  return blocks.map((latencies, block) => pair(block, `${block}`, latencies[a] ?? 0, latencies[b] ?? 0));
}

/** A run of two models, of which `a` takes `factor` times as long as `b`. */
export function drawPairs(random: () => number, blocks: number, factor: number): LatencyPair[] {
  return pairsOf(drawBlocks(random, blocks, [factor, 1]), 0, 1);
}

/** Prompts that suit one of two equal models better or worse, each asked so many times. */
export function drawAlikePrompts(random: () => number, prompts: number, times: number): LatencyPair[] {
  const suits = Array.from({ length: prompts }, () => Math.exp(0.2 * drawNormal(random)));
  return suits.flatMap((factor, prompt) =>
    Array.from({ length: times }, (_, time) =>
      pair(prompt * times + time, `${prompt}`, drawLatency(random, 1, factor), drawLatency(random, 1)),
    ),
  );
}

function pair(block: number, promptId: string, a: number, b: number): LatencyPair {
  return { promptId, block, a: { minMs: a, maxMs: a }, b: { minMs: b, maxMs: b } };
}

/** By Box and Muller. */
function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
