import { placeIn, show, type Validator, valueAt } from "../check/check-request.ts";
import { findBroken, findUndocumented, fits, type Path } from "../check/walk-schema.ts";
import { headText } from "../network/read-body.ts";
import { type Answer, callOf, placeOf, requestIdOf } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import { type ErrorDetails, ResponseValidationError } from "./errors.ts";
import type { Drift } from "./generation.ts";
import { keepAnswer } from "./kept-answer.ts";
import type { Operation } from "./operation.ts";

/**
 * Reads an answer as JSON that fits the documented contract.
 *
 * @throws ResponseValidationError where it is not valid JSON or breaks its schema; what is merely new is reported as drift
 */
export function parseAnswer<T>(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  validator: Validator<T>,
): { value: T; drift: Drift[] } {
  const value = jsonOf(context, operation, answer, new TextDecoder("utf-8", { fatal: true }));
  if (!fits(validator, value)) throw brokenAt(context, operation, answer, findBroken(validator, value)[0]);
  return { value, drift: undocumentedIn(validator, value) };
}

/**
 * Reads an answer of which only some fields bind, such as one that was paid for: all else that breaks the documented contract
 * is drift.
 *
 * @param binding - the fields that must be as documented; none, if the caller looks at the value itself
 * @throws ResponseValidationError if it is not JSON, or breaks its schema at one of those
 */
export function readAnswer(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  validator: Validator<unknown>,
  binding: readonly string[] = [],
): { value: unknown; drift: Drift[] } {
  const value = jsonOf(context, operation, answer, new TextDecoder());
  const broken = findBroken(validator, value);
  const bound = broken.find(([field]) => binding.some((name) => field === undefined || name === field));
  if (bound) throw brokenAt(context, operation, answer, bound);
  const garbled = binding.find((field) => String(valueAt(value, [field])).includes("\ufffd")); // bytes that are not UTF-8
  if (garbled) throw brokenAt(context, operation, answer, [garbled]);
  if (broken.length === 0) return { value, drift: undocumentedIn(validator, value) };
  const drift = broken.map((path) => {
    const field = placeIn(path) || "the answer";
    return {
      field,
      message: `${field} is ${show(valueAt(value, path), context.secrets())}, which is in no document`,
    };
  });
  return { value, drift };
}

function undocumentedIn(validator: Validator<unknown>, answer: unknown): Drift[] {
  return findUndocumented(validator, answer).map(({ path, value }) => {
    const field = placeIn(path);
    return { field, message: `${field} is ${value === undefined ? "" : `"${value}", which is `}in no document` };
  });
}

function brokenAt(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  path: Path | undefined,
): ResponseValidationError {
  const field = path?.join(".") || "the body";
  return unreadable(context, operation, answer, `answered a body that breaks its contract at ${field}`, { field });
}

function jsonOf(context: ClientContext, operation: Operation, answer: Answer, decoder: TextDecoder): unknown {
  try {
    return JSON.parse(decoder.decode(answer.bytes));
  } catch (cause) {
    const what =
      answer.bytes.length === 0
        ? "nothing"
        : answer.mediaType.includes("json")
          ? "JSON that cannot be read"
          : `${answer.mediaType || "no media type"} that is not valid JSON`;
    throw unreadable(context, operation, answer, `answered ${what}`, { cause });
  }
}

/** The error of a 200 that cannot be used. Whether a POST was billed is unknown then. */
export function unreadable(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  text: string,
  details: ErrorDetails = {},
): ResponseValidationError {
  return new ResponseValidationError(`${placeOf(operation)} ${text}`, {
    ...callOf(context, operation),
    status: answer.status,
    billed: operation.method === "GET" ? "no" : "unknown",
    body: headText(answer.bytes, context.secrets()),
    answer: keepAnswer([answer.bytes], answer.mediaType),
    ...requestIdOf(context, answer.headers),
    ...details,
  });
}
