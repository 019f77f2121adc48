/** What `fetch` throws: its own error around the runtime's. */
export function fetchFailed(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}

export function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${syscall ?? "it"} ${code}`), { code, ...(syscall ? { syscall } : {}) });
}

export const refused = () => fetchFailed(systemError("ECONNREFUSED", "connect"));
export const reset = () => fetchFailed(systemError("ECONNRESET", "read"));

/** A body that breaks off, or never goes on, after its first bytes. */
export function brokenBody(first: string | Uint8Array, end: Error | "hangs"): ReadableStream<Uint8Array> {
  let given = false;
  return new ReadableStream({
    pull(controller) {
      if (!given) {
        given = true;
        controller.enqueue(typeof first === "string" ? new TextEncoder().encode(first) : first);
      } else if (end !== "hangs") {
        controller.error(end);
      } else {
        return new Promise(() => {});
      }
    },
  });
}

/** What a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error,
  );
}
