import { findOperation } from "../call/find-operation.ts";
import type { Operation } from "../call/operation.ts";

/** One method and path that a proxy lets through. */
export interface ProxyRoute<Target> {
  readonly operation: Operation;
  /** Where it goes. */
  readonly target: Target;
  /** The parts of the path after the mount, e.g. `["segmind", "v1", "requests", "{id}"]`. */
  readonly parts: readonly string[];
}

/** What fits the place of a parameter: nothing that is read in two ways. Steps up have gone when the address was read as a URL. */
const parameter = /^[\w.:~-]{1,200}$/;

/**
 * The operations that a proxy lets through: those that are named, or all that make images, and what asks for their jobs.
 *
 * @throws InvalidRequestError where the provider has no operation of a name
 */
export function allowedOperations(
  provider: { readonly id: string; readonly operations: Readonly<Record<string, Operation>> },
  names: readonly string[] = Object.keys(provider.operations).filter((name) => provider.operations[name]?.model),
): Operation[] {
  const { id, operations } = provider;
  const named = names.map((name) => findOperation(id, operations, name));
  const taskIds = named.flatMap((operation) => (operation?.job ? [`{${operation.job.taskId}}`] : []));
  return Object.values(operations).filter(
    (operation) =>
      named.includes(operation) ||
      (operation.method === "GET" && taskIds.some((taskId) => operation.path.includes(taskId))),
  );
}

/** The path of an operation in its parts, below its provider's id. */
export function partsOf({ provider, path }: Operation): string[] {
  return [provider, ...path.split("/").slice(1)];
}

/** The routes that a path leads to, of whatever method, and its parts as they are to be sent. */
export function routesTo<Target>(
  routes: readonly ProxyRoute<Target>[],
  path: string,
): { route: ProxyRoute<Target>; sent: readonly string[] }[] {
  const given = path.split("/");
  return routes
    .filter(
      ({ parts }) =>
        parts.length === given.length &&
        parts.every((part, index) => (isParameter(part) ? parameter.test(given[index] ?? "") : part === given[index])),
    )
    .map((route) => ({ route, sent: given.slice(1) }));
}

function isParameter(part: string): boolean {
  return part.startsWith("{") && part.endsWith("}");
}
