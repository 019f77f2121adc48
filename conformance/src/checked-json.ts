import { readFile, stat } from "node:fs/promises";
import type { SchemaObject, ValidateFunction } from "ajv/dist/2020.js";
import { type ParseError, parse } from "jsonc-parser";
import { isNode, LineCounter, parseDocument } from "yaml";
import { InputError } from "./input-error.ts";
import { deepestJson, isNestedTooDeep } from "./is-nested-too-deep.ts";

/**
 * Reads a JSON file and holds it against a schema.
 *
 * @param what - what it is for people: `fixture`
 * @throws InputError with file and line, where it cannot be read, is not valid JSON or does not fit
 */
export async function readChecked<T>(file: string, validate: ValidateFunction<T>, what: string): Promise<T> {
  const text = await readText(file);
  const value = parseJson(text, file);
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  const surplus: unknown = error?.params.additionalProperty;
  const steps = (error?.instancePath ?? "").split("/").slice(1);
  const place = typeof surplus === "string" ? [...steps, surplus] : steps;
  throw new InputError(
    `${file}:${lineOf(text, place)} does not fit the schema of a ${what}: /${place.join("/")} ${error?.message}.`,
  );
}

/**
 * Reads a JSON file.
 *
 * @throws InputError with file and line
 */
export async function readJson(file: string): Promise<unknown> {
  return parseJson(await readText(file), file);
}

/** Reads a JSON Schema of our own. */
export async function readSchema(file: string): Promise<SchemaObject> {
  return (await readJson(file)) as SchemaObject; // it lies beside the code
}

/** As much as one text can hold, in bytes. */
const maxBytes = 512 * 1024 * 1024 - 24;

/** The text of a file, without the mark of its byte order. */
async function readText(file: string): Promise<string> {
  const cannotBeRead = () => {
    throw new InputError(`The file ${file} cannot be read.`);
  };
  const { size } = await stat(file).catch(cannotBeRead);
  if (size > maxBytes) throw new InputError(`The file ${file} is too large: what is read may have at most 512 MiB.`);
  return (await readFile(file, "utf8").catch(cannotBeRead)).replace(/^\uFEFF/, "");
}

function parseJson(text: string, file: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const faults: ParseError[] = [];
    parse(text, faults, { disallowComments: true }); // it tells where; the runtime's own words do not always
    const line = text.slice(0, faults[0]?.offset ?? text.length).split("\n").length;
    throw new InputError(`${file}:${line} is not valid JSON: ${words.replace(/\s+/g, " ")}.`);
  }
  if (isNestedTooDeep(value)) throw new InputError(`${file} is nested more than ${deepestJson} deep.`);
  return value;
}

/** The line of a value, or of the nearest that it stands in: JSON is YAML, and that parser tells places. */
export function lineOf(text: string, path: readonly string[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** A value's place in a JSON file that was read before: `file:line`. */
export async function placeIn(file: string, path: readonly string[]): Promise<string> {
  return `${file}:${lineOf(await readText(file), path)}`;
}
