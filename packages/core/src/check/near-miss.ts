/** Names the known field that a mistyped one is nearest to. */
export function nearMiss(word: string, known: readonly string[]): string {
  const [best] = known
    .map((name) => ({ name, distance: editsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 3)) ? ` (did you mean ${best.name}?)` : "";
}

/** How many characters must be put in, taken out or changed to make one word of another (Levenshtein). */
function editsBetween(word: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...word].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const [left = 0, above = 0, across = 0] = [next[at], row[at + 1], row[at]];
      next.push(Math.min(left + 1, above + 1, across + (letter === other[at] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
