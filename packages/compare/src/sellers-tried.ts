import { type Billed, SeedbedError } from "@seedbed/core";

/** A seller that was looked at, and what came of it. */
export interface SellerTried {
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

/** Every seller of the family was asked or passed over, and none charged for it. `cause` is what the last said that was asked. */
export class NoSellerError extends SeedbedError {
  override readonly name = "NoSellerError";
}

/** Puts the sellers that were tried on an error; out of sight of JSON, as the error itself is among theirs. */
export function withSellers<T extends object>(error: T, sellers: readonly SellerTried[]): T {
  return Object.defineProperty(error, "sellers", { value: sellers, configurable: true });
}

/** The sellers that were tried before an error of `generateFromFamily`, in the order of asking. */
export function sellersOf(error: unknown): readonly SellerTried[] {
  const known = typeof error === "object" && error !== null && "sellers" in error ? error.sellers : undefined;
  return Array.isArray(known) ? known : [];
}
