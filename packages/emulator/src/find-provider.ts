import type { Operation } from "./operations.ts";
import type { Provider } from "./provider.ts";

/** What finding a provider needs of it. */
export type Mounted = Pick<Provider, "id" | "operationAt">;

/** Where a request goes: to which provider, and to which path of its own. */
export interface Destination<Kind extends Mounted = Provider> {
  readonly provider: Kind;
  /** What stood before the provider's path: `/<id>`, or nothing at the root. */
  readonly mount: string;
  readonly path: string;
  readonly operation: Operation | undefined;
}

/**
 * Finds the provider of a path: by its mount `/<id>`, else, at the root, by the operations of the providers.
 * A root path that two providers have belongs to neither.
 */
export function findProvider<Kind extends Mounted>(
  providers: readonly Kind[],
  method: string,
  path: string,
): Destination<Kind> | undefined {
  const mounted = providers.find(({ id }) => path === `/${id}` || path.startsWith(`/${id}/`));
  if (mounted !== undefined) {
    const mount = `/${mounted.id}`;
    const own = path.slice(mount.length) || "/";
    return { provider: mounted, mount, path: own, operation: mounted.operationAt(method, own) };
  }
  const [only, ...others] = providers.filter((provider) => provider.operationAt(method, path) !== undefined);
  if (only === undefined || others.length > 0) return undefined;
  return { provider: only, mount: "", path, operation: only.operationAt(method, path) };
}
