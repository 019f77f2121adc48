import { createHash, randomUUID } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { checkOptions, type Image, imageExtension, type OptionNames } from "@seedbed/core";
import type { ManyImagePlace } from "./generate-many.ts";
import { makeFolder } from "./make-folder.ts";

/** Which image one is, of a generation or of many. */
export type PlaceOfImage = Omit<ManyImagePlace, "request"> & Partial<Pick<ManyImagePlace, "request">>;

/** How images are saved. */
export interface FolderOptions {
  /**
   * The file's name, without its ending; a name that another image has gets a number.
   *
   * @default the model, the place among its images and the start of its SHA-256: `segmind-seedream-v3-1-9f2c41d07ab3`
   */
  readonly name?: (image: Image, place: PlaceOfImage) => string;
  /** Called with each file that is there now, whole. Errors it throws are ignored. */
  readonly onSaved?: (file: string, image: Image, place: PlaceOfImage) => void | Promise<void>;
}

/**
 * An `onImage` that saves each image to a folder, which is made where there is none. A file is there whole or not at all, under
 * its name as soon as it is on the disk. An image that is there already is not written twice.
 */
export function saveToFolder(
  folder: string,
  options: FolderOptions = {},
): (image: Image, place: PlaceOfImage) => Promise<void> {
  checkOptions("saveToFolder", options, { name: true, onSaved: true } satisfies OptionNames<FolderOptions>);
  const { name = nameOf, onSaved } = options;
  return async (image, place) => {
    const stem = path.resolve(folder, name(image, place));
    if (!stem.startsWith(`${path.resolve(folder)}${path.sep}`))
      throw new Error(`${stem} is not in the folder ${folder}`);
    await makeFolder(path.dirname(stem));
    const part = `${stem}.${randomUUID()}.part`;
    try {
      const handle = await open(part, "wx");
      try {
        await handle.writeFile(image.bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      const file = await giveName(part, stem, image);
      try {
        await onSaved?.(file, image, place);
      } catch {} // documented at FolderOptions
    } finally {
      await rm(part, { force: true });
    }
  };
}

/** Gives a whole file its name, if need be with a number: never another file's. */
async function giveName(part: string, stem: string, { bytes, mediaType }: Image): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = `${stem}${number === 1 ? "" : `-${number}`}.${imageExtension(mediaType)}`;
    try {
      await link(part, file).catch((error) => {
        if (["EEXIST", "ENOENT", "ENOSPC"].includes(codeOf(error) ?? "")) throw error;
        return claim(part, file); // a file system without links
      });
      return file;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      if ((await readFile(file)).equals(bytes)) return file;
    }
  }
}

/** Takes a name by an empty file, as only one can make it, and puts the whole file in its place. */
async function claim(part: string, file: string): Promise<void> {
  await (await open(file, "wx")).close();
  try {
    await rename(part, file);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function nameOf({ bytes }: Image, { model = "image", index }: PlaceOfImage): string {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  return `${model.replaceAll(/[^\w.-]+/g, "-")}-${index + 1}-${digest}`;
}
