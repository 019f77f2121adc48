import { redact } from "@seedbed/core";
import type { CheckRecord, ExchangeRecord } from "@seedbed/report";
import type { SeenExchange } from "./witness.ts";

const mostExchanges = 6;
const longestText = 400;
const mostItems = 20;
const longestBody = 12_000;
/** Of an answer's headers these say who asks, and nothing of the contract. */
const personal = /^(set-)?cookie|authorization|api-key|token/i;

/**
 * A check with the exchanges that its findings are about, as a report may show them. One without findings stays as it is.
 *
 * @param secrets - what must not stand in it, wherever a server has put it
 */
export function withExchanges(
  record: CheckRecord,
  exchanges: readonly SeenExchange[],
  secrets: readonly string[],
): CheckRecord {
  if (record.findings.length === 0) return record;
  const shown =
    exchanges.length === 0 ? record : { ...record, exchanges: exchanges.slice(0, mostExchanges).map(short) };
  return JSON.parse(redact(JSON.stringify(shown), secrets));
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
