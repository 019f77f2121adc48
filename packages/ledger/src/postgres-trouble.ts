import { isSeedbedError } from "@seedbed/core";
import { LedgerError } from "./ledger-error.ts";

/** PostgreSQL's and the system's codes, in words. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const words: Readonly<Record<string, string>> = {
  "25006": "may not be written: it is read-only",
  "28000": "lets this user not in",
  "28P01": "refuses the password",
  "3D000": "does not exist on that server",
  "42501": "may not be read or written by this user",
  "53100": "cannot be written: its disk is full",
  "53300": "has no connection left: close some, or raise its max_connections",
  "57P01": "was shut down",
  "57P03": "is starting or stopping",
  ECONNREFUSED: "cannot be reached: nothing listens there",
  ECONNRESET: "broke the connection off",
  EHOSTUNREACH: "cannot be reached",
  ENOTFOUND: "cannot be reached: its host is not known",
  EPIPE: "broke the connection off",
  ETIMEDOUT: "does not answer",
};

/** Codes of trouble that may pass by itself. */
const passing = /^(08...|53300|57P0[123]|EAI_AGAIN|ECONN\w+|EHOSTUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT|no connection)$/;

/** Does something with a database, and puts its trouble into one sentence, in which no password stands. */
export async function inWords<T>(place: string, steps: () => Promise<T>): Promise<T> {
  try {
    return await steps();
  } catch (error) {
    const code = codeOf(error);
    if (isSeedbedError(error) || code === undefined || !(error instanceof Error)) throw error;
    const what = words[code] ?? `cannot be used (${error.message || code})`;
    throw new LedgerError(`The database ${place} ${what}. Nothing was sent.`, { field: "ledger", cause: error });
  }
}

/** Whether trouble with a database may pass: it was not reached, or went away. */
export function mayPass(error: unknown): boolean {
  return passing.test(codeOf(error) ?? "");
}

/** The code of the database or the system, also of what was put into words; the driver's own sentences on connections have none. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof LedgerError) return codeOf(error.cause);
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return /connection|timeout/i.test(error.message) ? "no connection" : undefined;
}

/** From one try to the next, in real milliseconds. */
const pausesMs = [200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** Tries again for a minute where a database is away: what was paid for is to be on record. */
export async function patiently<T>(write: () => Promise<T>): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await write();
    } catch (error) {
      if (!mayPass(error)) throw error;
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
  return write();
}
