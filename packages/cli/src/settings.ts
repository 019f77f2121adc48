import { InvalidRequestError, type ConfiguredPrices, type Currency, nearMiss, type Provider, type Size } from "@seedbed/core";
import type { GenerationRequest } from "@seedbed/compare";
import { imageFromArgument } from "@seedbed/compare/node";
import { type Command, InvalidArgumentError, Option } from "commander";

/** The settings of a picture, as flags. */
export interface PictureFlags {
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
export function addPictureFlags(command: Command): Command {
  return command
    .option("--image <path|url|data>", "image to edit or to take as a reference (repeatable)", collect)
    .option("--aspect-ratio <w:h>", "1:1, 4:3, 3:4, 16:9, 9:16, 3:2, 2:3 or 21:9")
    .option("--resolution <class>", "2K or 3K")
    .option("--size <WxH>", "pixels, in place of aspect ratio and resolution", size)
    .option("--count <n>", "number of images", number)
    .option("--seed <n>", "for a reproducible picture, where the model has one", number)
    .option("--guidance-scale <x>", "how closely the prompt is followed, where the model has it", number)
    .addOption(new Option("--watermark", "put a watermark in"))
    .addOption(new Option("--no-watermark", "leave the watermark out"))
    .option("--optimize-prompt <mode>", "standard or fast")
    .addOption(new Option("--safety-checker", "check the picture for safety"))
    .addOption(new Option("--no-safety-checker", "do not check it"))
    .option("--strict", "refuse what would be dropped or approximated");
}

/** The request that the flags describe; images on disk are read. */
export async function requestOf(prompt: string, flags: PictureFlags): Promise<GenerationRequest> {
  const images = flags.image && (await Promise.all(flags.image.map(imageFromArgument)));
  const { aspectRatio, resolution, size, count, seed, guidanceScale, watermark, optimizePrompt, safetyChecker } = flags;
  const given = { images, aspectRatio, resolution, size, count, seed, guidanceScale, watermark, optimizePrompt, safetyChecker };
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { prompt, ...stated } as GenerationRequest; // each value is checked by the model's mapping
}

/** Adds the flags of what a call may cost. */
export function addPriceFlags(command: Command): Command {
  return command
    .option("--price <model=usd>", "US dollars per image of a model whose price you know (repeatable)", collect)
    .option("--credit-price <provider=usd>", "US dollars per credit (repeatable)", collect);
}

/**
 * The prices that the flags set.
 *
 * @throws InvalidRequestError where one is no amount, or of no known model or provider
 */
export function pricesOf(providers: readonly Provider[], flags: { price?: string[]; creditPrice?: string[] }): ConfiguredPrices {
  const models = providers.flatMap((provider) => provider.models.map(({ id }) => id));
  return {
    models: amounts("--price", flags.price, models),
    credits: amounts("--credit-price", flags.creditPrice, providers.map(({ id }) => id)),
  };
}

/**
 * The budget that `--max-spend` sets.
 *
 * @throws InvalidRequestError where it is no amount of a currency
 */
export function budgetOf(maxSpend: string[] | undefined): Partial<Record<Currency, number>> {
  const named = amounts("--max-spend", maxSpend?.map((text) => text.replace(/^usd=/i, "USD=").replace(/^credits=/i, "credits=")), ["USD", "credits"]);
  return named;
}

function amounts(flag: string, texts: readonly string[] | undefined, known: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    (texts ?? []).map((text) => {
      const [, name = "", amount = ""] = /^(.*)=(.*)$/s.exec(text) ?? [];
      if (name === "") throw new InvalidRequestError(`${flag} is written name=amount, such as ${known[0]}=0.05; it is "${text}".`, { field: flag });
      if (!known.includes(name)) throw new InvalidRequestError(`${flag}: there is no "${name}"${nearMiss(name, known)}; known are ${known.join(", ")}.`, { field: flag });
      if (!/^\d+(\.\d+)?$/.test(amount)) throw new InvalidRequestError(`${flag} ${name} must be an amount of at least 0, such as 0.05; it is "${amount}".`, { field: flag });
      return [name, Number(amount)];
    }),
  );
}

/** Gathers a repeatable flag. */
export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

/** Reads a number flag. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It must be a number.");
  return value;
}

/** Reads a number flag that must lie above 0. */
export function positive(text: string): number {
  const value = number(text);
  if (value <= 0) throw new InvalidArgumentError("It must be more than 0.");
  return value;
}

function size(text: string): Size {
  const [, width, height] = /^(\d{1,6})x(\d{1,6})$/i.exec(text) ?? [];
  if (!width || !height) throw new InvalidArgumentError("It must be width and height in pixels, such as 2048x2048.");
  return { width: Number(width), height: Number(height) };
}
