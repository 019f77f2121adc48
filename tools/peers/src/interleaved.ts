/** Measures each in turn, round after round, so that a slow moment of the machine falls on all; gives the median of each. */
export function interleavedMedians(
  rounds: number,
  measures: Readonly<Record<string, () => number>>,
): Record<string, number> {
  const values = Object.fromEntries(Object.keys(measures).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, measure] of Object.entries(measures)) {
      const value = measure();
      if (round > 0) values[name]?.push(value); // the first round fills the caches
    }
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, medianOf(list)]));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
