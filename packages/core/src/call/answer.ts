import { printableText } from "../redaction/redact.ts";
import type { ClientContext } from "./client-context.ts";
import type { ErrorDetails } from "./errors.ts";
import type { Drift } from "./generation.ts";
import type { Operation } from "./operation.ts";

/** A successful HTTP answer, read whole. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** As they came. */
  readonly headers: Headers;
  /** The body, whole. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without parameters, lower case; empty where the answer names none. */
  readonly mediaType: string;
  /** By the client's clock, in milliseconds since 1970. */
  readonly sentAtMs: number;
  /** By the client's clock, in milliseconds since 1970. */
  readonly receivedAtMs: number;
  /** Waited before it was sent, in milliseconds. */
  readonly waitedMs: number;
}

/** An answer's place, for messages: `segmind seedreamV3TextToImage`. */
export function placeOf(operation: Operation): string {
  return `${operation.provider} ${operation.operationId}`;
}

/** What every error of a call says of it. */
export function callOf(context: ClientContext, { provider, operationId }: Operation): ErrorDetails {
  return { provider, operation: operationId, secrets: context.secrets() };
}

/** The provider's own id of the request. */
export function requestIdOf(context: ClientContext, headers: Headers): { requestId?: string } {
  const name = context.dialect.requestIdHeader;
  const requestId = name && headers.get(name);
  return requestId ? { requestId: printableText(requestId, context.secrets()) } : {};
}

const mostDrift = 100;

/** What no document describes, as it may be shown: a provider chooses the names and the values in it. */
export function printableDrift(context: ClientContext, drift: readonly Drift[]): Drift[] {
  const shown = drift.slice(0, mostDrift).map(({ field, message }) => ({
    field: printableText(field, context.secrets()),
    message: printableText(message, context.secrets()),
  }));
  const more = drift.length - shown.length;
  return more > 0 ? [...shown, { field: "", message: `${more} more are in no document` }] : shown;
}

/** The media type of an answer, without parameters. */
export function mediaTypeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
