import { BodyTooLargeError, joinChunks } from "../network/read-body.ts";

/** A request's body that can be looked into and is still there, whole, to be sent on. */
export interface ProxyBody {
  /** The request with a copy of the body, which is read as it is asked for and breaks off beyond the limit. */
  readonly copy: Request;
  /** Whether more than the limit came. */
  isTooLarge(): boolean;
  /**
   * The body whole, however its length was stated.
   *
   * @throws BodyTooLargeError as soon as it is larger than the limit
   */
  whole(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Holds what is read of a request's body, and no more than the limit. Nothing is read before someone asks for it. */
export function proxyBody(request: Request, limitBytes: number): ProxyBody {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  async function next(): Promise<Uint8Array | undefined> {
    reader ??= request.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    if (!value) return undefined;
    sizeBytes += value.byteLength;
    if (sizeBytes > limitBytes) {
      reader?.cancel().catch(() => {}); // the rest is not wanted, nor is why it could not be refused
      throw new BodyTooLargeError(limitBytes);
    }
    chunks.push(value);
    return value;
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await next();
        if (chunk)
          controller.enqueue(chunk.slice()); // the reader's own
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const init = { body, duplex: "half" };
  return {
    copy: new Request(request, init), // a browser's type knows no `duplex`
    isTooLarge: () => sizeBytes > limitBytes,
    async whole() {
      while (await next()) {}
      return joinChunks(chunks);
    },
  };
}
