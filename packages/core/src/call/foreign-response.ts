/**
 * The answer of a caller's own `fetch`. One of another library may have its headers in a plain object or a Map, no `ok`, and a body
 * that is a stream of Node or comes only whole: it may have been paid for all the same.
 *
 * @throws TypeError if it is none
 */
export function responseOf(answer: Response): Response {
  return answer instanceof Response ? answer : asResponse(answer);
}

/** What other libraries answer with. */
interface ForeignResponse {
  readonly status: number;
  readonly type?: string;
  readonly headers?: { get?: unknown };
  readonly body?: (AsyncIterable<unknown> & { getReader?: unknown }) | null;
  arrayBuffer?(): Promise<ArrayBuffer>;
}

function asResponse(answer: ForeignResponse): Response {
  const { status, type, headers = {} } = answer;
  const read = {
    status,
    type,
    ok: status >= 200 && status < 300,
    headers: typeof headers.get === "function" ? headers : new Headers(headers as Record<string, string>),
    body: typeof answer.body?.getReader === "function" ? answer.body : streamOf(partsOf(answer)),
  };
  return read as unknown as Response; // nothing else is read of it
}

/** Its body part by part. */
async function* partsOf(answer: ForeignResponse): AsyncGenerator<unknown> {
  if (answer.body) yield* answer.body;
  else if (answer.arrayBuffer) yield answer.arrayBuffer();
}

function streamOf(parts: AsyncGenerator<unknown>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(bytesOf(value));
      },
      cancel: async () => void (await parts.return(undefined)),
    },
    { highWaterMark: 0 }, // nothing is read before it is asked for
  );
}

/**
 * A part of a body as bytes.
 *
 * @throws TypeError if it is none
 */
export function bytesOf(part: unknown): Uint8Array {
  if (part instanceof Uint8Array) return part;
  if (typeof part === "string") return new TextEncoder().encode(part);
  if (part instanceof ArrayBuffer) return new Uint8Array(part);
  throw new TypeError("a part of the answer is neither bytes nor text");
}
