import type { Subject } from "../subject.ts";
import { answering, headers, instead, status } from "./answering.ts";

const page = (code: number) => () =>
  new Response("<html><h1>Bad gateway</h1></html>", { status: code, headers: { "content-type": "text/html" } });

/** Servers whose status or headers are not what is documented. */
export const heads: readonly Subject[] = [
  {
    name: "answers-201",
    provider: "3daistudio",
    verdict: "drift",
    at: /^response\.status: .*answered 201/,
    server: status({ method: "POST" }, 201),
  },
  {
    name: "answers-202-with-the-result",
    provider: "novita",
    verdict: "drift",
    at: /^response\.status: .*answered 202/,
    server: status({}, 202),
  },
  {
    name: "refuses-with-422",
    provider: "novita",
    verdict: "drift",
    at: /^response\.status: .*answered 422/,
    server: status({ status: 400 }, 422),
  },
  {
    name: "refuses-with-404",
    provider: "novita",
    verdict: "violation",
    at: /^response\.status: .*answered 404, not 400/,
    server: status({ status: 400 }, 404),
  },
  {
    name: "refuses-with-200",
    provider: "novita",
    verdict: "violation",
    at: /answered 200, not 400/,
    server: status({ status: 400 }, 200),
  },
  {
    name: "changes-media-type",
    provider: "novita",
    verdict: "drift",
    at: /^response\.headers\.content-type: .*text\/plain/,
    server: headers({}, (head) => head.set("content-type", "text/plain")),
  },
  {
    name: "changes-json-to-vendor-json",
    provider: "novita",
    verdict: "drift",
    at: /^response\.headers\.content-type: .*application\/vnd\.novita\+json/,
    server: headers({}, (head) => head.set("content-type", "application/vnd.novita+json")),
  },
  {
    name: "image-in-another-type",
    provider: "segmind",
    verdict: "drift",
    at: /^response\.headers\.content-type: .*octet-stream/,
    server: headers({ path: /^\/v1\/seedream/ }, (head) => head.set("content-type", "application/octet-stream")),
  },
  {
    name: "no-media-type",
    provider: "novita",
    verdict: "drift",
    at: /^response\.headers\.content-type: .*absent/,
    server: headers({}, (head) => head.delete("content-type")),
  },
  {
    name: "wrong-charset",
    provider: "novita",
    verdict: "violation",
    at: /response\.body: .*no JSON/,
    server: answering({}, ({ status: code, text }) => {
      const head = { "content-type": "application/json; charset=utf-16le" };
      return new Response(Uint8Array.from(Buffer.from(text, "utf16le")), { status: code, headers: head });
    }),
  },
  {
    name: "retry-after-in-another-form",
    provider: "novita",
    verdict: "drift",
    at: /headers\.retry-after: .*"soon"/,
    server: instead(
      {},
      () => refusal(429, { "retry-after": "soon" }),
      (turn) => turn % 3 === 1,
    ),
  },
  {
    name: "html-error-page",
    provider: "novita",
    verdict: "transport",
    at: /502|504/,
    server: instead({}, page(502)),
  },
  {
    name: "html-success-page",
    provider: "3daistudio",
    verdict: "violation",
    at: /generation: |response\.headers\.content-type/,
    server: instead({ method: "POST" }, page(200)),
  },
  {
    name: "moves-elsewhere",
    provider: "novita",
    verdict: "violation",
    at: /answered 308/,
    server: instead({}, () => new Response(null, { status: 308, headers: { location: "https://api.novita.ai/v4" } })),
  },
  {
    name: "is-in-trouble",
    provider: "segmind",
    verdict: "transport",
    at: /answered 500|failed with 500/,
    server: instead({}, () => Response.json({ error: "internal" }, { status: 500 })),
  },
  {
    name: "is-not-there",
    provider: "3daistudio",
    verdict: "transport",
    at: /refused/,
    server: () => () => Promise.reject(new TypeError("connection refused")),
  },
  {
    name: "limits-every-call",
    provider: "novita",
    verdict: "transport",
    at: /429/,
    server: instead({}, () => refusal(429, { "retry-after": "1" })),
  },
  {
    name: "endpoint-is-gone",
    provider: "novita",
    verdict: "violation",
    at: /answered 404, not a success/,
    server: instead({}, () =>
      Response.json({ code: 404, reason: "API_NOT_FOUND", message: "no", metadata: {} }, { status: 404 }),
    ),
  },
];

function refusal(code: number, head: Record<string, string>): Response {
  const body = { code, reason: "RATE_LIMIT_EXCEEDED", message: "Too many requests", metadata: {} };
  return Response.json(body, { status: code, headers: head });
}
