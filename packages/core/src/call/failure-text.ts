/** The innermost message, which says what happened where `fetch` only says that it failed. */
export function failureText(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error && depth < 5 ? failureText(inner, depth + 1) : error.message || error.name;
}
