import { type Json, object } from "../spec/document.ts";
import type { SpecOperation, SpecResponse } from "../spec/operations.ts";
import type { ScriptedAnswer } from "./contract-case.ts";

/** The documented answers of a status: each media type with each of its examples. */
export function answersOf(operation: SpecOperation, status: string): ScriptedAnswer[] {
  const response = operation.responses[status];
  return response ? examplesOf(response).map((answer) => ({ status: Number(status), ...answer })) : [];
}

function examplesOf({ value }: SpecResponse): Omit<ScriptedAnswer, "status">[] {
  return Object.entries(object(value.content)).flatMap(([mediaType, media]): Omit<ScriptedAnswer, "status">[] => {
    // The example of an image only stands for its bytes.
    if (mediaType.startsWith("image/")) return [{ mediaType }];
    return Object.values(object(object(media).examples)).map((example) => ({ mediaType, body: object(example).value }));
  });
}

/** The successes that a paid operation may answer with, in the order of the spec. */
export function successesOf(operation: SpecOperation): ScriptedAnswer[] {
  const status = Object.keys(operation.responses).find((candidate) => candidate.startsWith("2"));
  const answers = status === undefined ? [] : answersOf(operation, status);
  // A page may print a placeholder where a value stands.
  return answers.filter(({ body }) => !JSON.stringify(body ?? null).includes('"<string>"'));
}

/** The documented answer in which a task is in a state, whatever its status. */
export function answerInState(operation: SpecOperation, state: string): ScriptedAnswer | undefined {
  const all = Object.keys(operation.responses).flatMap((status) => answersOf(operation, status));
  const exact = all.find(({ body }) => stateField(body, state) !== undefined);
  if (exact) return exact;
  // A state without an example of its own: the answer of another one, with its state replaced.
  const [first] = successesOf(operation);
  const field = Object.keys(object(first?.body)).find((name) => name === "status");
  return first && field ? { ...first, body: { ...object(first.body), [field]: state } } : undefined;
}

function stateField(body: unknown, state: string): string | undefined {
  return Object.keys(object(body)).find((name) => (object(body) as Json)[name] === state);
}
