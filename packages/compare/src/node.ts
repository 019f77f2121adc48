import { open } from "node:fs/promises";
import { InvalidRequestError } from "@seedbed/core";
import { imageMediaType } from "./input-image.ts";

const largestBytes = 256 * 1024 * 1024;

/**
 * An image as a person names it: a URL or a data URI stays as it is, anything else is a path and is read.
 *
 * @throws InvalidRequestError where the file is not there, cannot be read or is no image
 */
export async function imageFromArgument(argument: string): Promise<string | Uint8Array> {
  if (/^(https?:\/\/|data:)/i.test(argument)) return argument;
  const bytes = await read(argument);
  if (!imageMediaType(bytes)) throw new InvalidRequestError(`The file ${argument} is no image that can be read (jpeg, png, webp, gif, bmp or tiff).`, { field: "image" });
  return bytes;
}

async function read(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "there is none" : error.code === "EACCES" ? "it may not be read" : error.message;
    throw new InvalidRequestError(`The image file ${path} cannot be read: ${why}.`, { field: "image" });
  });
  try {
    const { size, ...kind } = await file.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }));
    if (!kind.isFile) throw new InvalidRequestError(`The image ${path} is no file.`, { field: "image" });
    if (size > largestBytes) throw new InvalidRequestError(`The image file ${path} has ${(size / 1e6).toFixed(0)} MB, more than any provider takes.`, { field: "image" });
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}
