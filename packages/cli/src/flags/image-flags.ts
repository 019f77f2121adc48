import type { GenerationRequest } from "@seedbed/compare";
import { imageFromArgument } from "@seedbed/compare/node";
import type { Size } from "@seedbed/core";
import type { Command } from "commander";
import { collect, number, refused } from "./read-flag.ts";

/** The settings of an image, as flags. */
export interface ImageFlags {
  image?: string[];
  aspectRatio?: string;
  resolution?: string;
  size?: Size;
  count?: number;
  seed?: number;
  guidanceScale?: number;
  watermark?: boolean;
  optimizePrompt?: string;
  safetyChecker?: boolean;
  strict?: boolean;
}

/** Adds the settings that `generate`, `compare` and `estimate` share. */
export function addImageFlags(command: Command): Command {
  return command
    .optionsGroup("Image:")
    .option("--image <path|url>", "input or reference image: path, URL or data URI (repeatable)", collect)
    .option("--aspect-ratio <w:h>", "1:1, 4:3, 3:4, 16:9, 9:16, 3:2, 2:3 or 21:9")
    .option("--resolution <class>", "2K or 3K")
    .option("--size <WxH>", "size in pixels, instead of aspect ratio and resolution", size)
    .option("--count <n>", "number of images", number("--count"))
    .option("--seed <n>", "seed for reproducible output", number("--seed"))
    .option("--guidance-scale <x>", "how closely the prompt is followed", number("--guidance-scale"))
    .option("--watermark", "add a watermark")
    .option("--no-watermark", "do not add a watermark")
    .option("--optimize-prompt <mode>", "standard or fast")
    .option("--safety-checker", "turn the provider's safety checker on")
    .option("--no-safety-checker", "turn the provider's safety checker off")
    .option("--strict", "refuse the request if a setting would be dropped or approximated");
}

/** The settings that were given, as a person gave them. */
export function settingsOf(flags: ImageFlags): Omit<ImageFlags, "image" | "strict"> {
  const { aspectRatio, resolution, size, count, seed, guidanceScale, watermark, optimizePrompt, safetyChecker } = flags;
  const all = { aspectRatio, resolution, size, count, seed, guidanceScale, watermark, optimizePrompt, safetyChecker };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The request that the flags describe; images on disk are read. */
export async function requestOf(prompt: string, flags: ImageFlags, cwd: string): Promise<GenerationRequest> {
  const images = flags.image && (await Promise.all(flags.image.map((image) => imageFromArgument(image, cwd))));
  return { prompt, ...settingsOf(flags), ...(images ? { images } : {}) } as GenerationRequest; // each value is checked by the model's mapping
}

/** What was asked, to be kept beside an image: images by name, not by content. */
export function askedOf(prompt: string, flags: ImageFlags): Record<string, unknown> {
  const images = flags.image?.map((image) => (/^data:/i.test(image) ? `${image.slice(0, 30)}…` : image));
  return { prompt, ...settingsOf(flags), ...(images ? { images } : {}) };
}

function size(text: string): Size {
  const [, width, height] = /^(\d{1,6})x(\d{1,6})$/i.exec(text) ?? [];
  if (!width || !height)
    throw refused("--size", `must be width and height in pixels, such as 2048x2048; it is "${text}"`);
  return { width: Number(width), height: Number(height) };
}
