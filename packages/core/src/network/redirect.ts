/** How many redirects are followed in a row. */
export const maxRedirects = 5;

/** The address that a redirect names; undefined where the answer is none, or names none that can be asked. */
export function redirectTarget(response: Response, from: string): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get("location");
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
}

/** Lets go of an answer of which nothing more is wanted. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => {}); // nor is why it could not be refused
}
