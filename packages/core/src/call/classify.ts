import { headText } from "../network/read-body.ts";
import { printableText, redact } from "../redaction/redact.ts";
import { callOf, placeOf, requestIdOf } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import { type Billed, type ErrorDetails, type ErrorName, errorClasses, type SeedbedError } from "./errors.ts";
import type { KeptAnswer } from "./kept-answer.ts";
import type { ErrorFact, Operation } from "./operation.ts";
import { readRetryAfterMs } from "./retry-after-ms.ts";

/** A page of HTML, or bytes that are no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text has
const isNoSentence = /^<|[\u0000-\u0008\ufffd]/;

/**
 * An answer that says no, as one of Seedbed's errors: by the provider's table first, by the status where the table is silent.
 *
 * @param answer - kept on the error if it may have been billed
 */
export function errorFromAnswer(
  context: ClientContext,
  operation: Operation,
  response: Response,
  bytes: Uint8Array,
  answer?: KeptAnswer,
): SeedbedError {
  const { status, headers } = response;
  const secrets = context.secrets();
  const text = headText(bytes, secrets).trim();
  const { code, message } = context.dialect.readError(parse(bytes));
  const fact = factOf(operation.errors, status, code);
  const words = redact(message ?? (isNoSentence.test(text) ? "" : text), secrets)
    .replace(/\s+/g, " ")
    .slice(0, 300);
  const location = status >= 300 && status < 400 ? headers.get("location") : null;
  const name =
    context.dialect.refine?.({ status, message: words, ...(code && { code }) }) ?? fact?.error ?? byStatus(status);
  const wait = status === 429 || status === 503 ? readRetryAfterMs(headers, text, context.clock.now()) : undefined;
  const billed = operation.method === "GET" ? "no" : (fact?.billed ?? billedBy(status));
  const details: ErrorDetails = {
    ...callOf(context, operation),
    ...requestIdOf(context, headers),
    status,
    billed,
    code: code || undefined,
    body: text || undefined,
    answer: billed === "no" ? undefined : answer,
    retryAfterMs: wait,
  };
  const shownCode = code && printableText(code, secrets, 100);
  const isNamed = !code || words.toLowerCase().includes(code.toLowerCase());
  const named = isNamed ? words : `${words} (${shownCode})`.trim();
  const elsewhere =
    location === null ? "" : ` (a redirect to ${printableText(location, secrets, 200)}, which was not followed)`;
  return new errorClasses[name](
    `${placeOf(operation)} failed with ${status}${elsewhere}${named ? `: ${named}` : ""}`,
    details,
  );
}

function factOf(facts: readonly ErrorFact[], status: number, code: string | undefined): ErrorFact | undefined {
  const ofStatus = facts.filter((fact) => fact.status === status);
  return (
    ofStatus.find((fact) => code !== undefined && fact.code?.toLowerCase() === code.toLowerCase()) ??
    ofStatus.find((fact) => fact.code === null)
  );
}

/** Statuses of 4xx that say something of the servers on the way, and nothing of the request: the last three that it was not taken on. */
const onTheWay: readonly number[] = [407, 408, 421, 424, 425];

function byStatus(status: number): ErrorName {
  if (status === 401 || status === 403) return "AuthenticationError";
  if (status === 402) return "InsufficientCreditsError";
  if (status === 404 || status === 410) return "NotFoundError";
  if (status === 429) return "RateLimitError";
  if (onTheWay.includes(status)) return "ProviderError";
  if (status >= 400 && status < 500) return "InvalidRequestError";
  return "ProviderError";
}

/**
 * A refusal costs nothing. Of a time-out, a redirect or a fault inside the provider no one can tell, nor of a 407, which only a proxy
 * gives: not on whose behalf, and after what. 307 and 308 ask to send it elsewhere.
 */
function billedBy(status: number): Billed {
  if (status === 307 || status === 308) return "no";
  return status >= 400 && status < 500 && status !== 407 && status !== 408 ? "no" : "unknown";
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
