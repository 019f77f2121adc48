import { escapeJson, plainLines } from "@seedbed/core";
import type { DrawImage } from "@seedbed/core/emulation";

/** Where a command reads and writes. Injected, so that a test can be one. */
export interface Terminal {
  /** Results: with `--json` one JSON document, else text. */
  stdout(text: string): void;
  /** Progress, notes and errors for a person. */
  stderr(text: string): void;
  /** Progress that rewrites its line at a terminal: whoever puts it together makes its texts harmless. @default `stderr` */
  rewrite?(text: string): void;
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
  readonly draw?: DrawImage;
}

/** What paints a text, but what hides it: red, bold, and back. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const painting = /\u001b\[(?!8m)\d{1,3}m/g;

/** The same terminal, at which no text that came from elsewhere does more than be read; with `json`, stdout stays the same document. */
export function harmless(terminal: Terminal, json: boolean): Terminal {
  const { colour } = terminal;
  const text = (given: string) => {
    if (!colour) return plainLines(given);
    const paints = given.match(painting) ?? [];
    return given
      .split(painting)
      .map((part, index) => plainLines(part) + (paints[index] ?? ""))
      .join("");
  };
  return {
    ...terminal,
    stdout: (given) => terminal.stdout(json ? escapeJson(given) : text(given)),
    stderr: (given) => terminal.stderr(plainLines(given)),
    rewrite: (given) => terminal.stderr(given),
  };
}

/** Runs the work of one command and keeps its exit code. */
export type Run = (work: () => Promise<number>) => Promise<void>;
