/**
 * Cuts a map to so many entries, the oldest first, a tenth at a time: at each entry it would go past all that were deleted
 * before.
 */
export function forgetOldest(map: Map<string, unknown>, kept: number): void {
  if (map.size <= kept * 1.1) return;
  for (const oldest of map.keys()) {
    if (map.size <= kept) break;
    map.delete(oldest);
  }
}
