import { placeOf } from "../call/answer.ts";
import { InvalidRequestError } from "../call/errors.ts";
import { failureText } from "../call/failure-text.ts";
import type { FieldFact, Operation } from "../call/operation.ts";
import { redact } from "../redaction/redact.ts";
import { nearMiss } from "./near-miss.ts";
import { findUnsent, type Path, type SchemaNode } from "./walk-schema.ts";

export { nearMiss };

/**
 * A generated schema, as far as a call needs it: every schema of zod is one. It is said without zod's types, which take a
 * compiler longer to read than all of ours.
 */
export interface Validator<T> extends SchemaNode {
  /** Says whether a value is valid, and what is wrong with it. It throws what reading the value throws. */
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

/** What zod finds wrong. */
export interface Issue {
  readonly code: string;
  readonly path: Path;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  readonly pattern?: string;
}

/**
 * Holds a request against its generated validator and against the pixel and aspect limits, for which a schema has no word.
 *
 * @throws InvalidRequestError with one sentence that names the field and the limit; nothing was sent
 */
export function checkRequest<T extends object>(operation: Operation, validator: Validator<T>, body: T): T {
  const issues = issuesOf(operation, validator, body);
  // A mistyped name first: it is why a required field is missing.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue) throw refusal(operation, fieldOf(issue), sentence(operation, validator, issue, valueAt(body, issue.path)));
  for (const [field, fact] of Object.entries(operation.fields)) {
    const value = (body as Record<string, unknown>)[field]; // an object by its type
    const wrong = typeof value === "string" ? outsideSize(value, fact) : undefined;
    if (wrong) throw refusal(operation, field, `${field} ${wrong}; it is "${value}"`);
  }
  return body;
}

/** What is wrong with a request; one of the caller's own making may throw as it is read. */
function issuesOf(operation: Operation, validator: Validator<object>, body: object): readonly Issue[] {
  try {
    const checked = validator.safeParse(body);
    if (!checked.success) return checked.error.issues;
    // What is inherited, such as a class's getter, does not go into JSON: it would pass here and be missing there.
    const unsent = findUnsent(validator, body);
    return unsent ? [{ code: "not_own", path: unsent }] : [];
  } catch (cause) {
    const text = `${placeOf(operation)}: the request cannot be read: ${failureText(cause)}.`;
    throw new InvalidRequestError(text, { provider: operation.provider, operation: operation.operationId, cause });
  }
}

/** The error of a request that was refused before anything was sent. */
export function refusal(operation: Operation, field: string, text: string): InvalidRequestError {
  return new InvalidRequestError(`${placeOf(operation)}: ${text}.`, {
    provider: operation.provider,
    operation: operation.operationId,
    field,
  });
}

/** What is wrong with the pixels or the aspect of a `WxH` text. */
function outsideSize(value: string, { pixels, aspect }: FieldFact): string | undefined {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(value) ?? [];
  if (width === undefined || height === undefined) return undefined;
  const area = Number(width) * Number(height);
  const ratio = Number(width) / Number(height);
  if (pixels && (area < pixels.min || area > pixels.max))
    return `must have from ${pixels.min} to ${pixels.max} pixels, not ${area}`;
  if (aspect && (ratio < aspect.min || ratio > aspect.max)) {
    return `must have an aspect ratio from 1:${Math.round(1 / aspect.min)} to ${aspect.max}:1`;
  }
  return undefined;
}

/** Where something stands, in words: `images[0].url`. */
export function placeIn(path: Path): string {
  const parts = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`));
  return parts.join("").replace(/^\./, "");
}

function fieldOf({ path, keys = [] }: Issue): string {
  return placeIn([...path, ...keys.slice(0, 1)]);
}

function sentence(operation: Operation, schema: SchemaNode, issue: Issue, value: unknown): string {
  const field = fieldOf(issue) || "the request";
  const known = Object.keys(schema._zod.def.shape ?? {});
  switch (issue.code) {
    case "unrecognized_keys":
      return `unknown field ${field}${issue.path.length === 0 ? nearMiss(issue.keys?.[0] ?? "", known) : ""}`;
    case "invalid_value":
      return `${field} must be one of ${list(issue.values ?? [])}; it is ${show(value)}`;
    case "too_small":
    case "too_big": {
      if (issue.origin === "string" && issue.minimum === 1) return `${field} must not be empty`;
      const [must, is] = Array.isArray(value) ? ["hold", `holds ${value.length}`] : ["be", `is ${show(value)}`];
      return `${field} must ${must} at ${limitOf(issue)}; it ${is}`;
    }
    case "not_own":
      return `${field} must be a field of the object itself: one that is inherited or hidden would not be sent`;
    case "invalid_format":
    case "invalid_union":
      return `${field} must be ${formOf(operation, issue)}; it is ${show(value)}`;
    default:
      if (value === undefined) return `${field} is required`;
      return `${field} must be of type ${issue.expected === "int" ? "integer" : issue.expected}; it is ${show(value)}`;
  }
}

function limitOf({ code, minimum, maximum }: Issue): string {
  return code === "too_small" ? `least ${minimum}` : `most ${maximum}`;
}

/** The form that a text must have, in words. */
function formOf(operation: Operation, issue: Issue): string {
  const fact = operation.fields[String(issue.path[0])];
  if (fact?.pixels) return `${list(fact.values ?? [])} or width and height in pixels, such as 2048x2048`;
  if (fact?.imageInput && !fact.imageInput.forms.includes("url"))
    return "an image as a data URI (data:image/…;base64,…)";
  return issue.pattern ? `of the form ${issue.pattern}` : "of another type";
}

/** What is at a path; undefined if nothing is. */
export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], body); // stops at what is not there
}

function list(values: readonly unknown[]): string {
  return values.map((value) => show(value)).join(", ");
}

/** A value in a few words, whatever it is. A secret is taken out before the rest is cut. */
export function show(value: unknown, secrets: readonly string[] = []): string {
  const text = redact(textOf(value), secrets);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** A value as text, whatever it is, and in full. */
export function textOf(value: unknown): string {
  return typeof value === "string" || (typeof value === "object" && value !== null) ? asJson(value) : String(value);
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "not valid JSON"; // its own toJSON gives nothing
  } catch {
    return "not valid JSON"; // a circle, or a bigint within
  }
}
