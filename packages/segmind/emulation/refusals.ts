import type { EmulationContext, EmulationIssue } from "@seedbed/core/emulation";

const PAGE_405 = "<!doctype html><html><head><title>405 Method Not Allowed</title></head><body></body></html>";

/** Segmind's error body has a text and no code. */
export const errorBody = (message: string) => ({ error: message });

/** Texts of errors that a test orders by status; ours, but for the meaning. */
const TEXTS: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized. API key is invalid or may have expired",
  403: "Insufficient permissions",
  404: "Model not found",
  406: "Insufficient credits",
  410: "This model has been retired",
  422: "The generation failed",
  429: "Too many requests",
  502: "Bad gateway",
  504: "Request timed out",
};

/** As a test orders it. 405 alone is a page. */
export const errorBodyFor = (status: number) =>
  status === 405 ? PAGE_405 : errorBody(TEXTS[status] ?? "Internal server error");

export const refuse = (status: number, message: string, headers: Record<string, string> = {}) =>
  Response.json(errorBody(message), { status, headers });

export const refuseMethod = (allow: "GET" | "POST") =>
  new Response(PAGE_405, { status: 405, headers: { "content-type": "text/html", allow } });

/** 401 without a key, or with one that is not accepted. */
export function refuseKey(request: Request, { switches }: EmulationContext): Response | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const key = request.headers.get("x-api-key") ?? (switches.bearer === "accepted" ? bearer : undefined);
  if (key && key !== "invalid") return undefined;
  const text = key ? (TEXTS[401] ?? "") : "Missing Authorization or x-api-key in header";
  if (switches.authErrorForm === "error") return refuse(401, text);
  return Response.json({ error: "Unauthorized", error_description: text, status_code: 401 }, { status: 401 });
}

/** 406, the status of too little credit. */
export function refuseCredits(costUsd: number, { wallet, switches }: EmulationContext): Response {
  const numbers = switches.creditsMessage === "bare" ? "" : `: balance ${wallet.balance()}, cost ${costUsd}`;
  return refuse(406, `Insufficient credits${numbers}`);
}

/** When the limit opens again. */
export function throttledHeaders(waitMs: number, { clock, switches }: EmulationContext): Record<string, string> {
  const reset = new Date(clock.now() + waitMs).toISOString();
  const formats: Record<string, string> = {
    iso: reset,
    "iso-without-zone": reset.slice(0, 19).replace("T", " "),
    "epoch-seconds": String(Math.ceil(Date.parse(reset) / 1000)),
  };
  return {
    "x-rate-limit-reset-at-utc": formats[String(switches.resetFormat)] ?? reset,
    ...(switches.retryAfter === "seconds" && { "retry-after": String(Math.ceil(waitMs / 1000)) }),
  };
}

/** 429 with the time at which the limit opens again. */
export function refuseThrottled(context: EmulationContext): Response | undefined {
  const waitMs = context.throttle();
  return waitMs === 0 ? undefined : refuse(429, "Too many requests", throttledHeaders(waitMs, context));
}

export function refuseInvalid(issues: readonly EmulationIssue[], { switches }: EmulationContext): Response | undefined {
  const [first, ...others] = issues.filter(
    ({ keyword }) => keyword !== "additionalProperties" || switches.unknownFields !== "ignored",
  );
  if (first === undefined) return undefined;
  const isEnumOnly = [first, ...others].every(({ keyword }) => keyword === "enum");
  const message = [first, ...others].map((issue) => issue.message).join("; ");
  return refuse(isEnumOnly ? Number(switches.enumStatus) : 400, message);
}
