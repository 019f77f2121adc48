import type { ClientOptions, Cost, Provider } from "@seedbed/core";
import type { Spec } from "../spec/create-spec.ts";

/** Where the requests go. */
export interface ServerOptions {
  readonly provider: Provider;
  readonly spec: Spec;
  /** Base URL, key, fetch, clock, accounting: as for a client. */
  readonly client: ClientOptions;
  /** The worst that one request may cost, which is reserved before it leaves. */
  readonly cost: Cost | null;
  /** Once it aborts a job is not followed any more. */
  readonly stop?: AbortSignal;
}
