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

/** What a build server runs if it is printed: anywhere in a line (`##[error]`, `##vso[…]`), or at its start, which may be indented. */
const commands = { anywhere: /##(?=\w*\[)/g, indented: /^([ \t]+)::/gm };

/** Several lines that steer neither a terminal nor a build server. Our own commands (`::error …`) are not indented. */
function harmlessLines(text: string): string {
  return plainLines(text).replace(commands.anywhere, "# #").replace(commands.indented, "$1: :");
}

/** The same terminal, at which no text that came from elsewhere does more than be read; with `json`, stdout stays the same document. */
export function harmless(terminal: Terminal, json: boolean): Terminal {
  const { colour } = terminal;
  const text = (given: string) => {
    if (!colour) return harmlessLines(given);
    const paints = given.match(painting) ?? [];
    return given
      .split(painting)
      .map((part, index) => harmlessLines(part) + (paints[index] ?? ""))
      .join("");
  };
  return {
    ...terminal,
    stdout: (given) => terminal.stdout(json ? escapeJson(given).replace(commands.anywhere, "#\\u0023") : text(given)),
    stderr: (given) => terminal.stderr(harmlessLines(given)),
    rewrite: (given) => terminal.stderr(given),
  };
}

/** Runs the work of one command and keeps its exit code. */
export type Run = (work: () => Promise<number>) => Promise<void>;
