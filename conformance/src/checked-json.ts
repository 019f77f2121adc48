import { readFile } from "node:fs/promises";
import type { ValidateFunction } from "ajv/dist/2020.js";
import { isNode, LineCounter, parseDocument } from "yaml";
import { InputError } from "./input-error.ts";

/**
 * Reads a JSON file and holds it against a schema.
 *
 * @param what - what it is for people: `fixture`
 * @throws InputError with file and line, where it cannot be read, is no JSON or does not fit
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
export async function readJson(file: string): Promise<Record<string, unknown>> {
  return parseJson(await readText(file), file) as Record<string, unknown>; // what is in it is for the caller to see
}

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw new InputError(`The file ${file} cannot be read.`);
  });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(words)?.[1] ?? text.length);
    const line = text.slice(0, offset).split("\n").length;
    throw new InputError(`${file}:${line} is no JSON: ${words}.`);
  }
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
