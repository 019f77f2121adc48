const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that is markup already and is not escaped again. */
export class Markup {
  /** The markup. */
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  /** The markup. */
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: markup as it is, everything else escaped; null, undefined and false as nothing. */
export type MarkupValue = Markup | string | number | false | null | undefined | readonly MarkupValue[];

/** Characters that XML 1.0 forbids even escaped, those that steer a terminal, and those that turn the direction of what follows. */
const forbidden = /(?![\t\n])\p{Cc}|[\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/gu;

/** Makes any text safe in an element and in a quoted attribute of HTML or XML. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** The one way from text to HTML or XML: whatever is put into the template is escaped. */
export function markup(strings: TemplateStringsArray, ...values: MarkupValue[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + render(values[index - 1]) + part));
}

function render(value: MarkupValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(render).join("");
  return escapeMarkup(String(value));
}
