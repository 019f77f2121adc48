import type { DrawPicture } from "@seedbed/core/emulation";

/** Where a command reads and writes. Injected, so that a test can be one. */
export interface Terminal {
  /** Results: with `--json` one JSON document, else text. */
  stdout(text: string): void;
  /** Progress, notes and errors for a person. */
  stderr(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether stderr is a terminal that can rewrite a line. */
  readonly isTty: boolean;
  /** Whether results may be coloured. */
  readonly colour: boolean;
  readonly columns: number;
  /** Aborts when the person asks to stop. */
  readonly signal: AbortSignal;
  /** Draws the images of the built-in emulator. @default the emulator's own canvas */
  readonly draw?: DrawPicture;
}

/** Runs the work of one command and keeps its exit code. */
export type Run = (work: () => Promise<number>) => Promise<void>;
