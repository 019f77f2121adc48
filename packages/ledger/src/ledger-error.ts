import { SeedbedError } from "@seedbed/core";

/** The ledger's file cannot be used: nothing was sent, as nothing could be kept of it. */
export class LedgerError extends SeedbedError {
  override readonly name = "LedgerError";
}
