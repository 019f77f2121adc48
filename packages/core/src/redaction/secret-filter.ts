import { spelledOf } from "#platform";
import { base64Within } from "../images/base64.ts";

/** A real key has many more characters; a shorter text, as for an emulator, is part of common words. */
const shortest = 6;

/** What stands in the place of a secret. */
export const redactedMark = "[redacted]";

/** What must not be in a printed text: how it is found, and what a text is without it. */
export interface TextFilter {
  /** Whether a text holds any of it. */
  isIn(text: string): boolean;
  /** The text without it. */
  without(text: string): string;
  /** What stands in the place of all that holds it. */
  readonly mark: string;
}

/** A filter that can also put something else in the place of each secret. */
export interface SecretFilter extends TextFilter {
  /** The text with each secret, in whatever form, replaced. */
  replace(text: string, by: (form: string) => string): string;
  /** Characters of the longest form that is found. */
  readonly longest: number;
}

/** Each secret as it is, percent-encoded, escaped as in JSON and in Base64; the longest first. */
export function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets
    .filter(({ length }) => length >= shortest)
    .flatMap((secret) => {
      const percent = encodeURIComponent(secret.toWellFormed());
      const lower = percent.replace(/%../g, (code) => code.toLowerCase());
      const coded = [0, 1, 2].map((before) => base64Within(secret, before));
      const inAddress = coded.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
      return [secret, percent, lower, JSON.stringify(secret).slice(1, -1), ...coded, ...inAddress];
    });
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

let latest: { readonly secrets: string; readonly filter: SecretFilter | undefined } | undefined;

/**
 * What finds the secrets in a text: as they are, in capitals or small letters, percent-encoded or escaped as in JSON or HTML (also
 * several times over), in hexadecimal, and in Base64, also within a longer text as in `Basic`. Undefined if there are none to look
 * for.
 */
export function secretFilter(secrets: readonly string[]): SecretFilter | undefined {
  const joined = secrets.join("\0");
  if (latest?.secrets !== joined) latest = { secrets: joined, filter: filterOf(secrets) };
  return latest.filter;
}

function filterOf(secrets: readonly string[]): SecretFilter | undefined {
  const longestFirst = secrets.filter(({ length }) => length >= shortest).toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return undefined;
  const { plain, pattern, longest } = spelledOf(longestFirst, base64Within);
  const forms = formsOf(plain);
  const replace = (text: string, by: (form: string) => string) => {
    const cut = forms.reduce((rest, form) => rest.replaceAll(form, by), text);
    return pattern ? cut.replace(pattern, by) : cut;
  };
  return {
    replace,
    longest: Math.max(longest, ...forms.map(({ length }) => length)),
    isIn: (text) => forms.some((form) => text.includes(form)) || (pattern !== undefined && text.search(pattern) !== -1),
    without: (text) => replace(text, () => redactedMark),
    mark: redactedMark,
  };
}
