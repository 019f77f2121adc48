import type { SpecOperation } from "../spec/operations.ts";
import { successesOf } from "./answers.ts";
import { type Choice, fieldsOf, invalidChoices, requiredOf, smallestBody, validChoices } from "./body-choices.ts";
import type { ContractCase } from "./contract-case.ts";
import { type CaseContext, caseId } from "./making.ts";
import { statementOf } from "./statement.ts";

/** What an operation says of its body: each valid value is taken, each other one refused. */
export function bodyCases(making: CaseContext, operation: SpecOperation): ContractCase[] {
  const { body } = operation;
  if (!body) return [];
  // A body that another operation has too is put to the test there; here that it is taken at all.
  const shared = making.seen.has(body.pointer);
  making.seen.add(body.pointer);
  const smallest = smallestBody(operation);
  const fields = fieldsOf(operation);
  const successes = successesOf(operation);
  const rests = (text: string, ...names: string[]) =>
    statementOf(text, ...fields.filter(([name]) => names.includes(name)).map(([, schema]) => schema), operation.value);
  const base = {
    provider: making.provider,
    operation: operation.id,
    answers: {},
  };
  const request = { method: operation.method, path: operation.path, pathParameters: {}, key: "valid" } as const;

  const taken = rounds(fields.flatMap(([name, schema]) => validChoices(name, schema)));
  const accepted = (shared ? [] : taken).map((choices, index): ContractCase => {
    const names = choices.map(({ name }) => name);
    return {
      ...base,
      id: caseId(making, operation, names.length > 3 ? `values-${index + 1}` : names.join("-")),
      title: choices.map(({ title }) => title).join("; "),
      rests: rests(`Documented: ${names.join(", ")}.`, ...choices.map(({ field }) => field)),
      request: { ...request, body: { ...smallest, ...merged(choices) } },
      expect: { outcome: "accepted" },
      answers: { [operation.id]: successes.slice(index % Math.max(1, successes.length)).slice(0, 1) },
    };
  });
  const refused = (name: string, title: string, text: string, changed: object, ...names: string[]): ContractCase => ({
    ...base,
    id: caseId(making, operation, name),
    title,
    rests: rests(text, ...names),
    request: { ...request, body: { ...smallest, ...changed } },
    expect: { outcome: "refused", statuses: refusals(operation) },
  });
  return [
    {
      ...base,
      id: caseId(making, operation, "smallest"),
      title: `${requiredOf(operation).join(" and ")} alone is taken`,
      rests: rests(`Required: ${requiredOf(operation).join(", ")}.`, ...requiredOf(operation)),
      request: { ...request, body: smallest },
      expect: { outcome: "accepted" },
      answers: { [operation.id]: successes.slice(0, 1) },
    },
    ...accepted,
    ...(shared ? requiredOf(operation).slice(0, 1) : requiredOf(operation)).map((name) => ({
      ...refused(`${name}-missing`, `${name} missing is refused`, `${name} is required.`, {}, name),
      request: { ...request, body: Object.fromEntries(Object.entries(smallest).filter(([field]) => field !== name)) },
    })),
    ...(shared ? [] : fields)
      .flatMap(([name, schema]) => invalidChoices(name, schema))
      .map(({ field, name, title, value }) =>
        refused(name, title, `Outside what is documented of ${field}.`, { [field]: value }, field),
      ),
    refused("unknown-field", "a field that is in no document is refused", "No other field is documented.", {
      seedbed_unknown: true,
    }),
  ];
}

/** The statuses with which a body may be refused: the documented 4xx that do not speak of key, money, place or pace. */
function refusals({ responses }: SpecOperation): number[] {
  const other = [401, 402, 403, 404, 405, 410, 429];
  return Object.keys(responses)
    .map(Number)
    .filter((status) => status >= 400 && status < 500 && !other.includes(status));
}

/** Each value once, as few requests as the field with the most values needs. */
function rounds(choices: readonly Choice[]): Choice[][] {
  const byField = Map.groupBy(choices, ({ field }) => field);
  const most = Math.max(0, ...[...byField.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, round) =>
    [...byField.values()].flatMap((own) => (own[round] ? [own[round]] : [])),
  );
}

function merged(choices: readonly Choice[]): Record<string, unknown> {
  return Object.fromEntries(choices.map(({ field, value }) => [field, value]));
}
