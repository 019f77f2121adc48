import path from "node:path";
import type { Provider } from "@seedbed/core";
import { readJson } from "../fixture/checked-json.ts";
import { InputError } from "../input-error.ts";
import { keysInQuery } from "../record/tape.ts";
import { parsed } from "../replay/transport.ts";
import type { SeenExchange } from "../repository/witness.ts";
import { isObject } from "./mismatches.ts";
import { secretsInHeaders } from "./shown-secrets.ts";

/** One exchange of a HAR file with one of the providers. */
export interface HarExchange {
  /** e.g. `traffic.har#3`: the third entry of the file. */
  readonly name: string;
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** What was sent, with its headers. */
  readonly request: SeenExchange["request"] & { readonly headers: Readonly<Record<string, string>> };
  /** What came back. */
  readonly response: NonNullable<SeenExchange["response"]>;
  /** Whether the body of what came back was left out of the file. */
  readonly isBodyLost: boolean;
  /** The keys and cookies that the file shows, of whichever entry: none may stand in a report. */
  readonly secrets: readonly string[];
}

/**
 * Reads the exchanges with these providers from a HAR file, such as a browser or a proxy writes it. Entries of other hosts are left out.
 *
 * @param baseUrls - where a provider's calls went, if not to itself
 * @throws InputError where it is not a valid HAR file, or holds no call of theirs
 */
export async function loadHar(
  file: string,
  providers: readonly Pick<Provider, "id" | "baseUrl">[],
  baseUrls: Readonly<Record<string, string>> = {},
): Promise<HarExchange[]> {
  const document = await readJson(file);
  const log = isObject(document) ? document.log : undefined;
  const entries = isObject(log) ? log.entries : undefined;
  if (!Array.isArray(entries)) throw new InputError(`The file ${file} is not a valid HAR file: it has no log.entries.`);
  const secrets = [...new Set(entries.flatMap(secretsOf))];
  const found = entries.flatMap((entry, index): HarExchange[] => {
    const { request, response } = isObject(entry) ? entry : {};
    if (!isObject(request) || !isObject(response) || typeof request.url !== "string" || !URL.canParse(request.url))
      throw new InputError(`The file ${file} is not a valid HAR file: entry ${index + 1} has no request and response.`);
    const { url } = request;
    const provider = providers.find(({ id, baseUrl }) => url.startsWith(`${trimmed(baseUrls[id] ?? baseUrl)}/`));
    const method = String(request.method).toUpperCase();
    if (!provider || method === "OPTIONS") return []; // a browser's own question, before it lets a page ask
    const sent = isObject(request.postData) ? request.postData.text : undefined;
    const headers = headersOf(response.headers);
    return [
      {
        name: `${path.basename(file)}#${index + 1}`,
        provider: provider.id,
        request: {
          method,
          path: url.slice(trimmed(baseUrls[provider.id] ?? provider.baseUrl).length),
          headers: headersOf(request.headers),
          body: typeof sent === "string" ? parsed(sent) : undefined,
        },
        response: { status: Number(response.status), headers, body: bodyOf(response.content, headers) },
        isBodyLost: isLost(response.content),
        secrets,
      },
    ];
  });
  if (found.length > 0) return found;
  throw new InputError(`The file ${file} holds no call of ${providers.map(({ id }) => id).join(", ")}.`);
}

function trimmed(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, "");
}

function headersOf(headers: unknown): Record<string, string> {
  return Object.fromEntries(listed(headers).map(({ name, value }) => [String(name).toLowerCase(), String(value)]));
}

function listed(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A header may come twice, and a cookie may stand in its own list alone. */
function secretsOf(entry: unknown): string[] {
  const { request, response } = isObject(entry) ? entry : {};
  const [sent, answered] = [request, response].map((side) => (isObject(side) ? side : {}));
  return [
    ...listed(sent?.headers).flatMap((header) => secretsInHeaders(headersOf([header]), {})),
    ...listed(answered?.headers).flatMap((header) => secretsInHeaders({}, headersOf([header]))),
    ...[...listed(sent?.cookies), ...listed(answered?.cookies)].map(({ value }) => String(value)),
    ...keysInQuery(String(sent?.url)),
  ];
}

/** Browsers often leave a text out, and tell its size. */
function isLost(content: unknown): boolean {
  const { text, size } = isObject(content) ? content : {};
  return text === undefined && size !== 0;
}

/** The JSON of an answer; `undefined` where it is none, or its text was not kept. */
function bodyOf(content: unknown, headers: Readonly<Record<string, string>>): unknown {
  const { text, encoding, mimeType } = isObject(content) ? content : {};
  const type = headers["content-type"] ?? String(mimeType ?? "");
  if (typeof text !== "string" || !/json/i.test(type)) return undefined;
  return parsed(encoding === "base64" ? Buffer.from(text, "base64").toString("utf8") : text);
}
