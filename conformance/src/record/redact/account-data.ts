/** Anywhere in a name, also within a word: to blank too much costs nothing. */
const amounts = /balance|remaining|credit|wallet|quota/i;
const persons =
  /^(user|account|team|org|organi[sz]ation|customer|tenant|workspace|owner|member|billing|e?mail|user_?name|login|phone)s?([_-]?(id|name|e?mail|uuid|key|number))?$/i;
// Each match may begin only where no earlier one could have: otherwise a long run of digits or letters is read again from each.
const mailed = /(?<![\w.+-])[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi;

/** Whether a field or header tells what an account holds. */
export function isAmount(name: string): boolean {
  return amounts.test(name);
}

/** Whether a field or header tells whose account it is. */
export function isPersonal(name: string): boolean {
  return persons.test(name);
}

/** A value of the same form that says nothing: a number stays one, also where it is written as text. */
export function blankAmount(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? 1 : 1.5;
  if (typeof value !== "string") return value;
  return value.replace(/\d[\d,]*(\.\d+)?/g, (_, decimals?: string) =>
    decimals === undefined ? "1" : `1${decimals.replace(/\d/g, "0")}`,
  );
}

/** A text without mail addresses and without what an account holds. */
export function blankText(text: string): string {
  return text
    .replace(mailed, "someone@example.com")
    .replace(/\b(balance|credits?|remaining|available|wallet)\b([^\d\n]{0,20})(\d[\d,]*(?:\.\d+)?)/gi, "$1$21")
    .replace(
      /(?<![\d,])\d[\d,]*(?:\.\d+)?(\s{0,20}(?:usd|credits?|\$)?\s{0,20}(?:left|remaining|available)\b)/gi,
      "1$1",
    );
}
