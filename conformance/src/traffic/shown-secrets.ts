import type { Fixture } from "../fixture/fixture.ts";
import { secretsOn } from "../record/tape.ts";
import { fixtureKey } from "../replay/client-outcome.ts";

type Headers = Readonly<Record<string, string>>;

/** The keys and cookies in the headers of a request and its response; their names are in lower case. */
export function secretsInHeaders(requestHeaders: Headers, responseHeaders: Headers): string[] {
  const rest = { method: "", url: "", requestBody: "", status: 0, responseBody: new Uint8Array() };
  return secretsOn([{ ...rest, requestHeaders, responseHeaders }]);
}

/** The same for fixtures, without the key that stands for one. */
export function secretsInFixtures(fixtures: readonly Fixture[]): string[] {
  const shown = fixtures.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ request, response }) =>
      secretsInHeaders(lowerCase(request.headers ?? {}), lowerCase(response.headers ?? {})),
    ),
  );
  return [...new Set(shown)].filter((secret) => secret !== fixtureKey).sort();
}

function lowerCase(headers: Readonly<Record<string, string | null>>): Headers {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name.toLowerCase(), value]])),
  );
}
