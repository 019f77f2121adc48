/** A pattern of every spelling costs so much that it is made for so many characters of secrets; of others, each usual form is looked for. */
const mostSpelled = 2000;
const longestSpelled = 200;

/** How secrets are looked for. */
export interface Spelled {
  /** Every spelling of those that are short enough. */
  readonly pattern?: RegExp | undefined;
  /** Characters that the pattern takes at most for one of them. */
  readonly longest: number;
  /** The others, of which each usual form is looked for. */
  readonly plain: readonly string[];
}

/** Base64 of a text that begins so many bytes into what is encoded: the characters that depend on it alone. */
type Base64Within = (text: string, before: number) => string;

/** Finds secrets in every spelling that an encoding gives them. @param longestFirst - the secrets */
export function spelledOf(longestFirst: readonly string[], base64Within: Base64Within): Spelled {
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
  return {
    plain,
    pattern:
      spelled.length > 0
        ? new RegExp(`(?:${spelled.flatMap((secret) => spellings(secret, base64Within)).join("|")})+`, "gi")
        : undefined,
    longest: Math.max(0, ...spelled.map(({ length }) => length * longestSpelling)),
  };
}

function spellings(secret: string, base64Within: Base64Within): string[] {
  const signs = secret.match(/\\+|./gsu) ?? [];
  const coded = [0, 1, 2].map((before) => [...base64Within(secret, before)].map(anyAlphabet).join(""));
  const bytes = [...new TextEncoder().encode(secret)].map((byte) => hex(byte, 2));
  return [signs.map(anySpelling).join(""), bytes.join(""), ...coded];
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
