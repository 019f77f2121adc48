import { APICallError } from "@ai-sdk/provider";
import { isSeedbedError, type Provider } from "@seedbed/core";

/**
 * An error in the form that users of the AI SDK know, with Seedbed's own as its cause (with the images that were paid for, the
 * job, whether it was billed). It never says that it can be retried: the waits that a provider asks for are behind it, and a
 * paid request must not be sent again by a library that does not know whether it was billed.
 */
export function wrapError(error: unknown, provider: Provider, requestBodyValues: unknown): unknown {
  if (!isSeedbedError(error) || error.name === "AbortError") return error;
  return new APICallError({
    message: error.message,
    url: `${provider.baseUrl}${provider.operations[error.operation ?? ""]?.path ?? ""}`,
    requestBodyValues,
    ...(error.status === undefined ? {} : { statusCode: error.status }),
    ...(error.body === undefined ? {} : { responseBody: error.body }),
    isRetryable: false,
    cause: error,
    data: JSON.parse(JSON.stringify(error)), // the failures of several generations are errors within it
  });
}
