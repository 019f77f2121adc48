/** As deep as the runtime writes and our own walks read without end of the stack, with room. */
export const deepestJson = 500;

/** Whether a value of JSON is nested deeper than `deepestJson`; its own walk needs no stack. */
export function isNestedTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestJson) return true;
    const inner: unknown[] = [];
    for (const part of level) {
      if (typeof part !== "object" || part === null) continue;
      for (const item of Object.values(part)) if (typeof item === "object" && item !== null) inner.push(item);
    }
    level = inner;
  }
  return false;
}
