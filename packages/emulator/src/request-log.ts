/** One request that the emulator has answered. */
export interface LoggedRequest {
  /** HTTP method. */
  readonly method: string;
  /** As the provider sees it, without the mount. */
  readonly path: string;
  /** Undefined where no provider has the path. */
  readonly provider: string | undefined;
  /** Undefined where no operation has the path. */
  readonly operationId: string | undefined;
  /** 0 where the connection was broken instead of an answer. */
  readonly status: number;
  /** When it came, in the provider's time. */
  readonly at: number;
}

/** The log is cut to so many entries, a tenth at a time: cutting at each request would move them all. */
const KEPT = 10_000;

/** The latest requests, oldest first. */
export function createRequestLog() {
  const entries: LoggedRequest[] = [];
  return {
    entries: entries as readonly LoggedRequest[],
    add(entry: LoggedRequest) {
      entries.push(entry);
      if (entries.length >= KEPT * 1.1) entries.splice(0, entries.length - KEPT);
    },
    clear: () => void entries.splice(0),
  };
}
