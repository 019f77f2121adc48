import type { DrawImage } from "@seedbed/core/emulation";
import { main } from "../main.ts";
import { plainImage } from "./plain-image.ts";

/** What a command gave. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Its one JSON document, of the shape that its schema gives it. */
  json<Document = Record<string, unknown>>(): Document;
}

/** Where a command runs. */
export interface Place {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  readonly columns?: number;
  readonly onStderr?: (text: string) => void;
  /** Draws the images of `--emulate`; null: the emulator's own canvas. @default `plainImage` */
  readonly draw?: DrawImage | null;
  readonly onStdout?: (text: string) => void;
}

/** Runs the command in this process, at a terminal of its own. */
export async function runSeedbed(
  args: readonly string[],
  { cwd, env = {}, signal, columns = 80, onStderr, onStdout, draw = plainImage }: Place,
): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  // `emulate` has the process to itself, and takes other classes for its requests and answers.
  const { Request, Response } = globalThis;
  const exitCode = await main(args, {
    stdout: (text) => {
      stdout += text;
      onStdout?.(text);
    },
    stderr: (text) => {
      stderr += text;
      onStderr?.(text);
    },
    env,
    cwd,
    isTty: false,
    colour: false,
    columns,
    signal: signal ?? new AbortController().signal,
    ...(draw === null ? {} : { draw }),
  }).finally(() => Object.assign(globalThis, { Request, Response }));
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
}
