import type { Dialect } from "@seedbed/core";

/** How 3D AI Studio is spoken to and says no. The code stands in `error_code` or `code`, in either case; the words in `error`, `message` or `detail`. */
export const dialect: Dialect = {
  authorize: (apiKey) => ({ Authorization: `Bearer ${apiKey}` }),
  readError(body) {
    if (typeof body !== "object" || body === null) return {};
    const { error_code, code, error, message, detail } = body as Record<string, unknown>; // each is looked at
    const named = firstText(error_code, code);
    const words = firstText(message, detail, error);
    return { ...(named ? { code: named.toLowerCase() } : {}), ...(words ? { message: words } : {}) };
  },
};

function firstText(...candidates: unknown[]): string | undefined {
  return candidates.find((candidate): candidate is string => typeof candidate === "string" && candidate !== "");
}
