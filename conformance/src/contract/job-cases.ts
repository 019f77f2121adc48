import { object } from "../spec/document.ts";
import type { SpecOperation } from "../spec/operations.ts";
import { answerInState, successesOf } from "./answers.ts";
import type { ContractCase, ScriptedAnswer } from "./contract-case.ts";
import { type CaseContext, caseId } from "./making.ts";
import { validRequest } from "./refusal-cases.ts";
import { statementOf } from "./statement.ts";

/** Every state of a job, and every step from one to another. */
export function jobCases(making: CaseContext, operation: SpecOperation): ContractCase[] {
  const job = object(operation.value["x-job"]);
  const status = making.spec.operations.find(({ id }) => id === job.statusOperation);
  if (!status || making.seen.has(`job ${status.id}`)) return [];
  making.seen.add(`job ${status.id}`);
  const states = Object.entries(object(job.states)).map(([name, meaning]) => ({ name, meaning: String(meaning) }));
  const open = states.filter(({ meaning }) => meaning === "waiting" || meaning === "running");
  const final = states.filter(({ meaning }) => meaning === "succeeded" || meaning === "failed");
  const [waiting, running] = [open.filter(is("waiting")), open.filter(is("running"))];
  const succeeded = final.filter(is("succeeded"));
  const paths = [
    ...final.map((end) => [end]),
    ...open.flatMap((from) => final.map((end) => [from, end])),
    ...waiting.flatMap((from) => running.flatMap((to) => succeeded.map((end) => [from, to, end]))),
  ];
  // Where the images come from another operation, a success there ends every case.
  const others = making.spec.operations
    .filter(({ method, id }) => method === "GET" && id !== status.id)
    .map((other): [string, ScriptedAnswer[]] => [other.id, successesOf(other).slice(0, 1)]);
  return paths.map((path) => {
    const names = path.map(({ name }) => name);
    const end = path.at(-1)?.meaning === "failed" ? "failed" : "succeeded";
    return {
      id: caseId(making, status, `job-${names.join("-")}`),
      provider: making.provider,
      operation: status.id,
      title: `a job that goes ${names.join(", ")} has ${end}`,
      rests: statementOf(`States: ${states.map(({ name }) => name).join(", ")}.`, {
        "x-evidence": job.evidence,
        "x-source": job.source,
      }),
      request: validRequest(status),
      expect: { outcome: "job", states: names, end },
      answers: {
        ...Object.fromEntries(others),
        [status.id]: names.flatMap((name) => answerInState(status, name) ?? []),
      },
    };
  });
}

const is =
  (wanted: string) =>
  ({ meaning }: { meaning: string }) =>
    meaning === wanted;
