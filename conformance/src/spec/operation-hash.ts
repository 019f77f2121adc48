import { createHash } from "node:crypto";
import { follow, type Json, object } from "./document.ts";
import type { SpecOperation } from "./operations.ts";

/** What a contract does not hang on: words, samples, and how well something is known. */
const words = new Set(["description", "summary", "title", "example", "examples", "externalDocs", "tags"]);
const facts = new Set(["x-pixels", "x-aspect", "x-job", "x-error-codes", "x-image-input", "x-result-expires"]);

/**
 * The hash of what a spec states of one operation, in 12 hex digits. It changes with the contract, not with its wording, its
 * evidence or another operation.
 */
export function operationHash(document: Json, { method, path, value }: SpecOperation): string {
  const contract = bare(document, value, []);
  return createHash("sha256")
    .update(JSON.stringify([method, path, contract]))
    .digest("hex")
    .slice(0, 12);
}

/** A value with its references followed, its keys in order, and without what the contract does not hang on. */
function bare(document: Json, value: unknown, within: readonly string[], named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(document, item, within));
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = object(value);
  if (typeof $ref === "string") {
    if (within.includes($ref)) return $ref; // a schema that holds itself
    return bare(document, follow(document, value, "").value, [...within, $ref], named);
  }
  const kept = Object.entries(object(value)).filter(
    // Where keys are names, such as a field called "title", all of them count.
    ([key]) => named || facts.has(key) || (!words.has(key) && !key.startsWith("x-")),
  );
  return Object.fromEntries(
    kept
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, bare(document, item, within, !named && (key === "properties" || key === "headers"))]),
  );
}
