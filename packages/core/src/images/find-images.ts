import { textOf } from "../check/check-request.ts";
import type { ImageSource } from "./collect-images.ts";

/** Where an answer has its images: all that a provider has to say of it. */
export interface ImagesPath {
  /**
   * The fields that may hold one image or a list of them, the best first; a dot leads into an object (`data.images`), and an
   * empty text is an answer that is itself a list. The first field with a usable item counts.
   */
  readonly at: readonly string[];
  /** The fields of an item that may hold its image, if the item is an object. @default ["url"] */
  readonly item?: readonly string[];
}

/**
 * Reads the images of an answer, item by item. An item that gives none comes back with the reason in its place, and does not
 * affect the others. What else the answer holds is not looked at.
 */
export function findImages(answer: unknown, { at, item = ["url"] }: ImagesPath): ImageSource[] {
  const found = at.map((place) => {
    const sources = itemsOf(answer, place).map(([where, value]) => sourceOf(where, value, item));
    const value = fieldAt(answer, place);
    const more = Array.isArray(value) ? value.length - sources.length : 0;
    return more > 0 ? [...sources, { problem: `${place} has ${more} more items, which were not looked at` }] : sources;
  });
  const isUsable = (source: ImageSource) => !("problem" in source);
  return found.find((sources) => sources.some(isUsable)) ?? found.find(({ length }) => length > 0) ?? [];
}

/** Items of a list that are looked at: hundreds of times what any model documents. Each costs a reason if it is not an image. */
const maxItems = 10_000;

function itemsOf(answer: unknown, place: string): [where: string, value: unknown][] {
  const value = fieldAt(answer, place);
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item, index) => [`${place}[${index}]`, item]);
  return value === undefined || value === null || place === "" ? [] : [[place, value]];
}

/** What an answer has in a field; a dot leads into an object. Undefined if there is no such field. */
export function fieldAt(answer: unknown, place: string): unknown {
  const names = place === "" ? [] : place.split(".");
  return names.reduce<unknown>(
    (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    answer,
  );
}

/** The text that an answer has in a field; undefined if it has none there. */
export function textAt(answer: unknown, place: string): string | undefined {
  const value = fieldAt(answer, place);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function sourceOf(where: string, value: unknown, fields: readonly string[]): ImageSource {
  if (typeof value === "string" && value.trim() !== "") return { text: value.trim() };
  if (!isObject(value)) return { problem: `${where} is ${value === "" ? "empty" : textOf(value)}` };
  for (const field of fields) {
    const text = value[field];
    if (typeof text === "string" && text.trim() !== "") return { text: text.trim() };
  }
  const named = fields.find((field) => Object.hasOwn(value, field));
  const what =
    named === undefined ? `${where} has no ${fields.join(" or ")}` : `${where}.${named} is ${textOf(value[named])}`;
  const words = wordsOf(value);
  return { problem: words === undefined ? what : `${what}: ${words}` };
}

/** Why there is no image in an item, in the provider's words: all of them, as they are cut after a key is taken out. */
function wordsOf(item: Readonly<Record<string, unknown>>): string | undefined {
  const error = item.error ?? item.message ?? item.reason;
  if (error === undefined || error === null) return undefined;
  if (typeof error === "string") return error;
  const { message, code } = isObject(error) ? error : {};
  if (typeof message !== "string") return textOf(error);
  return `${message}${typeof code === "string" ? ` (${code})` : ""}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
