import { nearMiss } from "@seedbed/core";

/** The id that was meant, where one is near: ids of one place differ in their last word. */
export function nearCheck(id: string, known: readonly string[]): string {
  const wordOf = (of: string) => of.slice(of.lastIndexOf("/") + 1);
  const near = known.filter((other) => nearMiss(wordOf(id), [wordOf(other)]) !== "" || wordOf(id) === wordOf(other));
  return nearMiss(id, near);
}
