/** What a report says in words of its own: verdicts, layers, kinds, and those of its sentences. */
const own =
  "emulated violation harness transport drift skipped recorded documented synthetic observed replay client server coverage emulator " +
  "request response headers status missing answered absent neither seconds document number string integer boolean object " +
  "property properties required allowed values pattern format additional operation provider schemas content description type";

/** Every name and word of some specs, and of a report's own sentences. */
export function specWords(documents: Iterable<unknown>): ReadonlySet<string> {
  const words = new Set(own.split(" "));
  const parts: unknown[] = [...documents];
  const note = (text: string) => {
    words.add(text);
    for (const word of text.split(/[^A-Za-z0-9_-]+/)) words.add(word);
  };
  for (const part of parts) {
    if (typeof part === "string") note(part);
    if (typeof part !== "object" || part === null) continue;
    for (const [name, inner] of Object.entries(part)) {
      note(name);
      parts.push(inner);
    }
  }
  return words;
}

/** Those secrets that can be told from what a spec says: what it says is in every report of it. */
export function withoutWords(secrets: readonly string[], words: ReadonlySet<string>): string[] {
  const whole = [...words].join(" ");
  return [...new Set(secrets)].filter((secret) => !whole.includes(secret));
}
