import { type Billed, SeedbedError } from "@seedbed/core";

/** A provider that was looked at, and what came of it. */
export interface ProviderTried {
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** e.g. `segmind/seedream-v5-lite`. */
  readonly model: string;
  /** Why it stood where it did in the order: `as given`, `at most $0.035 (price-table)`. */
  readonly place: string;
  /** `passed-over`: nothing was sent to it. `failed`: it was asked. */
  readonly outcome: "done" | "failed" | "passed-over";
  /** Whether it charged for it, as far as can be known. */
  readonly billed: Billed;
  /** Why it was left. What it was paid for stands here too: its job, its images. */
  readonly error?: SeedbedError;
}

/** Every provider of the family was asked or passed over, and none charged for it. `cause` is what the last said that was asked. */
export class NoProviderError extends SeedbedError {
  override readonly name = "NoProviderError";
}

/** Puts the providers that were tried on an error; out of sight of JSON, as the error itself is among theirs. */
export function withProviders<T extends object>(error: T, providers: readonly ProviderTried[]): T {
  return Object.defineProperty(error, "providers", { value: providers, configurable: true });
}

/** The providers that were tried before an error of `generateFromFamily`, in the order of asking. */
export function providersOf(error: unknown): readonly ProviderTried[] {
  const known = typeof error === "object" && error !== null && "providers" in error ? error.providers : undefined;
  return Array.isArray(known) ? known : [];
}
