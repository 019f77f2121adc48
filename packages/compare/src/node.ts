import { open } from "node:fs/promises";
import path from "node:path";
import { InvalidRequestError } from "@seedbed/core";
import { imageMediaType } from "./input-image.ts";

export { makeFolder } from "./make-folder.ts";
export { type FolderOptions, type PlaceOfImage, saveToFolder } from "./save-to-folder.ts";

const largestBytes = 256 * 1024 * 1024;

/**
 * An image as a person names it: a URL or a data URI stays as it is, anything else is a path and is read.
 *
 * @param cwd - the folder that a path starts from; by default the process's own
 * @throws InvalidRequestError where the file is not there, cannot be read or is not an image
 */
export async function imageFromArgument(argument: string, cwd = ""): Promise<string | Uint8Array> {
  if (/^(https?:\/\/|data:)/i.test(argument)) return argument;
  const bytes = await read(argument, path.resolve(cwd, argument));
  if (!imageMediaType(bytes))
    throw refused(
      `The file ${argument} is not an image that can be read (jpeg, png, webp, gif, bmp, tiff, heic or avif).`,
    );
  return bytes;
}

const reasons: Record<string, string> = {
  ENOENT: "it does not exist",
  ENOTDIR: "a part of its path is a file",
  EACCES: "permission is denied",
};

async function read(shown: string, place: string): Promise<Uint8Array> {
  const file = await open(place).catch((error: NodeJS.ErrnoException) => {
    throw refused(
      `The image file ${shown} cannot be read: ${reasons[error.code ?? ""] ?? error.code ?? error.message}.`,
    );
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw refused(`The image ${shown} is a folder or a device, not a file.`);
    if (stat.size > largestBytes) {
      throw refused(
        `The image file ${shown} has ${(stat.size / 2 ** 20).toFixed(0)} MiB, more than any provider takes.`,
      );
    }
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}

function refused(text: string): InvalidRequestError {
  return new InvalidRequestError(text, { field: "image" });
}
