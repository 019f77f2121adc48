import type { Provider } from "@seedbed/core";
import type { Exchange } from "../fixture/fixture.ts";
import { fixtureKey } from "../replay/client-outcome.ts";
import { parsed } from "../replay/transport.ts";
import type { Spec } from "../spec/create-spec.ts";
import { blankAmount, isAmount } from "./redact/account-data.ts";
import type { Redactor } from "./redact/create-redactor.ts";
import { type ImageFacts, imageFacts, smallImage } from "./redact/small-image.ts";
import type { TapedExchange } from "./tape.ts";

/** What an exchange is put into a fixture with. */
export interface Redacting {
  readonly provider: Provider;
  readonly spec: Spec;
  /** What the provider's paths stood below when it was taped; without a slash at the end. */
  readonly baseUrl: string;
  readonly redactor: Redactor;
  /** The small images that the fixture names, by file name. */
  readonly files: Map<string, Uint8Array>;
}

/** Of the connection, not of the answer. */
const ofTheConnection = /^(connection|keep-alive|transfer-encoding|content-encoding|content-length|date)$/;
const harmless = /^(content-type|retry-after|x-rate-?limit.*|ratelimit.*)$/;

/** An exchange as a fixture holds it: without what is secret, its images small. */
export function redactedExchange(taped: TapedExchange, options: Redacting): Exchange {
  const { provider, baseUrl, redactor } = options;
  const isOwn = taped.url.startsWith(`${baseUrl}/`);
  const place = isOwn
    ? { path: redactor.name(taped.url.slice(baseUrl.length), "request.path") }
    : { url: redactor.text(taped.url, "request.url") };
  const before = redactor.images.length;
  const body = taped.requestBody === "" ? {} : { body: redactor.json(parsed(taped.requestBody), "request.body") };
  const { response, image } = redactedResponse(taped, options);
  const images = [...redactor.images.slice(before), ...(image ? [image] : [])];
  return {
    request: {
      method: taped.method === "GET" ? "GET" : "POST",
      ...place,
      headers: requestHeaders(taped, provider, isOwn),
      ...body,
    },
    response,
    ...(images.length > 0 ? { images } : {}),
  };
}

/** The key where it belongs, by its placeholder; and nowhere else. */
function requestHeaders({ requestHeaders: sent }: TapedExchange, { dialect }: Provider, isOwn: boolean) {
  const keys = Object.entries(dialect.authorize(fixtureKey)).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const type = sent["content-type"];
  if (!isOwn) return Object.fromEntries(keys.map(([name]) => [name, null]));
  return {
    ...Object.fromEntries(keys.filter(([name]) => sent[name] !== undefined)),
    ...(type === undefined ? {} : { "content-type": type }),
  };
}

function redactedResponse(
  taped: TapedExchange,
  options: Redacting,
): { response: Exchange["response"]; image?: ImageFacts } {
  const { redactor, files } = options;
  const headers = responseHeaders(taped, options);
  const base = { status: taped.status, ...(Object.keys(headers).length > 0 ? { headers } : {}) };
  const bytes = taped.responseBody;
  const facts = imageFacts(bytes, "response.image");
  if (facts) {
    redactor.note("image: response.image");
    const small = smallImage(facts.mediaType);
    const name = `pixel.${small.mediaType.split("/")[1]}`;
    files.set(name, small.bytes);
    const typed = small.mediaType === facts.mediaType ? headers : { ...headers, "content-type": small.mediaType };
    return { response: { ...base, headers: typed, image: name }, image: facts };
  }
  if (bytes.length === 0) return { response: base };
  const text = new TextDecoder().decode(bytes);
  if (text.includes("\uFFFD")) {
    redactor.note("bytes that are no image: response.text");
    return { response: { ...base, text: `(${bytes.length} bytes that are neither text nor an image)` } };
  }
  const body = parsed(text);
  if (typeof body === "string" || body === undefined) {
    return { response: { ...base, text: redactor.text(text, "response.text") } };
  }
  return { response: { ...base, json: redactor.json(body, "response.json") } };
}

/** Those that a document names, and those that are known to tell nothing of the account. */
function responseHeaders(
  { method, url, status, responseHeaders: came }: TapedExchange,
  { baseUrl, provider, redactor, spec }: Redacting,
): Record<string, string> {
  const operation = url.startsWith(`${baseUrl}/`)
    ? spec.find(method, new URL(url.slice(baseUrl.length), provider.baseUrl).pathname)
    : undefined;
  const described = operation?.responses[status]?.value.headers;
  const documented = Object.keys(typeof described === "object" && described !== null ? described : {});
  const known = [...documented, provider.dialect.requestIdHeader ?? ""].map((name) => name.toLowerCase());
  const kept = (name: string) => harmless.test(name) || known.includes(name);
  const dropped = Object.keys(came).filter((name) => !kept(name) && !ofTheConnection.test(name));
  if (dropped.length > 0) redactor.note(`response headers: ${dropped.sort().join(", ")}`);
  return Object.fromEntries(
    Object.entries(came)
      .filter(([name]) => kept(name))
      .map(([name, value]) => {
        const blank = isAmount(name) ? String(blankAmount(value)) : value;
        if (blank !== value) redactor.note(`account data: response header ${name}`);
        return [name, redactor.text(blank, `response header ${name}`)];
      }),
  );
}
