import type { Billed, ErrorName } from "@seedbed/core";
import { type Json, object } from "../spec/document.ts";
import type { SpecOperation, SpecResponse } from "../spec/operations.ts";
import { answersOf } from "./answers.ts";
import { smallestBody } from "./body-choices.ts";
import type { ContractCase, ContractRequest, ErrorReading, ScriptedAnswer } from "./contract-case.ts";
import { type CaseContext, caseId } from "./making.ts";
import { statementOf } from "./statement.ts";

/** A valid request of an operation; the id in its path is made up. */
export function validRequest(operation: SpecOperation): ContractRequest {
  const { method, path, parameters, body } = operation;
  const names = parameters.filter(({ value }) => value.in === "path").map(({ value }) => String(value.name));
  return {
    method,
    path,
    pathParameters: Object.fromEntries(names.map((name) => [name, "00000000-0000-4000-8000-000000000000"])),
    key: "valid",
    ...(body ? { body: smallestBody(operation) } : {}),
  };
}

/** Without a key, and with one that is not valid, an operation says no. */
export function keyCases(making: CaseContext, operation: SpecOperation): ContractCase[] {
  const statuses = unauthorized(operation);
  const [status] = statuses;
  if (!operation.secured || status === undefined) return [];
  const all = statuses.flatMap((each) => answersOf(operation, String(each)));
  const meant = all.filter((answer) => isAbout(operation, answer, "AuthenticationError"));
  const answers = { [operation.id]: meant.slice(0, 1) };
  const rests = statementOf(`${status}:`, operation.responses[status]?.value ?? {}, operation.value);
  const keys = { missing: "a call without a key is refused", invalid: "a key that is not valid is refused" } as const;
  return (["missing", "invalid"] as const).map((key) => ({
    id: caseId(making, operation, `key-${key}`),
    provider: making.provider,
    operation: operation.id,
    title: keys[key],
    rests,
    request: { ...validRequest(operation), key },
    expect: { outcome: "unauthorized", statuses },
    answers,
  }));
}

/** Every documented status that is no success is told as the error that the spec gives it. */
export function answerCases(making: CaseContext, operation: SpecOperation): ContractCase[] {
  return Object.entries(operation.responses).flatMap(([status, response]): ContractCase[] => {
    const answers = answersOf(operation, status);
    if (status.startsWith("2") || readingsOf(response).length === 0 || making.seen.has(response.pointer)) return [];
    making.seen.add(response.pointer);
    return answers.map((answer, index): ContractCase => {
      const readings = readingsOf(response, answer.body);
      return {
        id: caseId(making, operation, index === 0 ? `status-${status}` : `status-${status}-${index + 1}`),
        provider: making.provider,
        operation: operation.id,
        title: `${status} is told as ${[...new Set(readings.map(({ error }) => error))].join(" or ")}`,
        rests: statementOf(`${status}:`, response.value, operation.value),
        request: validRequest(operation),
        expect: { outcome: "error", status: Number(status), errors: readings },
        answers: { [operation.id]: [answer] },
      };
    });
  });
}

/** Whether an answer can mean one error only. */
function isAbout({ responses }: SpecOperation, { status, body }: ScriptedAnswer, wanted: ErrorName): boolean {
  const response = responses[status];
  return response !== undefined && readingsOf(response, body).every(({ error }) => error === wanted);
}

/** The documented statuses that speak of the key. */
function unauthorized({ responses }: SpecOperation): number[] {
  return Object.entries(responses)
    .filter(([, response]) => readingsOf(response).some(({ error }) => error === "AuthenticationError"))
    .map(([status]) => Number(status));
}

/** What an answer may mean: by the code in its body where it has one of those documented, else anything the status stands for. */
function readingsOf({ value }: SpecResponse, body?: unknown): ErrorReading[] {
  const codes = list(value["x-error-codes"]);
  const words = Object.values(object(body)).filter((word) => typeof word === "string");
  const named = codes.filter(({ code }) => words.some((word) => word.toUpperCase() === String(code).toUpperCase()));
  const meanings = named.length > 0 ? [] : list(value["x-other-meanings"]);
  return [...(named.length > 0 ? named : codes), ...meanings].map(({ error, billed }) => {
    return { error: error as ErrorName, billed: (billed ?? "no") as Billed }; // as the generator of the clients holds them
  });
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}
