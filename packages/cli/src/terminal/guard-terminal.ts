import type { Terminal } from "./terminal.ts";

/** A terminal whose writes never throw. */
export interface GuardedTerminal extends Terminal {
  /** Whether a result could not be written to stdout. */
  outputFailed(): boolean;
}

/**
 * Drops what cannot be written: a message that is lost must not lose what was paid for. A lost result is remembered, for the
 * exit code.
 */
export function guardTerminal(terminal: Terminal): GuardedTerminal {
  let failed = false;
  return {
    ...terminal,
    stdout(text) {
      try {
        terminal.stdout(text);
      } catch {
        failed = true; // the exit code says so
      }
    },
    stderr(text) {
      try {
        terminal.stderr(text);
      } catch {} // see above
    },
    outputFailed: () => failed,
  };
}
