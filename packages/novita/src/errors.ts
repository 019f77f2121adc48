import type { Dialect } from "@seedbed/core";

/** How Novita is spoken to and says no: `{"code": 403, "reason": "NOT_ENOUGH_BALANCE", "message": "…"}`; the reason decides. */
export const dialect: Dialect = {
  authorize: (apiKey) => ({ Authorization: `Bearer ${apiKey}` }),
  requestIdHeader: "x-trace-id",
  readError(body) {
    if (typeof body !== "object" || body === null) return {};
    const { reason, message } = body as { reason?: unknown; message?: unknown }; // both are looked at
    return { ...(typeof reason === "string" && reason ? { code: reason } : {}), ...(typeof message === "string" ? { message } : {}) };
  },
  refine({ code, message }) {
    // Codes of the shared tables keep their meaning under whatever status they come: balance came with 400 and with 403.
    if (code && /BALANCE_NOT_ENOUGH|NOT_ENOUGH_BALANCE/i.test(code)) return "InsufficientCreditsError";
    // The upstream's moderation arrives inside the message (third-party integration).
    return /SensitiveContentDetected/i.test(message) ? "ContentPolicyViolationError" : undefined;
  },
};
