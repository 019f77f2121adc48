import { isObject } from "../../traffic/mismatches.ts";
import { blankAmount, blankText, isAmount, isPersonal } from "./account-data.ts";
import { replaceIdentifiers } from "./identifiers.ts";
import { redactAddresses } from "./redact-address.ts";
import { isTelling, jsonWithin, redactedPrompt, redactPrompts } from "./redact-prompts.ts";
import { showsSecret } from "./shows-secret.ts";
import { type ImageFacts, shrinkImages } from "./small-image.ts";

/** What stands where a secret was. */
export const redactedMark = "[redacted]";

/** What is to be taken out. */
export interface RedactorOptions {
  /** Keys, cookies: never to be written in any form. */
  readonly secrets: readonly string[];
  /** Ids of requests and jobs, each with what stands for it. */
  readonly identifiers: ReadonlyMap<string, string>;
  /** Addresses of this machine or of a gateway, each with the public one that stands for it. */
  readonly origins: ReadonlyMap<string, string>;
  /** Prompts to be taken out. @default none */
  readonly prompts?: readonly string[];
}

/** Takes out of a recording what must not be in a file. */
export interface Redactor {
  /** A value of JSON; `at` says where it stands. */
  json(value: unknown, at: string): unknown;
  /** A text such as a header or an address. */
  text(text: string, at: string): string;
  /** A name or a path: a prompt that is a common word may be a part of it. */
  name(text: string, at: string): string;
  /** Writes down that something was taken out. */
  note(words: string): void;
  /** What was taken out, in words. */
  readonly removed: () => string[];
  /** The images that small ones took the place of. */
  readonly images: readonly ImageFacts[];
}

/** Makes a redactor for one recording: what stands for something is the same throughout. */
export function createRedactor(options: RedactorOptions): Redactor {
  const removed = new Set<string>();
  const images: ImageFacts[] = [];
  const { secrets, identifiers, origins, prompts = [] } = options;

  /** Does one thing to a text, and writes down where it changed it. */
  function step(text: string, change: (text: string) => string, words: string): string {
    const changed = change(text);
    if (changed !== text) removed.add(words);
    return changed;
  }

  function text(given: string, at: string, taken = prompts): string {
    const whole = step(given, (old) => (taken.includes(old.trim()) ? redactedPrompt : old), "prompts");
    const nested = jsonWithin(whole);
    if (nested !== undefined) return JSON.stringify(json(nested, at));
    let result = shrinkImages(whole, at, (facts) => {
      images.push(facts);
      removed.add(`image: ${at}`);
    });
    result = step(result, (old) => redactPrompts(old, taken), "prompts");
    for (const [origin, other] of origins) result = result.split(origin).join(other);
    for (const secret of secrets.filter(({ length }) => length > 0))
      result = step(result, (old) => old.split(secret).join(redactedMark), `secret: ${at}`);
    result = step(result, redactAddresses, `signature or long value in the query of an address: ${at}`);
    result = step(
      result,
      (old) => replaceIdentifiers(old, identifiers),
      "ids of requests and jobs: replaced throughout",
    );
    result = step(result, blankText, `account data: ${at}`);
    return showsSecret(result, secrets) ? step(result, () => redactedMark, `secret: ${at}`) : result;
  }

  function named(given: string, at: string): string {
    return text(given, at, prompts.filter(isTelling));
  }

  function json(value: unknown, at: string): unknown {
    if (typeof value === "string") return text(value, at);
    if (Array.isArray(value)) return value.map((item, index) => json(item, `${at}[${index}]`));
    if (!isObject(value)) return showsSecret(String(value), secrets) ? redactedMark : value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const key = named(name, `a name in ${at}`);
        return [key, field(key, item, `${at}.${key}`)];
      }),
    );
  }

  function field(name: string, value: unknown, at: string): unknown {
    const blank = isAmount(name) ? leaves(value, blankAmount) : isPersonal(name) ? leaves(value, withoutPerson) : value;
    if (JSON.stringify(blank) !== JSON.stringify(value)) removed.add(`account data: ${at}`);
    if (prompts.length > 0 && /prompt$/i.test(name) && typeof value === "string") {
      removed.add("prompts");
      return redactedPrompt;
    }
    return json(blank, at);
  }

  return {
    json,
    text: (given, at) => text(given, at),
    name: named,
    note: (words) => removed.add(words),
    removed: () => [...removed].sort(),
    images,
  };
}

function withoutPerson(value: unknown): unknown {
  return typeof value === "string" ? "redacted" : typeof value === "number" ? 1 : value;
}

/** Every value within, changed. */
function leaves(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => leaves(item, change));
  if (!isObject(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, leaves(item, change)]));
}
