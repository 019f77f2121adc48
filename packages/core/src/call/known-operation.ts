import { nearMiss } from "../check/check-request.ts";
import { InvalidRequestError } from "./errors.ts";

/**
 * Holds the name of an operation against those of a provider, before anything is paid under a wrong one.
 *
 * @throws InvalidRequestError where the provider has none of that name
 */
export function knownOperation<Name extends string>(
  provider: string,
  operations: Readonly<Record<Name, unknown>>,
  name: string,
): Name {
  if (Object.hasOwn(operations, name)) return name as Name; // one of its keys
  const text = `${provider} has no operation "${name}"${nearMiss(String(name), Object.keys(operations))}.`;
  throw new InvalidRequestError(text, { provider, operation: name });
}

/**
 * Finds an operation by its name, before anything is paid under a wrong one.
 *
 * @throws InvalidRequestError where the provider has none of that name
 */
export function findOperation<T>(provider: string, operations: Readonly<Record<string, T>>, name: string): T {
  return operations[knownOperation(provider, operations, name)] as T; // one of its keys
}
