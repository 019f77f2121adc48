import { redact } from "@seedbed/core";
import type { CheckRecord, ExchangeRecord, Finding } from "@seedbed/report";
import { credentialsInQuery, isCredential } from "../record/redact/redact-address.ts";
import type { SeenExchange } from "../repository/witness.ts";
import { credentialsIn, shownName, shownSentence, shownText, shownValue } from "./shown-value.ts";

const maxExchanges = 6;
const longestBody = 12_000;
const longestCurl = 20_000;
/** Of an answer's headers these say who asks, and nothing of the contract. */
const personal = /^(set-)?cookie|authorization|api-key|token/i;

/**
 * A check with the exchanges that its findings are about, as a report may show them.
 *
 * @param given - what must not stand in it, wherever a server has put it
 */
export function withExchanges(
  record: CheckRecord,
  exchanges: readonly SeenExchange[],
  given: readonly string[],
): CheckRecord {
  const isShown = record.findings.length > 0 && exchanges.length > 0;
  const secrets = [...given, ...exchanges.flatMap(credentialsOf)];
  const { title, reason, warning, curl, findings, ...sorted } = record; // by all else a run is sorted
  return {
    ...sorted,
    title: shownSentence(title, secrets),
    ...(reason === undefined ? {} : { reason: shownSentence(reason, secrets) }),
    ...(warning === undefined ? {} : { warning: shownSentence(warning, secrets) }),
    ...(curl === undefined || curl.length > longestCurl ? {} : { curl: redact(curl, secrets) }),
    findings: findings.map((finding) => shownFinding(finding, secrets)),
    ...(isShown ? { exchanges: exchanges.slice(0, maxExchanges).map((exchange) => shown(exchange, secrets)) } : {}),
  };
}

/** What the names in an exchange say are credentials: they may be repeated anywhere. */
function credentialsOf({ request, response }: SeenExchange): string[] {
  const { location = "" } = response?.headers ?? {};
  return [
    ...credentialsInQuery(request.path),
    ...credentialsInQuery(location),
    ...credentialsIn(request.body),
    ...credentialsIn(response?.body),
  ];
}

function shownFinding({ field, message, overlay, ...finding }: Finding, secrets: readonly string[]): Finding {
  const name = field.split(/[.[\]]+/).findLast((step) => step !== "" && !/^\d+$/.test(step));
  const values = (["expected", "actual"] as const).filter((key) => key in finding);
  const shown = Object.fromEntries(values.map((key) => [key, shownBody(finding[key], secrets, name)]));
  // An overlay that is cut would say another thing.
  const update = overlay && shownValue(overlay.update, secrets);
  const text = JSON.stringify(update ?? {});
  const isWhole = text.length <= longestBody && !/… \(\d+ characters\)|\[nested more than/.test(text);
  return {
    ...finding,
    ...shown,
    field: shownName(field, secrets),
    message: shownSentence(message, secrets),
    ...(overlay && isWhole ? { overlay: { ...overlay, update: Object(update) } } : {}),
  };
}

function shown({ request, response }: SeenExchange, secrets: readonly string[]): ExchangeRecord {
  const { method, path, body } = request;
  const headers = Object.entries(response?.headers ?? {}).filter(
    ([name]) => !personal.test(name) && !isCredential(name),
  );
  const shownHeaders = headers.map(([name, value]) => [shownName(name, secrets), shownValue(value, secrets, name)]);
  return {
    request: {
      method,
      path: shownText(path, secrets),
      ...(body === undefined ? {} : { body: shownBody(body, secrets) }),
    },
    ...(response
      ? {
          response: {
            status: response.status,
            headers: Object.fromEntries(shownHeaders),
            ...(response.body === undefined ? {} : { body: shownBody(response.body, secrets) }),
          },
        }
      : {}),
  };
}

function shownBody(body: unknown, secrets: readonly string[], name = ""): unknown {
  const cut = shownValue(body, secrets, name);
  const { length } = JSON.stringify(cut) ?? "";
  return length <= longestBody ? cut : `[${length} characters, too long for a report]`;
}
