import type { Fetch } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { Spec } from "../spec/create-spec.ts";

/** One exchange as a witness saw it. */
export interface SeenExchange {
  /** The operation of the spec; absent where it is none, or a download. */
  readonly operation?: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
  /** Absent where nothing was sent. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** A fetch that watches the traffic of one generation. */
export interface Witness {
  readonly fetch: Fetch;
  /** What it saw that the spec does not allow, or does not name. */
  readonly findings: readonly Finding[];
  /** What it saw of the provider's API, downloads left out. */
  readonly exchanges: readonly SeenExchange[];
}

/** Watches what a client and a server say to each other, and holds both against the spec. */
export function createWitness(spec: Spec, baseUrl: string, fetch: Fetch): Witness {
  const findings: Finding[] = [];
  const exchanges: SeenExchange[] = [];
  const base = baseUrl.replace(/\/+$/, "");
  const record = (side: string, found: readonly Finding[]) =>
    findings.push(...found.map((finding) => ({ ...finding, field: `${side}.${finding.field}` })));
  return {
    findings,
    exchanges,
    async fetch(url, init) {
      const request = new Request(url, init);
      const onward = () => fetch(url, init);
      if (!request.url.startsWith(`${base}/`)) return onward(); // a download
      const { pathname, search } = new URL(request.url);
      const path = pathname.slice(new URL(base).pathname.replace(/\/$/, "").length);
      const body = request.method === "POST" ? readable(await request.text()) : undefined;
      const seen = { method: request.method, path: path + search, headers: Object.fromEntries(request.headers), body };
      const operation = spec.find(request.method, path);
      record("request", spec.judgeRequest(seen));
      const response = await onward();
      const headers = Object.fromEntries(response.headers);
      const isJson = /json/i.test(headers["content-type"] ?? "");
      const answer = {
        status: response.status,
        headers,
        body: isJson ? readable(await response.clone().text()) : undefined,
      };
      if (operation) record("response", spec.judgeResponse(operation, answer));
      exchanges.push({
        ...(operation ? { operation: operation.id } : {}),
        request: { method: seen.method, path: seen.path, body },
        response: answer,
      });
      return response;
    },
  };
}

/** The JSON of a text; undefined where it is none. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
