import type { Fault, FaultRule } from "./fault.ts";

/** What a rule may name. */
export interface KnownProvider {
  readonly id: string;
  readonly operations: readonly {
    readonly operationId: string;
    /** Documented error codes by documented status. */
    readonly statuses: Readonly<Record<string, readonly string[]>>;
  }[];
}

interface Field {
  readonly is: (value: unknown) => boolean;
  readonly words: string;
  readonly needed?: boolean;
}

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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const WAIT: Record<string, Field> = {
  ms: needed(above(0)),
  as: needed(oneOf("retry-after-seconds", "retry-after-date", "x-rate-limit-reset-at-utc", "body")),
};

/** The fields of each kind of fault. */
export const FAULT_FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  status: {
    status: needed(status),
    code: text,
    body: { is: () => true, words: "anything" },
    headers: {
      is: (value) => isRecord(value) && Object.values(value).every((header) => typeof header === "string"),
      words: "an object of texts",
    },
    wait: { is: isRecord, words: "an object with ms and as" },
  },
  reset: { when: needed(oneOf("before", "during", "after")) },
  slow: { bytesPerSecond: needed(above(0)) },
  truncate: { share },
  malformed: {},
  mediaType: { mediaType: needed(text) },
  html: { status },
  neverEnding: {},
  unknownState: {},
  expired: {},
  failed: {},
  moderated: {},
} satisfies Record<Fault["kind"], Record<string, Field>>;

const RULE: Record<string, Field> = {
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

/**
 * Holds a rule against what there is, as it comes from a file or over the wire.
 *
 * @throws RangeError with one sentence that says what is wrong with it
 */
export function readFaultRule(value: unknown, known: readonly KnownProvider[]): FaultRule {
  checkFields("rule", value, RULE);
  // The fields have just been checked, but for those of the fault.
  const rule = value as FaultRule;
  const { kind, ...fields } = rule.fault;
  const has = FAULT_FIELDS[kind];
  if (has === undefined) {
    throw new RangeError(`"${kind}" is no kind of fault; there are ${Object.keys(FAULT_FIELDS).join(", ")}`);
  }
  checkFields(`${kind} fault`, fields, has);
  if (rule.fault.kind === "status" && rule.fault.wait !== undefined) checkFields("wait", rule.fault.wait, WAIT);
  checkPlace(rule, known);
  // JSON has no Infinity.
  return rule.times === Infinity ? { ...rule, times: "always" } : rule;
}

function checkFields(what: string, value: unknown, fields: Readonly<Record<string, Field>>): void {
  if (!isRecord(value)) throw new RangeError(`a ${what} is an object, not ${JSON.stringify(value)}`);
  for (const name of Object.keys(value)) {
    if (name in fields) continue;
    throw new RangeError(`a ${what} has no "${name}"; it takes ${Object.keys(fields).join(", ") || "nothing"}`);
  }
  for (const [name, { is, words, needed }] of Object.entries(fields)) {
    const given = value[name];
    if (given === undefined && !needed) continue;
    if (given === undefined) throw new RangeError(`a ${what} needs "${name}", ${words}`);
    if (!is(given)) throw new RangeError(`"${name}" of a ${what} is ${words}; it is ${JSON.stringify(given)}`);
  }
}

function checkPlace({ provider, operationId, fault }: FaultRule, known: readonly KnownProvider[]): void {
  const ids = known.map(({ id }) => id);
  if (provider !== undefined && !ids.includes(provider)) {
    throw new RangeError(`no provider "${provider}" is emulated; there are ${ids.join(", ")}`);
  }
  const operations = known
    .filter(({ id }) => provider === undefined || id === provider)
    .flatMap((each) => each.operations);
  const meant = operations.filter((operation) => operationId === undefined || operation.operationId === operationId);
  if (meant.length === 0 && operationId !== undefined) {
    const names = operations.map((operation) => operation.operationId).join(", ");
    throw new RangeError(`${provider ?? "the emulator"} has no operation "${operationId}"; there are ${names}`);
  }
  if (fault.kind !== "status" || fault.code === undefined) return;
  const codes = [...new Set(meant.flatMap(({ statuses }) => statuses[fault.status] ?? []))];
  if (codes.includes(fault.code)) return;
  const there = codes.length === 0 ? "none is documented" : `documented are ${codes.join(", ")}`;
  throw new RangeError(`"${fault.code}" is no code of status ${fault.status} there; ${there}`);
}
