import type { SpecOperation } from "../spec/operations.ts";
import { successesOf } from "./answers.ts";
import type { ContractCase } from "./contract-case.ts";
import { type CaseContext, caseId } from "./making.ts";
import { validRequest } from "./refusal-cases.ts";
import { statementOf } from "./statement.ts";

/** What can be read without anything being made before, such as a balance, is answered as documented. */
export function readCases(making: CaseContext, operation: SpecOperation): ContractCase[] {
  const { method, parameters, responses, value } = operation;
  const status = Object.keys(responses).find((candidate) => candidate.startsWith("2"));
  if (method !== "GET" || status === undefined || parameters.some((parameter) => parameter.value.in === "path"))
    return [];
  return [
    {
      id: caseId(making, operation, "read"),
      provider: making.provider,
      operation: operation.id,
      title: "what is asked for is given",
      rests: statementOf(`${status}:`, responses[status]?.value ?? {}, value),
      request: validRequest(operation),
      expect: { outcome: "accepted" },
      answers: { [operation.id]: successesOf(operation).slice(0, 1) },
    },
  ];
}
