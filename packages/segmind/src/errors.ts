import type { Dialect } from "@seedbed/core";

/** How Segmind is spoken to and says no: `{"error": "…"}`, without codes; the status decides. */
export const dialect: Dialect = {
  authorize: (apiKey) => ({ "x-api-key": apiKey }),
  requestIdHeader: "x-request-id",
  readError(body) {
    const error = typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
    return typeof error === "string" ? { message: error } : {};
  },
  // Segmind also sends 406 for a wrong content type or a rejected value (vendor documents).
  refine: ({ status, message }) =>
    status === 406 && /content.?type|parameter|must be one of/i.test(message) && !/credit|balance/i.test(message)
      ? "InvalidRequestError"
      : undefined,
};
