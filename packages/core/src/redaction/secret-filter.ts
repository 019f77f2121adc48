/** A real key has many more characters; a shorter text, as for an emulator, is part of common words. */
const shortest = 6;
/** A pattern of every spelling costs so much that it is made for so many characters of secrets; of others, each usual form is looked for. */
const mostSpelled = 2000;
const longestSpelled = 200;

/** What stands in the place of a secret. */
export const redactedMark = "[redacted]";

/** What must not be in a printed text: how it is found, and what a text is without it. */
export interface TextFilter {
  /** Whether a text holds any of it. */
  isIn(text: string): boolean;
  /** The text without it. */
  without(text: string): string;
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
  let left = mostSpelled;
  const spelled: string[] = [];
  const plain: string[] = [];
  for (const secret of longestFirst) {
    if (secret.length > Math.min(left, longestSpelled)) plain.push(secret);
    else {
      spelled.push(secret);
      left -= secret.length;
    }
  }
  const forms = formsOf(plain);
  const pattern = spelled.length > 0 ? new RegExp(`(?:${spelled.flatMap(spellings).join("|")})+`, "gi") : undefined;
  const replace = (text: string, by: (form: string) => string) => {
    const cut = forms.reduce((rest, form) => rest.replaceAll(form, by), text);
    return pattern ? cut.replace(pattern, by) : cut;
  };
  return {
    replace,
    longest: Math.max(...forms.map(({ length }) => length), ...spelled.map(({ length }) => length * longestSpelling)),
    isIn: (text) => forms.some((form) => text.includes(form)) || (pattern !== undefined && text.search(pattern) !== -1),
    without: (text) => replace(text, () => redactedMark),
  };
}

function spellings(secret: string): string[] {
  const signs = secret.match(/\\+|./gsu) ?? [];
  const coded = [0, 1, 2].map((before) => [...base64Within(secret, before)].map(anyAlphabet).join(""));
  const bytes = [...new TextEncoder().encode(secret)].map((byte) => hex(byte, 2));
  return [signs.map(anySpelling).join(""), bytes.join(""), ...coded];
}

/** Base64 of a text that begins so many bytes into what is encoded: the characters that depend on it alone. */
function base64Within(text: string, before: number): string {
  const bytes = [...new Uint8Array(before), ...new TextEncoder().encode(text)];
  const whole = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

function anyAlphabet(character: string): string {
  if (character === "+") return `(?:-|${anySpelling("+")})`;
  return character === "/" ? `(?:_|${anySpelling("/")})` : character;
}

/** One character, or a run of backslashes, in every form that an encoding gives it: no two of them begin alike. */
function anySpelling(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  const isRun = code === 0x5c;
  const character = String.fromCodePoint(code);
  const times = isRun ? `{${text.length}}` : "";
  const bytes = [...new TextEncoder().encode(character)];
  const units = [...Array(character.length).keys()].map((index) => character.charCodeAt(index));
  const literal = character.replace(/[$.*+?^()[\]{}|/]/, "\\$&");
  return `(?:${[
    isRun ? `(?:\\\\{${text.length}}){1,4}` : "\"'/".includes(character) ? `\\\\{0,7}${literal}` : literal,
    `(?:${bytes.map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join("")})${times}`,
    `(?:${units.map((unit) => `\\\\{1,7}(?:u${hex(unit, 4)}${unit < 256 ? `|x${hex(unit, 2)}` : ""})`).join("")})${times}`,
    `(?:&${again}#(?:0{0,5}${code}|x0{0,5}${hex(code, 1)});)${times}`,
    ...("&\"<>'".includes(character) ? [`&${again}(?:amp|quot|lt|gt|apos);`] : []),
    ...(character === " " ? ["\\+"] : []),
  ].join("|")})`;
}

/** `&` of an entity that was escaped several times over. */
const again = "(?:amp;){0,3}";
/** Characters that `anySpelling` takes at most for one: an entity that was escaped several times over. */
const longestSpelling = 27;

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
