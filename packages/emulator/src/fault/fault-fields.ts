import type { Fault } from "./fault.ts";

/** What a field of a rule may hold. */
export interface Field {
  readonly is: (value: unknown) => boolean;
  readonly words: string;
  readonly needed?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

/** Statuses whose answers have no body. */
export const NO_BODY: readonly unknown[] = [204, 205, 304];

/** They say how the connection carries an answer, and that is the server's to say. */
const OF_THE_CONNECTION = [
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

const MOST_WAIT_MS = 100 * 365.25 * 24 * 3_600_000;

const whole = (least: number, most = Number.MAX_SAFE_INTEGER): Field => ({
  is: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  words: most === Number.MAX_SAFE_INTEGER ? `a whole number from ${least}` : `a whole number from ${least} to ${most}`,
});
const above = (least: number): Field => ({
  is: (value) => typeof value === "number" && value > least && value < Infinity,
  words: `a number above ${least}`,
});
const share: Field = {
  is: (value) => typeof value === "number" && value >= 0 && value <= 1,
  words: "a number from 0 to 1",
};
const text: Field = { is: (value) => typeof value === "string" && value !== "", words: "a text" };
const oneOf = (...values: readonly unknown[]): Field => ({
  is: (value) => values.includes(value),
  words: `one of ${values.join(", ")}`,
});
const needed = (field: Field): Field => ({ ...field, needed: true });
const status = whole(200, 599);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as it is shown to who gave it, whatever it is. */
export function shown(value: unknown): string {
  return jsonOf(value) ?? String(value);
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function isHeader(name: string, value: unknown): boolean {
  if (typeof value !== "string" || /\p{Cc}/u.test(value.replaceAll("\t", ""))) return false;
  try {
    new Headers().set(name, value);
    return !OF_THE_CONNECTION.includes(name.toLowerCase());
  } catch {
    return false;
  }
}

/** The fields of `wait`. */
export const WAIT: Fields = {
  ms: needed({
    is: (value) => above(0).is(value) && Number(value) <= MOST_WAIT_MS,
    words: "a number above 0, and a hundred years at most",
  }),
  as: needed(oneOf("retry-after-seconds", "retry-after-date", "x-rate-limit-reset-at-utc", "body")),
};

/** The fields of each kind of fault. */
export const FAULT_FIELDS: Readonly<Record<string, Fields>> = {
  status: {
    status: needed(status),
    code: text,
    body: { is: (value) => jsonOf(value) !== undefined, words: "JSON" },
    headers: {
      is: (value) => isRecord(value) && Object.entries(value).every(([name, header]) => isHeader(name, header)),
      words: `an object of texts: names and texts that HTTP can send, without ${OF_THE_CONNECTION.join(", ")}`,
    },
    wait: { is: isRecord, words: "an object with ms and as" },
  },
  reset: { when: needed(oneOf("before", "during", "after")) },
  slow: { bytesPerSecond: needed(above(0)) },
  truncate: { share },
  malformed: {},
  mediaType: {
    mediaType: needed({
      is: (value) => text.is(value) && isHeader("content-type", value),
      words: "a text that a header can hold",
    }),
  },
  html: {
    status: {
      is: (value) => status.is(value) && !NO_BODY.includes(value),
      words: `${status.words} whose answer has a body`,
    },
  },
  neverEnding: {},
  unknownState: {},
  expired: {},
  failed: {},
  moderated: {},
} satisfies Record<Fault["kind"], Fields>;

/** The fields of a rule. */
export const RULE: Fields = {
  provider: text,
  operationId: text,
  nth: whole(1),
  times: {
    is: (value) => value === "always" || value === Infinity || whole(1).is(value),
    words: "a whole number from 1, or always",
  },
  probability: share,
  seed: whole(0, 2 ** 32 - 1),
  fault: { is: isRecord, words: "an object with its kind", needed: true },
};
