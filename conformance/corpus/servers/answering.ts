import type { Serve } from "../emulated.ts";

/** Which of a server's answers are changed: by method, path and status. */
export interface Which {
  readonly method?: "GET" | "POST";
  readonly path?: RegExp;
  readonly status?: number;
}

/** An answer that can be taken apart. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A server whose answers are changed on their way out; downloads are left alone. */
export function answering(which: Which, change: (answer: Answered, turn: number) => Response) {
  return (serve: Serve): Serve => {
    let turn = 0;
    return async (request) => {
      const response = await serve(request);
      if (!isMeant(request, response, which)) return response;
      const { status, headers } = response;
      turn += 1;
      return change({ status, headers, text: await response.text() }, turn);
    };
  };
}

/** The same for the JSON of an answer. */
// biome-ignore lint/suspicious/noExplicitAny: a subject reaches anywhere into a body
export function json(which: Which, change: (body: any, turn: number) => unknown) {
  return answering(which, ({ status, headers, text }, turn) => {
    if (!headers.get("content-type")?.includes("json")) return new Response(text, { status, headers });
    const body = JSON.parse(text);
    const changed = change(body, turn);
    return new Response(JSON.stringify(changed === undefined ? body : changed), { status, headers });
  });
}

/** The same for the headers of an answer, its bytes kept. */
export function headers(which: Which, change: (headers: Headers) => void) {
  return (serve: Serve): Serve =>
    async (request) => {
      const response = await serve(request);
      if (!isMeant(request, response, which)) return response;
      const changed = new Headers(response.headers);
      change(changed);
      return new Response(await response.arrayBuffer(), { status: response.status, headers: changed });
    };
}

/** The same for its status. */
export function status(which: Which, to: number) {
  return (serve: Serve): Serve =>
    async (request) => {
      const response = await serve(request);
      if (!isMeant(request, response, which)) return response;
      return new Response(await response.arrayBuffer(), { status: to, headers: response.headers });
    };
}

/** A server that answers something of its own in place of the provider, in the turns that are told. */
export function instead(which: Which, answer: () => Response, turns: (turn: number) => boolean = () => true) {
  return (serve: Serve): Serve => {
    let turn = 0;
    return async (request) => {
      if (isDownload(request) || !fits(request, which)) return serve(request);
      turn += 1;
      return turns(turn) ? answer() : serve(request);
    };
  };
}

const isDownload = ({ url }: Request) => new URL(url).host.startsWith("files.");

function isMeant(request: Request, response: Response, which: Which): boolean {
  return !isDownload(request) && fits(request, which) && response.status === (which.status ?? 200);
}

function fits({ method, url }: Request, which: Which): boolean {
  return (which.method ?? method) === method && (which.path ?? /^/).test(new URL(url).pathname);
}
