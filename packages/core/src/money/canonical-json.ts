/**
 * A value as JSON in which every object has its fields in one order: the same text for whatever would be the same in JSON.
 * Fields that are undefined are left out, as they are when it is sent; dates are texts, holes and NaN are null.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, inOrder) ?? "null"; // undefined, and a function, are no JSON
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
