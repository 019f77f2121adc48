import { answering, headers, instead, json } from "./servers/answering.ts";
import type { Subject } from "./subject.ts";

const any = { status: 200 };
const status = /\/status\/?$/;

/** The keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}

/** The bytes of a text in pieces, as a chunked answer comes. */
function inPieces(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let start = 0; start < bytes.length; start += 7) controller.enqueue(bytes.slice(start, start + 7));
      controller.close();
    },
  });
}

/** What may change without breaking anyone: none of it may be told as a finding. */
export const benign: readonly Subject[] = [
  { name: "nothing-changed", provider: "novita", verdict: "ok", server: (serve) => serve },
  { name: "nothing-changed-here-either", provider: "segmind", verdict: "ok", server: (serve) => serve },
  { name: "nor-here", provider: "3daistudio", verdict: "ok", server: (serve) => serve },
  { name: "other-key-order", provider: "3daistudio", verdict: "ok", server: json(any, reversed) },
  {
    name: "extra-whitespace",
    provider: "novita",
    verdict: "ok",
    server: answering(
      any,
      ({ text, ...head }) => new Response(`\n${JSON.stringify(JSON.parse(text), null, 4)}\n`, head),
    ),
  },
  {
    name: "escaped-characters",
    provider: "novita",
    verdict: "ok",
    server: answering(any, ({ text, ...head }) => new Response(text.replaceAll("/", "\\/"), head)),
  },
  {
    name: "other-header-case",
    provider: "segmind",
    verdict: "ok",
    server: (serve) => async (request) => {
      const response = await serve(request);
      const head = Object.fromEntries([...response.headers].map(([name, value]) => [name.toUpperCase(), value]));
      return new Response(response.body, { status: response.status, headers: head });
    },
  },
  {
    name: "standard-headers",
    provider: "novita",
    verdict: "ok",
    server: headers(any, (head) => {
      head.set("date", new Date(0).toUTCString());
      head.set("cf-ray", "8f1d2c3b4a5e6f70-FRA");
      head.set("server", "cloudflare");
      head.set("strict-transport-security", "max-age=31536000");
      head.set("alt-svc", 'h3=":443"; ma=86400');
    }),
  },
  {
    name: "charset-parameter",
    provider: "3daistudio",
    verdict: "ok",
    server: headers(any, (head) => head.set("content-type", "application/json; charset=utf-8")),
  },
  {
    name: "media-type-in-capitals",
    provider: "novita",
    verdict: "ok",
    server: headers(any, (head) => head.set("content-type", "Application/JSON;Charset=UTF-8")),
  },
  {
    name: "larger-progress-steps",
    provider: "3daistudio",
    verdict: "ok",
    server: json({ path: status }, (body) => ({ ...body, progress: body.status === "FINISHED" ? 100 : 50 })),
  },
  {
    name: "progress-that-stands-still",
    provider: "3daistudio",
    verdict: "ok",
    server: json({ path: status }, (body) => ({ ...body, progress: 0 })),
  },
  {
    name: "results-absent-until-the-end",
    provider: "3daistudio",
    verdict: "ok",
    server: json({ path: status }, ({ results, ...body }) => (results?.length ? { ...body, results } : body)),
  },
  {
    name: "waits-longer-in-the-queue",
    provider: "3daistudio",
    verdict: "ok",
    server: json({ path: status }, (body, turn) =>
      turn === 1 ? { status: "PENDING", progress: 0, results: null } : body,
    ),
  },
  {
    name: "other-error-wording",
    provider: "novita",
    verdict: "ok",
    server: json({ status: 400 }, (body) => ({ ...body, message: "La requête n'est pas valide." })),
  },
  {
    name: "other-error-wording-of-a-key",
    provider: "segmind",
    verdict: "ok",
    server: json({ status: 401 }, (body) => ({ ...body, error: "This key is unknown to us." })),
  },
  {
    name: "error-without-optional-fields",
    provider: "3daistudio",
    verdict: "ok",
    server: json({ status: 400 }, ({ error }) => ({ error })),
  },
  {
    name: "chunked",
    provider: "novita",
    verdict: "ok",
    server: answering(any, ({ text, ...head }) => new Response(inPieces(text), head)),
  },
  {
    name: "image-in-another-documented-type",
    provider: "segmind",
    verdict: "ok",
    server: headers({ path: /^\/v1\/seedream/ }, (head) => {
      if (head.get("content-type")?.startsWith("image/")) head.set("content-type", "image/webp");
    }),
  },
  {
    name: "one-429-that-is-waited-out",
    provider: "novita",
    verdict: "ok",
    server: instead(
      {},
      () => limited("2"),
      (turn) => turn % 5 === 1,
    ),
  },
  {
    name: "one-429-with-a-date",
    provider: "novita",
    verdict: "ok",
    server: instead(
      {},
      () => limited("Wed, 25 Feb 2026 12:00:00 GMT"),
      (turn) => turn % 5 === 1,
    ),
  },
];

function limited(retryAfter: string): Response {
  const body = { code: 429, reason: "RATE_LIMIT_EXCEEDED", message: "Too many requests", metadata: {} };
  return Response.json(body, { status: 429, headers: { "retry-after": retryAfter } });
}
