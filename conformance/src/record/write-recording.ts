import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Provider } from "@seedbed/core";
import type { Fixture } from "../fixture/fixture.ts";
import { InputError } from "../input-error.ts";
import { type Replayed, replay } from "../replay/replay.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { Recording } from "./record-call.ts";

/** A fixture on disk, played back from there. */
export interface WrittenRecording {
  /** The file. */
  readonly file: string;
  /** What came of replaying it at the network, as `seedbed check --fixtures` does. */
  readonly replayed: Replayed;
}

/** Where a recording goes: `<folder>/<provider>/<operation>/recorded-<name>.json`. */
export function recordingFile(folder: string, provider: string, operation: string, name: string): string {
  return path.join(folder, provider, operation, `recorded-${name}.json`);
}

/**
 * Writes a recording whole or not at all, with its images in `<folder>/images`, and replays what was written.
 *
 * @throws InputError where an image of that name is another one
 */
export async function writeRecording(
  { fixture, images, text }: Recording,
  folder: string,
  name: string,
  subject: { provider: Provider; spec: Spec },
): Promise<WrittenRecording> {
  const file = recordingFile(folder, fixture.provider, fixture.operation, name);
  const placed: string[] = [];
  try {
    for (const [image, bytes] of images) {
      const place = path.join(folder, "images", image);
      const there = await readFile(place).catch(() => undefined);
      if (there && !there.equals(bytes)) throw new InputError(`${place} is another image: give another --out.`);
      if (there) continue;
      await placeWhole(place, bytes);
      placed.push(place);
    }
    await placeWhole(file, text);
  } catch (error) {
    for (const place of placed) await rm(place, { force: true });
    throw error;
  }
  const id = `${fixture.provider}/${fixture.operation}/recorded-${name}`;
  const written: Fixture = { ...JSON.parse(await readFile(file, "utf8")), id, file };
  return { file, replayed: await replay(written, { ...subject, folder }) };
}

/** A reader finds the old file or the whole new one. */
async function placeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Whether there is a file already. */
export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
