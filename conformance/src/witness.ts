import type { Provider } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { Spec } from "./spec.ts";

/** A fetch that watches the traffic of one generation. */
export interface Witness {
  readonly fetch: typeof globalThis.fetch;
  /** What it saw that breaks the spec. */
  readonly findings: readonly Finding[];
}

/** Watches what a client and a server say to each other, and holds both against the spec. */
export function createWitness(
  provider: Provider,
  spec: Spec,
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): Witness {
  const findings: Finding[] = [];
  const base = baseUrl.replace(/\/+$/, "");
  return {
    findings,
    async fetch(input, init) {
      const request = new Request(input, init);
      const path = request.url.startsWith(`${base}/`)
        ? new URL(request.url).pathname.slice(new URL(base).pathname.replace(/\/$/, "").length)
        : undefined;
      if (path === undefined) return fetch(request); // a download
      const operation = spec.find(request.method, path);
      if (operation === undefined) {
        findings.push({
          field: "request.path",
          message: `${request.method} ${path} is no operation of ${provider.id}`,
        });
        return fetch(request);
      }
      if (request.method === "POST")
        record(findings, "request", spec.judgeRequest(operation, await request.clone().json()));
      const response = await fetch(request);
      const mediaType = response.headers.get("content-type")?.split(";")[0] ?? "";
      if (mediaType.includes("json"))
        record(
          findings,
          "response",
          spec.judgeResponse(operation, response.status, mediaType, await readable(response.clone())),
        );
      return response;
    },
  };
}

async function readable(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}

function record(findings: Finding[], side: string, found: readonly Finding[]): void {
  findings.push(...found.map((finding) => ({ ...finding, field: `${side}.${finding.field}` })));
}
