import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { InvalidRequestError } from "@seedbed/core";
import { reasonOf } from "../reason-of.ts";

/** The file in which an emulator keeps what it remembers. */
export interface StateFile {
  /** What is in it; undefined where there is none yet. */
  readonly loaded: unknown;
  /** Writes it whole: who reads it meanwhile, or stops it, finds the old one or the new one. */
  save(state: object): Promise<void>;
}

/**
 * Reads the file that `--state` names, if it is there.
 *
 * @throws InvalidRequestError where it cannot be read or is no JSON
 */
export async function openStateFile(cwd: string, file: string): Promise<StateFile> {
  const place = path.resolve(cwd, file);
  const refuse = (why: string) => new InvalidRequestError(`--state ${file} ${why}.`, { field: "--state" });
  const text = await readFile(place, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw refuse(`cannot be read: ${reasonOf(error)}`);
  });
  return {
    loaded: text === undefined ? undefined : parse(text, () => refuse("cannot be loaded: it is not JSON")),
    async save(state) {
      try {
        await writeFile(`${place}.new`, JSON.stringify(state));
        await rename(`${place}.new`, place);
      } catch (error) {
        throw refuse(`cannot be written: ${reasonOf(error)}`);
      }
    },
  };
}

function parse(text: string, refused: () => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused();
  }
}
