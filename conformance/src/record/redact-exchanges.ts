import type { ClientOptions, Provider } from "@seedbed/core";
import type { Exchange } from "../fixture/fixture.ts";
import { deepestJson, isNestedTooDeep } from "../fixture/is-nested-too-deep.ts";
import { InputError } from "../input-error.ts";
import { parsed } from "../replay/transport.ts";
import type { Spec } from "../spec/create-spec.ts";
import { originsIn } from "./origins.ts";
import { createRedactor, type Redactor, type RedactorOptions } from "./redact/create-redactor.ts";
import { replacementsOf } from "./redact/identifiers.ts";
import { shortestSecret } from "./redact/shows-secret.ts";
import { redactedExchange } from "./redacted-exchange.ts";
import { secretsOn, type TapedExchange } from "./tape.ts";

/** What is known of the calls that were taped. */
export interface TapedCalls {
  readonly provider: Provider;
  readonly spec: Spec;
  readonly client: ClientOptions;
  /** Keys that must not be written in any form; those that pass in a header are known without. */
  readonly secrets: readonly string[];
}

/** What may be written of them. */
export interface RedactedExchanges {
  readonly redacted: readonly Exchange[];
  /** What was taken out, and for what. */
  readonly redacting: RedactorOptions;
  readonly redactor: Redactor;
  /** The small images that the exchanges name, by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Keys that are none: for an emulator, for a host that needs none, and one that is meant to be refused. */
const placeholders = ["emulated", "none", "invalid"];

/**
 * Takes out of some exchanges what must not be written.
 *
 * @throws InputError if a body is nested too deep to be written
 */
export function redactExchanges(
  exchanges: readonly TapedExchange[],
  options: TapedCalls,
  prompts: readonly string[] = [],
): RedactedExchanges {
  const { provider, spec } = options;
  for (const { method, url, requestBody, responseBody } of exchanges) {
    const bodies = [requestBody, new TextDecoder().decode(responseBody)].map(parsed);
    if (bodies.some(isNestedTooDeep))
      throw new InputError(
        `A body of ${method} ${new URL(url).pathname} is nested more than ${deepestJson} deep: it is not recorded.`,
      );
  }
  const baseUrl = baseUrlOf(options);
  const secrets = [...options.secrets, ...secretsOn(exchanges)].filter(
    (secret) => secret.length >= shortestSecret && !placeholders.includes(secret),
  );
  const redacting: RedactorOptions = {
    secrets,
    identifiers: identifiersIn(exchanges),
    origins: originsIn(exchanges, baseUrl, provider.baseUrl),
    prompts,
  };
  const redactor = createRedactor(redacting);
  const files = new Map<string, Uint8Array>();
  const redacted = exchanges.map((taped) => redactedExchange(taped, { provider, spec, baseUrl, redactor, files }));
  return { redacted, redacting, redactor, files };
}

/** What the paths of the calls stand below, without a slash at the end. */
export function baseUrlOf({ client, provider }: Pick<TapedCalls, "client" | "provider">): string {
  return String(client.baseUrl ?? provider.baseUrl).replace(/\/+$/, "");
}

function identifiersIn(exchanges: readonly TapedExchange[]): Map<string, string> {
  const bodies = exchanges.map(({ responseBody }) => new TextDecoder().decode(responseBody));
  const headers = exchanges.map(({ responseHeaders }) => responseHeaders);
  const texts = [...exchanges.map(({ url }) => url), ...headers.flatMap((each) => Object.values(each)), ...bodies];
  return replacementsOf(texts, [...headers, ...bodies.map(parsed)]);
}
