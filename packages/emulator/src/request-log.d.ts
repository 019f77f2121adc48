/** One request that the emulator has answered. */
export interface LoggedRequest {
  readonly method: string;
  /** As the provider sees it, without the mount. */
  readonly path: string;
  /** Undefined where no provider has the path. */
  readonly provider: string | undefined;
  readonly operationId: string | undefined;
  /** 0 where the connection was broken instead of an answer. */
  readonly status: number;
  /** When it came, in the provider's time. */
  readonly at: number;
}
/** The latest requests, oldest first. */
export declare function createRequestLog(): {
  entries: readonly LoggedRequest[];
  add(entry: LoggedRequest): void;
};
