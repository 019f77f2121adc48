/** C0, DEL, C1, what turns the direction of a text, and Unicode's own line ends. */
const controls = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** A foreign text as one line that steers no terminal: each control character becomes a space. Linear in the text's length. */
export function plainText(text: string): string {
  return text.replace(controls, " ");
}

/** The text of a JSON document with each character that steers a terminal escaped: it reads as the same value. */
export function escapeJson(text: string): string {
  // Those below a space are escaped already, where they are not between the values.
  return text.replace(/[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const steering = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** Whether a text of several lines would steer a terminal: what is in it besides line ends and tabs. */
export function isSteering(text: string): boolean {
  return steering.test(text.replace(/[\n\t]/g, ""));
}

/** The same as `plainText` for a text of several lines: line ends and tabs stay. */
export function plainLines(text: string): string {
  return text.replace(controls, (character) => (character === "\n" || character === "\t" ? character : " "));
}

/** A text of at most so many characters; one that is longer is cut, and says how long it was. */
export function shortText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, ""); // half of a character
  return `${start}… (${text.length} characters)`;
}
