import { type Answer, callOf, placeOf, requestIdOf } from "./answer.ts";
import { placeIn, type Validator } from "./check-request.ts";
import type { ClientContext } from "./client-context.ts";
import { type Billed, ResponseValidationError } from "./errors.ts";
import type { Drift } from "./generation.ts";
import type { Operation } from "./operation.ts";
import { headText } from "./read-body.ts";

/**
 * Reads an answer as JSON that fits the documented contract.
 *
 * @throws ResponseValidationError where it is no JSON or breaks its schema; what is merely new is reported as drift
 */
export function parseAnswer<T>(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  validator: Validator<T>,
): { value: T; drift: Drift[] } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(answer.bytes));
  } catch (cause) {
    const what =
      answer.bytes.length === 0
        ? "nothing"
        : answer.mediaType.includes("json")
          ? "JSON that cannot be read"
          : `${answer.mediaType || "no media type"} that is no JSON`;
    throw unreadable(context, operation, answer, `answered ${what}`, { cause });
  }
  const parsed = validator.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join(".") || "the body";
    throw unreadable(context, operation, answer, `answered a body that breaks its contract at ${field}`, { field });
  }
  const drift = parsed.undocumented.map(({ path, value }) => {
    const field = placeIn(path);
    return { field, message: `${field} is ${value === undefined ? "" : `"${value}", which is `}in no document` };
  });
  return { value: parsed.data, drift };
}

/** The error of a 200 that cannot be used. Whether a POST was billed is unknown then. */
export function unreadable(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  text: string,
  details: { cause?: unknown; field?: string; billed?: Billed } = {},
): ResponseValidationError {
  return new ResponseValidationError(`${placeOf(operation)} ${text}`, {
    ...callOf(context, operation),
    status: answer.status,
    billed: operation.method === "GET" ? "no" : "unknown",
    body: headText(answer.bytes, context.secrets()),
    ...requestIdOf(context, answer.headers),
    ...details,
  });
}
