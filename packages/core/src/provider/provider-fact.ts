import type { RateLimit } from "../call/rate-limit.ts";

/** What the spec says of a company that serves the model. */
export interface ProviderFact {
  /** The folder name everywhere, e.g. `acme`. */
  readonly id: string;
  /** For people, e.g. `Acme`. */
  readonly displayName: string;
  /** e.g. `createAcme`. */
  readonly createFunction: string;
  /** The environment variable that holds the key. */
  readonly keyVariable: string;
  /** Where it is, without a slash at the end. */
  readonly baseUrl: string;
  /** null where it depends on the plan or no document says. */
  readonly rateLimit: RateLimit | null;
}
