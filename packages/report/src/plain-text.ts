// biome-ignore lint/suspicious/noControlCharactersInRegex: a provider's text must not steer what it is read in
const steering = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A text in one line, without what would steer a terminal: control characters, and those that turn its direction. */
export function plainText(text: string): string {
  return text.replace(steering, " ");
}
