import { access, constants, readFile, readlink, realpath, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { InvalidRequestError } from "@seedbed/core";
import { reasonOf } from "../terminal/reason-of.ts";

/** The file in which an emulator keeps what it remembers, held for this process until it is disposed of. */
export interface StateFile extends Disposable {
  /** What is in it; undefined where there is none yet. */
  readonly loaded: unknown;
  /** Writes it whole: who reads it meanwhile, or stops it, finds the old one or the new one. */
  save(state: object): Promise<void>;
}

/**
 * Reads the file that `--state` names, if it is there.
 *
 * @throws InvalidRequestError where it cannot be read or written, is not valid JSON, or is another emulator's
 */
export async function openStateFile(cwd: string, file: string): Promise<StateFile> {
  const refuse = (why: string) => new InvalidRequestError(`--state ${file} ${why}.`, { field: "--state" });
  const refusing = (what: string) => (error: unknown) => {
    throw refuse(`${what}: ${reasonOf(error)}`);
  };
  const place = await realPlace(path.resolve(cwd, file)).catch(refusing("cannot be read"));
  await access(path.dirname(place), constants.W_OK).catch(refusing("cannot be written"));
  const letGo = await held(place).catch(refusing("cannot be held"));
  if (letGo === undefined) throw refuse("is in use by another emulator");
  try {
    const text = await readFile(place, "utf8").catch((error: unknown) =>
      isMissing(error) ? undefined : refusing("cannot be read")(error),
    );
    return {
      loaded: text === undefined ? undefined : parse(text, () => refuse("cannot be loaded: it is not JSON")),
      async save(state) {
        const written = `${place}.${process.pid}.new`;
        try {
          await writeFile(written, JSON.stringify(state));
          await rename(written, place);
        } catch (error) {
          await rm(written, { force: true }).catch(() => {});
          throw refuse(`cannot be written: ${reasonOf(error)}`);
        }
      },
      [Symbol.dispose]: letGo,
    };
  } catch (error) {
    letGo();
    throw error;
  }
}

async function held(place: string): Promise<(() => void) | undefined> {
  const { checkFile } = await import("@seedbed/ledger/sqlite");
  return checkFile(place);
}

/** Where a link leads, also where nothing is yet: written in its place, a file would take the link's. */
async function realPlace(place: string): Promise<string> {
  try {
    return await realpath(place);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const target = await readlink(place).catch(() => undefined);
    return target === undefined ? place : realPlace(path.resolve(path.dirname(place), target));
  }
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

function parse(text: string, refused: () => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused();
  }
}
