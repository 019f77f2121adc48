import type { EmulationContext, EmulationIssue } from "@seedbed/core/emulation";

type Switches = EmulationContext["switches"];

/** Codes by status: 400, 402, 429 by the seed, 401 by the vendor, the others invented. */
const CODES: Record<number, string> = {
  400: "validation_failed",
  401: "invalid_api_key",
  402: "insufficient_credits",
  403: "permission_denied",
  404: "not_found",
  405: "method_not_allowed",
  410: "expired",
  415: "unsupported_media_type",
};

const TEXTS: Record<number, string> = {
  400: "Missing or invalid parameters.",
  401: "Invalid API key.",
  402: "Not enough credits. Top up your wallet.",
  403: "You may not do this.",
  404: "Not found.",
  405: "Method not allowed.",
  410: "The results have expired.",
  415: "Unsupported media type in request.",
  429: "Request was throttled.",
};

/** The body of an error. Only that of a 429 has ever been seen; the switches say how the others may look. */
export function errorBodyFor(
  status: number,
  switches: Switches,
  { text, code }: { text?: string; code?: string } = {},
): Record<string, string> {
  const [textKey = "error", codeKey = "error_code"] = String(switches.errorKeys).split("/");
  const usual = CODES[status] ?? "internal_error";
  const cased = switches.errorCodeCase === "upper" ? usual.toUpperCase() : usual;
  return {
    [textKey]: text ?? TEXTS[status] ?? "Internal server error.",
    // A code that a test asks for is meant as it is written.
    [codeKey]: code ?? (status === 429 ? String(switches.throttledCode) : cased),
  };
}

export const refuse = (status: number, switches: Switches, text?: string) =>
  Response.json(errorBodyFor(status, switches, text === undefined ? {} : { text }), { status });

/** 400 in the form of the other errors, or in the framework's own. */
export function refuseInvalid(issues: readonly EmulationIssue[], switches: Switches): Response {
  if (switches.validationForm === "text") return refuse(400, switches, issues.map(({ message }) => message).join("; "));
  const fields = issues.map(({ field, message }) => [field || "non_field_errors", [message]]);
  return Response.json(Object.fromEntries(fields), { status: 400 });
}

/** 400 for a body that cannot be read, in both forms: the framework names no field then. */
export function refuseUnread(text: string, switches: Switches): Response {
  return switches.validationForm === "text"
    ? refuse(400, switches, text)
    : Response.json({ detail: text }, { status: 400 });
}

/** 401 without a Bearer key, or with one that is not accepted. */
export function refuseKey(request: Request, { switches }: EmulationContext): Response | undefined {
  const key = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (key === undefined) return refuse(401, switches, "Authentication credentials were not provided.");
  return key === "invalid" ? refuse(401, switches) : undefined;
}

/** How long to wait, where the switch says so. */
export function throttledHeaders(seconds: number, switches: Switches): Record<string, string> {
  return switches.retryAfter === "on" ? { "retry-after": String(seconds) } : {};
}

/** 429 in the framework's words, seconds rounded up. */
export function refuseThrottled({ throttle, switches }: EmulationContext): Response | undefined {
  const waitMs = throttle();
  if (waitMs === 0) return undefined;
  const seconds = Math.ceil(waitMs / 1000);
  const text = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? "" : "s"}.`;
  return Response.json(errorBodyFor(429, switches, { text }), {
    status: 429,
    headers: throttledHeaders(seconds, switches),
  });
}
