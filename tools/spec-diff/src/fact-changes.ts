import { isDeepStrictEqual } from "node:util";
import { rateFact } from "./rate-fact.ts";
import { asObject, isObject, type Spec } from "./read-spec.ts";
import type { Change } from "./spec-diff.ts";

/** How people call a fact. */
const words: Readonly<Record<string, string>> = {
  "x-pixels": "the number of pixels that a size may have",
  "x-aspect": "the aspect ratios that a size may have",
  "x-model": "the model",
  "x-family": "the family of the model",
  "x-job": "the states of a job",
  "x-error-codes": "the provider's error codes",
  "x-failure": "what a job that failed gives",
  "x-image-input": "the images that are taken",
  "x-price": "the price",
  "x-latency": "the time that a generation takes",
  "x-evidence": "how well this is known",
  "x-result-expires": "how long a result lives",
};

/** What changed among the `x-` facts of two bundled specs, wherever both have the place that the fact is about. */
export function factChanges(before: Spec, after: Spec): Change[] {
  const seen = new Set<string>();
  const changes: Change[] = [];
  walk(before, after, "#");
  return changes;

  function walk(oldGiven: unknown, newGiven: unknown, given: string): void {
    const old = followed(before, oldGiven, given).value;
    const { value: now, location } = followed(after, newGiven, given);
    if (seen.has(location) || !(isObject(old) && isObject(now))) return;
    seen.add(location);
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const at = `${location}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      // A header or a field of the wire may start with x- too.
      const isFact = key.startsWith("x-") && !/\/(headers|properties)$/.test(location);
      if (!isFact) walkPair(old[key], now[key], at);
      else if (!isDeepStrictEqual(old[key], now[key])) {
        const kind = old[key] === undefined ? "added" : now[key] === undefined ? "removed" : "changed";
        const message = `${words[key] ?? key}, ${kind}: ${difference(old[key], now[key])}.`;
        changes.push({ id: `${key}-${kind}`, location: at, bump: rateFact(key, old[key], now[key]), message });
      }
    }
  }

  function walkPair(old: unknown, now: unknown, location: string): void {
    if (!Array.isArray(old) || !Array.isArray(now)) {
      walk(old, now, location);
      return;
    }
    for (const [index, item] of now.entries()) {
      const name = nameOf(item);
      walk(name === undefined ? old[index] : old.find((other) => nameOf(other) === name), item, `${location}/${index}`);
    }
  }
}

function nameOf(item: unknown): unknown {
  const { name, url, $ref } = asObject(item);
  return name ?? url ?? $ref;
}

function followed(document: Spec, value: unknown, location: string): { value: unknown; location: string } {
  const reference = asObject(value).$ref;
  if (typeof reference !== "string" || !reference.startsWith("#/") || reference === location)
    return { value, location };
  const target = reference
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => asObject(at)[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  return followed(document, target, reference);
}

function shown(fact: unknown): string {
  const text = fact === undefined ? "nothing" : JSON.stringify(fact);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

/** Only the entries that differ, where both are objects. */
function difference(old: unknown, now: unknown): string {
  if (!isObject(old) || !isObject(now)) return `${shown(old)} -> ${shown(now)}`;
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const differing = keys.filter((key) => !isDeepStrictEqual(old[key], now[key]));
  return differing.map((key) => `${key} ${shown(old[key])} -> ${shown(now[key])}`).join(", ");
}
