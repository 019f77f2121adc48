import type { RateLimit } from "../call/rate-limit.ts";

/** What the spec says of a company that serves the model. */
export interface ProviderFact {
  /** The folder name everywhere, e.g. `3daistudio`. */
  readonly id: string;
  /** For people, e.g. `3D AI Studio`. */
  readonly displayName: string;
  /** e.g. `create3DAIStudio`. */
  readonly createFunction: string;
  /** The environment variable that holds the key. */
  readonly keyVariable: string;
  /** Where it is, without a slash at the end. */
  readonly baseUrl: string;
  /** null where it depends on the plan or no document says. */
  readonly rateLimit: RateLimit | null;
}
