/** An answer of the emulator itself, which no provider gives. */
export const ourError = (status: number, message: string): Response =>
  Response.json({ error: `Seedbed emulator: ${message}` }, { status });

/** The answer where something went wrong in here. */
export const brokenHere = (error: unknown): Response =>
  ourError(500, error instanceof Error ? error.message : String(error));
