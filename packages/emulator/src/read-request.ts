interface Read {
  readonly method: string;
  readonly headers: Headers;
  /** None where there is none. */
  readonly body?: Uint8Array<ArrayBuffer>;
  /** What stood before the provider's path. */
  readonly prefix?: string;
}

const decoder = new TextDecoder();

/** A request whose body has been read: what emulations ask for is at hand. */
class ReadRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly #body: Uint8Array<ArrayBuffer> | undefined;
  readonly #prefix: string;
  #whole: Request | undefined;

  constructor(url: string, { method, headers, body, prefix = "" }: Read) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.#body = body;
    this.#prefix = prefix;
  }
  static prefixOf(request: object): string {
    return #prefix in request ? request.#prefix : "";
  }
  async text(): Promise<string> {
    return this.#body === undefined ? "" : decoder.decode(this.#body);
  }
  async json(): Promise<unknown> {
    return JSON.parse(this.#body === undefined ? "" : decoder.decode(this.#body));
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#body === undefined ? new ArrayBuffer(0) : this.#body.slice().buffer;
  }
  /** The rest is asked of a true Request, which is made only then: making one for every call cost more than answering it. */
  whole(): Request {
    const body = this.#body;
    this.#whole ??= new Request(this.url, { method: this.method, headers: this.headers, ...(body && { body }) });
    return this.#whole;
  }
}

for (const name of Object.getOwnPropertyNames(Request.prototype)) {
  if (["url", "method", "headers"].includes(name) || name in ReadRequest.prototype) continue;
  Object.defineProperty(ReadRequest.prototype, name, {
    get(this: ReadRequest): unknown {
      const whole = this.whole();
      const value: unknown = Reflect.get(whole, name);
      return typeof value === "function" ? value.bind(whole) : value;
    },
  });
}
Object.setPrototypeOf(ReadRequest.prototype, Request.prototype);

/** Makes a request of what was read. */
export function readRequest(url: string, read: Read): Request {
  return new ReadRequest(url, read) as object as Request; // it has all that a Request has, by what is above
}

/** Where a request that was read came in: below it stand the provider's paths for whoever sent it. */
export function addressOf(request: Request): string {
  return `${new URL(request.url).origin}${ReadRequest.prefixOf(request)}`;
}
