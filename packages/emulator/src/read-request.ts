interface Read {
  readonly method: string;
  readonly headers: Headers;
  /** None where there is none. */
  readonly body?: Uint8Array<ArrayBuffer>;
}

const decoder = new TextDecoder();

/**
 * A request whose body has been read. What emulations ask for is at hand; the rest is asked of a true Request, which is made
 * only then: making one for every call cost more than answering it.
 */
export function readRequest(url: string, { method, headers, body }: Read): Request {
  let made: Request | undefined;
  const whole = () => {
    made ??= new Request(url, { method, headers, ...(body && { body }) });
    return made;
  };
  const text = () => (body === undefined ? "" : decoder.decode(body));
  const light = {
    url,
    method,
    headers,
    text: async () => text(),
    json: async (): Promise<unknown> => JSON.parse(text()),
    arrayBuffer: async () => (body === undefined ? new ArrayBuffer(0) : body.slice().buffer),
  };
  const proxy = new Proxy(light, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name);
      const value: unknown = Reflect.get(whole(), name);
      return typeof value === "function" ? value.bind(whole()) : value;
    },
    getPrototypeOf: () => Request.prototype,
  });
  // It has all that a Request has, by what is above.
  return proxy as object as Request;
}
