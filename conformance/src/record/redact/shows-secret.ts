/** A shorter text is part of common words and numbers: no one could tell it from them. */
export const shortestSecret = 6;

const deepest = 3;

/**
 * Whether a text shows a secret: as it is, percent-encoded, escaped as in JSON or HTML, in Base64 or in hex, also one inside
 * the other. Upper and lower case count as the same.
 */
export function showsSecret(text: string, secrets: readonly string[]): boolean {
  const wanted = secrets.filter(({ length }) => length >= shortestSecret).map((secret) => secret.toLowerCase());
  return wanted.length > 0 && shows(text, wanted, deepest);
}

function shows(text: string, wanted: readonly string[], depth: number): boolean {
  const lower = text.toLowerCase();
  if (wanted.some((secret) => lower.includes(secret))) return true;
  return depth > 0 && views(text).some((view) => view !== text && shows(view, wanted, depth - 1));
}

/** What a text says in other clothes. */
function views(text: string): string[] {
  return [
    text.replaceAll("+", " ").replace(/(?:%[0-9a-f]{2})+/gi, (run) => hex(run.replaceAll("%", ""))),
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => hex(run.replaceAll("%", ""))),
    text
      .replace(/(?:\\u[0-9a-f]{4})+/gi, (run) => JSON.parse(`"${run}"`))
      .replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => hex(code))
      .replace(/\\(["'\\/])/g, "$1"),
    text
      .replace(/&#(\d{1,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replace(/&#x([0-9a-f]{1,4});/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/&(amp|quot|lt|gt|apos);/g, (_, name: string) => entities[name] ?? ""),
    ...[0, 1, 2, 3].map((skipped) => decoded(text, /[\w+/-]{8,}/g, (run) => base64(run.slice(skipped)))),
    ...[0, 1].map((skipped) => decoded(text, /[0-9a-f]{12,}/gi, (run) => hex(run.slice(skipped)))),
  ].filter((view) => view !== "");
}

const entities: Readonly<Record<string, string>> = { amp: "&", quot: '"', lt: "<", gt: ">", apos: "'" };

/** Every run of an encoding, decoded; one a line, so that two never make a third. */
function decoded(text: string, runs: RegExp, decode: (run: string) => string): string {
  return (text.match(runs) ?? []).map(decode).join("\n");
}

function hex(digits: string): string {
  return Buffer.from(digits, "hex").toString("utf8");
}

/** Buffer reads both alphabets of Base64. */
function base64(run: string): string {
  return Buffer.from(run, "base64").toString("utf8");
}
