import { providersOf } from "@seedbed/compare";
import { isSeedbedError, plainText, type SeedbedError } from "@seedbed/core";
import { providersDocument } from "../session/generation-document.ts";
import type { Terminal } from "./terminal.ts";

/** What is known of a failure beside its error. */
export interface FailureContext {
  /** Sentences that tell how to go on. */
  readonly notes?: readonly string[];
  /** Nothing was paid then, whatever the emulated provider says. */
  readonly emulated?: boolean;
}

/** Tells a failure: as JSON where that was asked for, in words in any case. Gives the exit code. */
export function reportFailure(error: unknown, terminal: Terminal, json: boolean, context: FailureContext = {}): number {
  if (json) terminal.stdout(`${JSON.stringify({ error: errorDocument(error) })}\n`);
  terminal.stderr(`seedbed: ${explain(error, context)}\n`);
  if (terminal.env.SEEDBED_DEBUG && error instanceof Error) terminal.stderr(`${error.stack}\n`);
  else if (!isSeedbedError(error) && !isInputError(error)) {
    terminal.stderr("Set SEEDBED_DEBUG=1 to see where it happened.\n");
  }
  return exitCodeOf(error);
}

/** An error as `--json` prints it. Its JSON Schema is `schemas/error.schema.json`. */
export function errorDocument(error: unknown): Record<string, unknown> {
  if (isSeedbedError(error)) {
    const providers = providersDocument(providersOf(error));
    return { ...error.toJSON(), ...(providers.length > 0 ? { providers } : {}) };
  }
  if (isInputError(error)) return { name: "InvalidRequestError", message: messageOf(error), billed: "no" };
  return { name: "InternalError", message: messageOf(error), billed: "unknown" };
}

/** 2 where nothing was sent since the call was wrong, else 1. */
export function exitCodeOf(error: unknown): number {
  if (!isSeedbedError(error)) return isInputError(error) ? 2 : 1;
  if (error.name === "BudgetExceededError" || error.name === "LedgerError") return 2;
  const refusedHere = error.status === undefined && error.billed === "no" && error.job === undefined;
  return refusedHere && (error.name === "InvalidRequestError" || error.name === "AuthenticationError") ? 2 : 1;
}

/** An error for a person: what failed, whether it was paid for, and what can be done. */
export function explain(error: unknown, { notes = [], emulated = false }: FailureContext = {}): string {
  if (!isSeedbedError(error)) return messageOf(error);
  const lines = [error.message, ...billing(error, emulated)];
  if (error.retryAfterMs !== undefined) {
    lines.push(`The provider asks to wait ${Math.ceil(error.retryAfterMs / 1000)} s.`);
  }
  const { images } = error.toJSON(); // without the key, which an address may hold
  for (const image of Array.isArray(images) ? images : [])
    if (!("path" in image) && image.url) lines.push(`Not saved: ${plainText(image.url)}`);
  return [...lines, ...notes].join("\n");
}

function billing(error: SeedbedError, emulated: boolean): string[] {
  if (error.billed === "no") return [];
  if (emulated) return ["It was emulated: nothing was paid."];
  if (error.billed === "yes") return ["It was billed."];
  const request = error.requestId ? ` for request ${error.requestId}` : "";
  return [`Whether it was billed is not known: see the usage page of ${error.provider ?? "the provider"}${request}.`];
}

function isInputError(error: unknown): boolean {
  return error instanceof Error && error.name === "InputError";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
