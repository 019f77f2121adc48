/** What is handed to a client's `api` for one attempt. */
export interface TransmitInit {
  /** The client's own, which applies its limits. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What every call carries, the key among them. */
  readonly headers: Record<string, string>;
  /** No redirect is followed unseen. */
  readonly redirect: "manual";
}

/** Sends one request by a client's `api`: `(init) => api.POST("/path", { body, ...init })`. */
export type Transmit = (init: TransmitInit) => Promise<unknown>;
