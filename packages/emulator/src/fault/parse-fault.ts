import type { FaultRule } from "./fault.ts";
import { FAULT_FIELDS, shown } from "./fault-fields.ts";
import { type KnownProvider, readFaultRule } from "./read-fault-rule.ts";

/** The field that the value after a fault's name fills; a fault without one stands alone. */
const VALUES: Readonly<Record<string, string>> = {
  status: "status",
  reset: "when",
  slow: "bytesPerSecond",
  truncate: "share",
  mediaType: "mediaType",
  html: "status",
};
const COUNTS = ["nth", "times", "probability", "seed"];
const OF_STATUS = ["code", "waitSeconds", "waitAs", "body"];

/**
 * Reads a fault as it is written on a command line: where it happens, when, and what, with colons between, such as
 * `novita:seedream5Lite:nth=2:status=503`.
 *
 * @throws RangeError with one sentence that says what is wrong with it
 */
export function parseFault(text: string, known: readonly KnownProvider[]): FaultRule {
  // A body may hold colons, so it comes last and takes the rest.
  const [head = "", body] = text.split(/:body=(.*)/s);
  const places: string[] = [];
  const counts: Record<string, unknown> = {};
  const extra: Record<string, unknown> = body === undefined ? {} : { body: readBody(body) };
  let fault: Record<string, unknown> | undefined;
  for (const part of head.split(":")) {
    const [name = "", value] = part.split(/=(.*)/s);
    if (Object.hasOwn(FAULT_FIELDS, name)) {
      if (fault !== undefined)
        throw new RangeError(`it names two faults, ${fault.kind} and ${name}: order each by itself`);
      fault = { kind: name, ...fieldOf(name, value) };
    } else if (value !== undefined && (Object.hasOwn(counts, name) || Object.hasOwn(extra, name)))
      throw new RangeError(`${name} is given twice`);
    else if (value !== undefined && COUNTS.includes(name)) counts[name] = readValue(value);
    else if (value !== undefined && OF_STATUS.includes(name)) extra[name] = readValue(value);
    else if (value === undefined && fault === undefined && places.length < 2) places.push(name);
    else throw new RangeError(`"${part}" is neither a fault nor a setting of one; ${words()}`);
  }
  const where = placeOf(places, known);
  if (fault === undefined) throw new RangeError(`it names no fault; ${words()}`);
  const { waitSeconds, waitAs, ...rest } = extra;
  const wait = waitOf(waitSeconds, waitAs);
  return readFaultRule({ ...where, ...counts, fault: { ...fault, ...rest, ...(wait && { wait }) } }, known);
}

function fieldOf(kind: string, value: string | undefined): Record<string, unknown> {
  if (value === undefined) return {};
  const field = VALUES[kind];
  if (field === undefined) throw new RangeError(`${kind} takes no value; it has "${value}"`);
  return { [field]: readValue(value) };
}

/** A body may be a text, but what begins as JSON is meant to be some. */
function readBody(text: string): unknown {
  const body = readValue(text);
  if (typeof body === "string" && /^[{[]/.test(body))
    throw new RangeError(`body begins as JSON does, and is none: ${JSON.stringify(body)}`);
  return body;
}

/** A number or other JSON as what it is; what is none is a text. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function placeOf([first, second]: readonly string[], known: readonly KnownProvider[]) {
  const given = (name: string | undefined) => (name === "*" ? undefined : name);
  const isOperation = known.some(({ operations }) => operations.some(({ operationId }) => operationId === first));
  if (second === undefined && isOperation) return { operationId: first };
  if (first !== undefined && first !== "*" && !isOperation && !known.some(({ id }) => id === first)) {
    const ids = known.map(({ id }) => id).join(", ");
    throw new RangeError(`"${first}" is not a provider (${ids}), no operation of one, and no fault; ${words()}`);
  }
  return { provider: given(first), operationId: given(second) };
}

function waitOf(seconds: unknown, as: unknown): object | undefined {
  if (seconds === undefined && as === undefined) return undefined;
  if (typeof seconds !== "number") throw new RangeError(`waitSeconds is a number; it is ${shown(seconds)}`);
  return { ms: seconds * 1000, as: as ?? "retry-after-seconds" };
}

const words = () =>
  `faults are ${Object.keys(FAULT_FIELDS).join(", ")}; settings are ${[...COUNTS, ...OF_STATUS].join(", ")}`;
