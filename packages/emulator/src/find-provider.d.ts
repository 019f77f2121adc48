import type { Operation } from "./operations.ts";
import type { Provider } from "./provider.ts";
/** What finding a provider needs of it. */
export type Mounted = Pick<Provider, "id" | "operationAt">;
/** Where a request goes: to which provider, and to which path of its own. */
export interface Destination<Kind extends Mounted = Provider> {
  readonly provider: Kind;
  readonly path: string;
  readonly operation: Operation | undefined;
}
/**
 * Finds the provider of a path: by its mount `/<id>`, else, at the root, by the operations of the providers.
 * A root path that two providers have belongs to neither.
 */
export declare function findProvider<Kind extends Mounted>(
  providers: readonly Kind[],
  method: string,
  path: string,
): Destination<Kind> | undefined;
