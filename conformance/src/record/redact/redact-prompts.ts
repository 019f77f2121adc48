import { isObject } from "../../traffic/mismatches.ts";
import { shortestSecret, showsSecret } from "./shows-secret.ts";

/** What stands where a prompt was. */
export const redactedPrompt = "an image of something";

/** A prompt of one word may be a part of these, which are no one's prompt. */
const mediaType = String.raw`image\/(?:png|jpe?g|webp|gif|bmp|tiff|avif|hei[cf]|svg)\b|application\/(?:json|octet-stream)\b|text\/(?:plain|html)\b`;

/** The prompts of a request: the texts of its fields of that name, and, of one that is JSON, the texts within. */
export function promptsOf(request: object): string[] {
  return Object.entries(request).flatMap(([name, value]) =>
    /prompt$/i.test(name) && typeof value === "string" ? said(value) : [],
  );
}

/** As it is, without the blanks around it, with single ones; and the texts within where it is JSON. */
function said(prompt: string): string[] {
  const trimmed = prompt.trim();
  const forms = new Set([prompt, trimmed, trimmed.replace(/\s+/g, " "), ...textsIn(jsonWithin(prompt))]);
  return [...forms].filter((form) => form.trim() !== "");
}

/** Takes prompts out of a text, however it has them: as they are, escaped, in an address, encoded. */
export function redactPrompts(text: string, prompts: readonly string[]): string {
  const longestFirst = prompts.toSorted((a, b) => b.length - a.length);
  const spoken = longestFirst.reduce(replaced, text);
  if (!showsPrompt(spoken, prompts)) return spoken;
  // Encoded in a way that cannot be replaced within: the part of the address or text goes that has it.
  const inParts = spoken.replace(/[^/?&=#\s"'<>]+/g, (part) => (showsPrompt(part, prompts) ? "redacted" : part));
  return showsPrompt(inParts, prompts) ? redactedPrompt : inParts;
}

/** Whether a text shows one of those prompts that can be told from common words. */
export function showsPrompt(text: string, prompts: readonly string[]): boolean {
  return showsSecret(text.replaceAll(redactedPrompt, ""), prompts.filter(isTelling));
}

/** A short word alone stands in many a text that has nothing of a prompt. */
export function isTelling(prompt: string): boolean {
  return prompt.length >= shortestSecret && !/^[\w-]{1,15}$/.test(prompt) && !redactedPrompt.includes(prompt);
}

/** A regular expression cannot be much longer. */
const longestPattern = 1000;

function replaced(given: string, prompt: string): string {
  const all = formsOf(prompt);
  const isLong = ([form]: [string, string]) => form.length > longestPattern;
  const text = all.filter(isLong).reduce((old, [form, other]) => old.split(form).join(other), given);
  const forms = all.filter((form) => !isLong(form));
  if (forms.length === 0) return text;
  const words = forms.map(([form]) => escapedForRegExp(form)).join("|");
  const telling = isTelling(prompt);
  // In one pass, so that what was put in is not looked at again.
  const pattern = telling ? words : String.raw`(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])`;
  const standIns = new Map(forms.map(([form, other]) => [form.toLowerCase(), other]));
  const addresses = addressesIn(text);
  let address = addresses.next().value;
  return text.replace(
    new RegExp(`${redactedPrompt}|${mediaType}|${pattern}`, telling ? "giu" : "gu"),
    (found, offset: number) => {
      const other = found === redactedPrompt ? undefined : standIns.get(found.toLowerCase());
      if (other === undefined) return found;
      while (address && address.end < offset) address = addresses.next().value;
      if (!address || offset < address.hostStart) return other;
      return offset <= address.hostEnd ? found : other.replaceAll(" ", "%20"); // no prompt makes a host
    },
  );
}

/** Where the addresses of a text lie, in order. */
function* addressesIn(text: string): Generator<{ hostStart: number; hostEnd: number; end: number }, undefined> {
  for (const { 0: address, 1: rest = "", index } of text.matchAll(/https?:\/\/([^\s"'<>\\`]*)/gi)) {
    const end = index + address.length;
    const hostStart = end - rest.length;
    const length = rest.search(/[/?#]/);
    yield { hostStart, hostEnd: length === -1 ? end : hostStart + length, end };
  }
}

/** A prompt in its clothes, each with what stands for it in the same. */
function formsOf(prompt: string): [string, string][] {
  const clothes: ((text: string) => string)[] = [
    (text) => text,
    (text) => JSON.stringify(text).slice(1, -1),
    (text) => entities(text, "&#39;"),
    (text) => entities(text, "&apos;"),
    (text) => entities(text, "'"),
    (text) => new URLSearchParams([["", text]]).toString().slice(1),
    (text) => encodeURIComponent(text.toWellFormed()),
    (text) => encodeURI(text.toWellFormed()),
    (text) => encodeURIComponent(encodeURIComponent(text.toWellFormed())),
  ];
  // Where two come to the same, the first of them is worn.
  return [...new Map(clothes.toReversed().map((wear) => [wear(prompt), wear(redactedPrompt)]))];
}

function entities(text: string, apostrophe: string): string {
  const named: Readonly<Record<string, string>> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
  return text.replace(/[&"<>]/g, (sign) => named[sign] ?? sign).replaceAll("'", apostrophe);
}

function escapedForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** An object or a list that was put into a text as JSON. */
export function jsonWithin(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return isTelling(value) ? [value] : [];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(textsIn) : [];
}
