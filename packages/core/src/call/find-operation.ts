import { nearMiss } from "../check/check-request.ts";
import { InvalidRequestError } from "./errors.ts";

/**
 * Finds an operation by its name, before anything is paid under a wrong one.
 *
 * @throws InvalidRequestError where the provider has none of that name
 */
export function findOperation<T>(provider: string, operations: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (found !== undefined) return found;
  const text = `${provider} has no operation "${name}"${nearMiss(String(name), Object.keys(operations))}.`;
  throw new InvalidRequestError(text, { provider, operation: name });
}
