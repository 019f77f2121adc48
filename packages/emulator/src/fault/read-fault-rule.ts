import { type FaultRule, isGenerationFault, isJobFault } from "./fault.ts";
import { FAULT_FIELDS, type Fields, isRecord, NO_BODY, RULE, shown, WAIT } from "./fault-fields.ts";

/** What a rule may name. */
export interface KnownProvider {
  readonly id: string;
  readonly operations: readonly {
    readonly operationId: string;
    /** In capitals. */
    readonly method: string;
    /** Whether it starts a job that is polled. */
    readonly isJob: boolean;
    /** Documented error codes by documented status. */
    readonly statuses: Readonly<Record<string, readonly string[]>>;
  }[];
}

/**
 * Holds a rule against what there is, as it comes from a file or over the wire.
 *
 * @returns a copy: what becomes of the one that was given changes nothing
 * @throws RangeError with one sentence that says what is wrong with it
 */
export function readFaultRule(value: unknown, known: readonly KnownProvider[]): FaultRule {
  checkFields("rule", value, RULE);
  // The fields have just been checked, but for those of the fault.
  const rule = value as FaultRule;
  const { kind, ...fields } = rule.fault;
  const has = Object.hasOwn(FAULT_FIELDS, kind) ? FAULT_FIELDS[kind] : undefined;
  if (has === undefined) {
    throw new RangeError(`"${kind}" is not a kind of fault; there are ${Object.keys(FAULT_FIELDS).join(", ")}`);
  }
  checkFields(`${kind} fault`, fields, has);
  if (rule.fault.kind === "status") {
    const { status, body, wait } = rule.fault;
    if (wait !== undefined) checkFields("wait", wait, WAIT);
    if (body !== undefined && NO_BODY.includes(status)) {
      throw new RangeError(`an answer with status ${status} has no body`);
    }
  }
  checkPlace(rule, known);
  // JSON has no Infinity.
  return JSON.parse(JSON.stringify(rule.times === Infinity ? { ...rule, times: "always" } : rule));
}

function checkFields(what: string, value: unknown, fields: Fields): void {
  if (!isRecord(value)) throw new RangeError(`a ${what} is an object, not ${shown(value)}`);
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(fields, name)) continue;
    throw new RangeError(`a ${what} has no "${name}"; it takes ${Object.keys(fields).join(", ") || "nothing"}`);
  }
  for (const [name, { is, words, needed }] of Object.entries(fields)) {
    const given = value[name];
    if (given === undefined && !needed) continue;
    if (given === undefined) throw new RangeError(`a ${what} needs "${name}", ${words}`);
    if (!is(given)) throw new RangeError(`"${name}" of a ${what} is ${words}; it is ${shown(given)}`);
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
  if (isGenerationFault(fault)) {
    const [what, can] = isJobFault(fault)
      ? ["a job", meant.some(({ isJob }) => isJob)]
      : ["a generation", meant.some(({ method }) => method === "POST")];
    if (!can) throw new RangeError(`${fault.kind} happens to ${what}, and no operation there starts one`);
  }
  if (fault.kind !== "status" || fault.code === undefined) return;
  const codes = [...new Set(meant.flatMap(({ statuses }) => statuses[fault.status] ?? []))];
  if (codes.includes(fault.code)) return;
  const there = codes.length === 0 ? "none is documented" : `documented are ${codes.join(", ")}`;
  throw new RangeError(`"${fault.code}" is not a code of status ${fault.status} there; ${there}`);
}
