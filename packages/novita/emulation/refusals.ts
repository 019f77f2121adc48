import type { EmulationContext } from "@seedbed/core/emulation";

/** The envelope: status, reason in capitals, text, and an object that is empty in every sample. */
const envelope = (code: number, reason: string, message: string) => ({ code, reason, message, metadata: {} });

/** Reasons for errors that a test orders by status, from the tables of the vendor. */
const REASONS: Record<number, readonly [reason: string, message: string]> = {
  400: ["INVALID_REQUEST_BODY", "invalid request body"],
  401: ["FAILED_TO_AUTH", "failed to authenticate API key"],
  403: ["NOT_ENOUGH_BALANCE", "not enough balance"],
  404: ["API_NOT_FOUND", "API not found"],
  429: ["RATE_LIMIT_EXCEEDED", "Too many requests, please try again later"],
  500: ["TASK_FAILED", "task failed"],
  503: ["SERVICE_NOT_AVAILABLE", "service not available"],
  504: ["GATEWAY_TIMEOUT", "gateway timeout"],
};

export function errorBodyFor(status: number, code?: string): unknown {
  const [reason, message] = REASONS[status] ?? ["INTERNAL_ERROR", "internal error"];
  // The vendor's table gives no texts: ours says the code in small letters, as the texts that were seen do.
  if (code !== undefined && code !== reason) return envelope(status, code, code.toLowerCase().replaceAll("_", " "));
  return envelope(status, reason, message);
}

/** The id of a call: 32 hex digits. */
export function traceHeader({ uuid, switches }: EmulationContext): Record<string, string> {
  return switches.traceHeader === "sent" ? { "x-trace-id": uuid().replaceAll("-", "") } : {};
}

/** An answer, with the id of its call. Its headers stay plain, which a server writes in half the time. */
export function answer(body: unknown, context: EmulationContext, status = 200): Response {
  const headers = { "content-type": "application/json", ...traceHeader(context) };
  return new Response(JSON.stringify(body), { status, headers });
}

export const refuse = (status: number, reason: string, message: string, context: EmulationContext) =>
  answer(envelope(status, reason, message), context, status);

/** The error that is usual for a status. */
export const refuseWith = (status: number, context: EmulationContext) => answer(errorBodyFor(status), context, status);

export function refuseKey(request: Request, context: EmulationContext): Response | undefined {
  const key = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (key !== undefined && key !== "invalid") return undefined;
  if (context.switches.authErrors === "observed") return refuseWith(401, context);
  return key === undefined
    ? refuse(400, "MISSING_API_KEY", "missing API key", context)
    : refuse(403, "INVALID_API_KEY", "invalid API key", context);
}

export function refuseBalance(context: EmulationContext): Response {
  return context.switches.balanceError === "403"
    ? refuseWith(403, context)
    : refuse(400, "BILLING_BALANCE_NOT_ENOUGH", "insufficient balance", context);
}

/** 429 with the time to wait where the switch says so. */
export function refuseThrottled(context: EmulationContext): Response | undefined {
  const waitMs = context.throttle();
  if (waitMs === 0) return undefined;
  const response = refuseWith(429, context);
  if (context.switches.retryAfter === "seconds") response.headers.set("retry-after", String(Math.ceil(waitMs / 1000)));
  return response;
}

export function refusePrompt(context: EmulationContext): Response {
  const upstream = { error: { code: "InputTextSensitiveContentDetected", message: "illegal prompt" } };
  const isPlain = context.switches.moderationMessage === "plain";
  return refuse(400, "ILLEGAL_PROMPT", isPlain ? "illegal prompt" : JSON.stringify(upstream), context);
}
