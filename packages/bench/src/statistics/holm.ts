/**
 * p-values as they are once all that was asked is counted: at most 5 % of the runs in which there is nothing to find show
 * anything.
 *
 * @returns in the order given, null where null was given: what could not be tested was not asked
 * @see Holm, Scandinavian Journal of Statistics 6 (1979) 65-70
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const asked = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let least = 0;
  for (const [rank, { p, index }] of asked.entries()) {
    least = Math.max(least, Math.min(1, p * (asked.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}
