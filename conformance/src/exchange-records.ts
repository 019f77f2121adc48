import { redact } from "@seedbed/core";
import type { CheckRecord, ExchangeRecord } from "@seedbed/report";
import { isObject } from "./mismatches.ts";
import { redactedMark } from "./record/redact/create-redactor.ts";
import type { SeenExchange } from "./witness.ts";

const mostExchanges = 6;
const longestText = 400;
const mostItems = 20;
const longestBody = 12_000;
/** Of an answer's headers these say who asks, and nothing of the contract. */
const personal = /^(set-)?cookie|authorization|api-key|token/i;

/**
 * A check with the exchanges that its findings are about, as a report may show them.
 *
 * @param secrets - what must not stand in it, wherever a server has put it
 */
export function withExchanges(
  record: CheckRecord,
  exchanges: readonly SeenExchange[],
  secrets: readonly string[],
): CheckRecord {
  const isShown = record.findings.length > 0 && exchanges.length > 0;
  // Before anything is cut short: no part of a secret is left then.
  const shown = isShown ? exchanges.slice(0, mostExchanges).map((exchange) => short(hidden(exchange, secrets))) : [];
  const whole = isShown ? { ...record, exchanges: shown } : record;
  if (secrets.length === 0) return whole;
  const findings = record.findings.map((finding) => ({
    ...hidden(finding, secrets),
    ...(finding.drift === undefined ? {} : { drift: finding.drift }),
  }));
  const words = Object.entries(whole).filter(([name]) => spoken.has(name));
  return { ...whole, ...hidden(Object.fromEntries(words), secrets), findings };
}

/** All else is what a run is sorted by, and stays though a cookie's value be such a word. */
const spoken: ReadonlySet<string> = new Set(["title", "reason", "warning", "curl"] satisfies (keyof CheckRecord)[]);

/** A value of JSON without secrets: texts, numbers and names. */
function hidden<T>(value: T, secrets: readonly string[]): T {
  return without(value, secrets) as T; // of the same form
}

function without(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (typeof value === "number") return redact(String(value), secrets) === String(value) ? value : redactedMark;
  if (Array.isArray(value)) return value.map((item) => without(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [redact(name, secrets), without(inner, secrets)]),
  );
}

function short({ request, response }: SeenExchange): ExchangeRecord {
  const { method, path, body } = request;
  return {
    request: { method, path: shortText(path), ...(body === undefined ? {} : { body: shortBody(body) }) },
    ...(response
      ? {
          response: {
            status: response.status,
            headers: Object.fromEntries(Object.entries(response.headers).filter(([name]) => !personal.test(name))),
            ...(response.body === undefined ? {} : { body: shortBody(response.body) }),
          },
        }
      : {}),
  };
}

function shortBody(body: unknown): unknown {
  const cut = shortened(body);
  const { length } = JSON.stringify(cut);
  return length <= longestBody ? cut : `[${length} characters, too long for a report]`;
}

function shortened(value: unknown): unknown {
  if (typeof value === "string") return shortText(value);
  if (Array.isArray(value)) {
    const more = value.length - mostItems;
    return [...value.slice(0, mostItems).map(shortened), ...(more > 0 ? [`[${more} more]`] : [])];
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]));
}

/** Long text is cut, and of an address what signs it. */
function shortText(text: string): string {
  const unsigned = text.replace(/^(https?:\/\/[^?#\s]+)\?\S*$/, "$1?[cut]");
  return unsigned.length <= longestText ? unsigned : `${unsigned.slice(0, longestText)}… (${text.length} characters)`;
}
