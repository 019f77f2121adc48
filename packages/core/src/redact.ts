const mark = "[redacted]";

/** Replaces every secret in a text, or in the messages of an error and its causes, by `[redacted]`. */
export function redact<T>(value: T, secrets: readonly string[]): T {
  const known = secrets.filter((secret) => secret.length > 0);
  if (known.length === 0) return value;
  if (typeof value === "string") return redactText(value, known) as T; // still a string
  if (value instanceof Error) return redactError(value, known, new Set()) as T & Error; // the same error
  return value;
}

function redactText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((redacted, secret) => redacted.split(secret).join(mark), text);
}

function redactError(error: Error, secrets: readonly string[], seen: Set<Error>): Error {
  if (seen.has(error)) return error;
  seen.add(error);
  for (const property of ["message", "stack"] as const) {
    const text = error[property];
    if (text !== undefined && secrets.some((secret) => text.includes(secret))) {
      Object.defineProperty(error, property, { value: redactText(text, secrets), configurable: true, writable: true });
    }
  }
  if (error.cause instanceof Error) redactError(error.cause, secrets, seen);
  return error;
}
