import type { Finding } from "@seedbed/report";

/** Where something differs from what is expected of it. Fields that are not expected may be there; lists are compared in full. */
export function mismatches(expected: unknown, actual: unknown, field: string): Finding[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [differs(field, expected, actual)];
    return expected.flatMap((item, index) => mismatches(item, actual[index], `${field}[${index}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [differs(field, expected, actual)];
    return Object.entries(expected).flatMap(([name, value]) =>
      mismatches(value, actual[name], field ? `${field}.${name}` : name),
    );
  }
  return Object.is(expected, actual) ? [] : [differs(field, expected, actual)];
}

/** The same, where nothing may be there that is not expected. */
export function differences(expected: unknown, actual: unknown, field: string): Finding[] {
  const surplus =
    isObject(expected) && isObject(actual) ? Object.keys(actual).filter((name) => !(name in expected)) : [];
  const inner =
    isObject(expected) && isObject(actual)
      ? Object.entries(expected).flatMap(([name, value]) => differences(value, actual[name], `${field}.${name}`))
      : Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length
        ? expected.flatMap((item, index) => differences(item, actual[index], `${field}[${index}]`))
        : mismatches(expected, actual, field);
  return [
    ...inner,
    ...surplus.map((name) => differs(`${field}.${name}`, undefined, isObject(actual) ? actual[name] : undefined)),
  ];
}

function differs(field: string, expected: unknown, actual: unknown): Finding {
  return {
    field,
    message: `${field} is ${show(actual)}, not ${show(expected)}`,
    expected: expected ?? null,
    actual: actual ?? null,
  };
}

/** A value in a few words, however large or deep it is. */
export function show(value: unknown): string {
  const text = asJson(value);
  return text.length > 120 ? `${text.slice(0, 117)}... (${text.length} characters)` : text;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "absent";
  } catch {
    return "nested too deep to be shown"; // deeper than the runtime can write
  }
}

/** Tells a JSON object from all else. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
