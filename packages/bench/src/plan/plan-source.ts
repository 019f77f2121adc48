import { InvalidRequestError } from "@seedbed/core";
import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument, visit } from "yaml";

/** A YAML text that knows its lines. */
export interface PlanSource {
  /** What it holds, as plain data. */
  readonly data: unknown;
  /** An error that names file and line of what is at a path; `key` means the name itself and not its value. */
  refuse(at: readonly (string | number)[], text: string, key?: boolean): InvalidRequestError;
}

/**
 * Reads YAML.
 *
 * @throws InvalidRequestError with file and line where it is none
 */
export function readSource(text: string, file: string): PlanSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const said = (offset: number | undefined, words: string) =>
    new InvalidRequestError(`${file}${offset === undefined ? "" : `:${lines.linePos(offset).line}`}: ${words}.`, {
      field: "plan",
    });
  const [error] = document.errors;
  if (error) throw said(error.pos[0], `it is not valid YAML: ${error.message.replace(/\.$/, "")}`);
  return {
    data: plainData(document, said),
    refuse(at, words, key = false) {
      const offset = key
        ? keyOffset(document.contents, at)
        : (offsetOf(at.length === 0 ? document.contents : document.getIn(at, true)) ??
          keyOffset(document.contents, at));
      return said(offset ?? (at.length > 0 ? keyOffset(document.contents, at.slice(0, 1)) : undefined), words);
    },
  };
}

/** An alias that leads nowhere, or to too much, shows only here. */
function plainData(document: Document, said: (offset: number | undefined, words: string) => Error): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const places: number[] = [];
    visit(document, { Alias: (_key, { range }) => void (range && places.push(range[0])) });
    throw said(places[0], `it is not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Data that came from flags: what is wrong is named by its flag or field alone. */
export function sourceOfFlags(data: unknown): PlanSource {
  return {
    data,
    refuse: (at, words) => new InvalidRequestError(`${sentence(words)}.`, { field: String(at[0] ?? "plan") }),
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function keyOffset(contents: Node | null, at: readonly (string | number)[]): number | undefined {
  const parent = at.slice(0, -1).reduce<unknown>((node, step) => child(node, step), contents);
  if (!isMap(parent)) return offsetOf(parent);
  const pair = parent.items.find((item) => isPair(item) && nameOf(item.key) === at.at(-1));
  return offsetOf(pair?.key);
}

function child(node: unknown, step: string | number): unknown {
  return typeof node === "object" && node !== null && "get" in node && typeof node.get === "function"
    ? node.get(step, true)
    : undefined;
}

function nameOf(key: unknown): unknown {
  return typeof key === "object" && key !== null && "value" in key ? key.value : key;
}
