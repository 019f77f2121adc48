import type { ClientContext } from "../call/client-context.ts";
import type { RunOptions } from "../call/client-options.ts";
import { failureText } from "../call/failure-text.ts";
import type { Operation } from "../call/operation.ts";
import { refusal } from "../check/check-request.ts";
import type { Attempt } from "./accounting.ts";
import { canonicalJson } from "./canonical-json.ts";

const longest = 255;

/**
 * What a call's idempotency key and tags add to its attempt.
 *
 * @throws InvalidRequestError where one is not a short text, or nothing keeps them
 */
export async function keyAndTags(
  context: ClientContext,
  operation: Operation,
  body: object,
  { idempotencyKey, tags = [] }: RunOptions,
): Promise<Pick<Attempt, "idempotencyKey" | "requestHash" | "tags">> {
  const wrong = idempotencyKey !== undefined && !isName(idempotencyKey) ? "idempotencyKey" : "tags";
  if (wrong === "idempotencyKey" || !Array.isArray(tags) || !tags.every(isName)) {
    const what = wrong === "tags" ? "texts" : "a text";
    throw refusal(operation, wrong, `${wrong} must be ${what} of 1 to ${longest} characters. Nothing was sent`);
  }
  if (idempotencyKey === undefined && tags.length === 0) return {};
  if (!context.accounting) {
    const field = idempotencyKey === undefined ? "tags" : "idempotencyKey";
    throw refusal(
      operation,
      field,
      `${field} needs a ledger to be kept in: set the client's accounting. Nothing was sent`,
    );
  }
  const unique = [...new Set<string>(tags)];
  return {
    ...(idempotencyKey && { idempotencyKey, ...(await hashOf(operation, body)) }),
    ...(unique.length > 0 && { tags: unique }),
  };
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "" && value.length <= longest;
}

/** The hash of a request as it is sent, whatever the order of its fields. A page that is not served securely has none. */
async function hashOf(operation: Operation, body: object): Promise<{ requestHash?: string }> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return {};
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(textOf(operation, body)));
  return { requestHash: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

function textOf(operation: Operation, body: object): string {
  try {
    return canonicalJson(body);
  } catch (cause) {
    const text = `the request cannot be written as JSON: ${failureText(cause)}. Nothing was sent`; // a circle, or a bigint
    throw refusal(operation, "extraBody", text);
  }
}
