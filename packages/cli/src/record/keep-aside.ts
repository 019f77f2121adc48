import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { KeptAnswer } from "@seedbed/core";
import { answerExtension } from "../session/out-folder.ts";

/** Puts what was paid for and has no place into the system's temporary folder: its JSON, and the images that it names. */
export async function keepAside(
  name: string,
  text: string,
  images: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-"));
  const file = path.join(folder, `recorded-${name}.json`);
  await writeFile(file, text);
  if (images.size > 0) await mkdir(path.join(folder, "images"));
  for (const [image, bytes] of images) await writeFile(path.join(folder, "images", image), bytes);
  return file;
}

/** Puts an answer that may have been paid for there, as it came: it is not redacted, and so is not a part of the fixtures. */
export async function keepAnswerAside(name: string, { bytes, mediaType }: KeptAnswer): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-"));
  const file = path.join(folder, `answer-${name}.${answerExtension(mediaType)}`);
  await writeFile(file, bytes);
  return file;
}
