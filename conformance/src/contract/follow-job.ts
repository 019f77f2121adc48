import { createClock } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { SeenExchange } from "../repository/witness.ts";
import { object } from "../spec/document.ts";
import type { SeenResponse } from "../spec/judge-exchange.ts";
import type { SpecOperation } from "../spec/operations.ts";
import { askServer } from "./ask-server.ts";
import type { ContractRequest } from "./contract-case.ts";
import { validRequest } from "./refusal-cases.ts";
import type { ServerOptions } from "./server-options.ts";

/** As often as a client asks: it keeps to three requests a minute. */
const betweenPollsMs = 21_000;
const maxPolls = 40;
const order = ["waiting", "running", "succeeded", "failed"];

/** What a job said on its way. */
export interface Followed {
  readonly findings: readonly Finding[];
  readonly exchanges: readonly SeenExchange[];
  /** Why nothing can be said of its end. */
  readonly trouble?: string;
}

/** Polls the job that an accepted request has made, and holds each answer and each step against the spec. */
export async function followJob(submit: SpecOperation, body: unknown, options: ServerOptions): Promise<Followed> {
  const { spec, client } = options;
  const job = object(submit.value["x-job"]);
  const status = spec.operations.find(({ id }) => id === job.statusOperation);
  const task = object(body)[String(job.taskId)];
  if (!status || typeof task !== "string") return { findings: [], exchanges: [] };
  const clock = client.clock ?? createClock();
  const findings = new Map<string, Finding>();
  const exchanges: SeenExchange[] = [];
  const note = (finding: Finding) => findings.set(finding.field, findings.get(finding.field) ?? finding);
  const ask = async (operation: SpecOperation): Promise<SeenResponse> => {
    const request = withTask(validRequest(operation), task);
    const answer = await askServer(request, options, () => {});
    for (const finding of spec.judgeResponse(operation, answer)) note({ ...finding, field: `job.${finding.field}` });
    exchanges.push({ operation: operation.id, request: { ...request, body: undefined }, response: answer });
    return answer;
  };
  const ended = (trouble?: string): Followed => ({
    findings: [...findings.values()],
    exchanges,
    ...(trouble === undefined ? {} : { trouble }),
  });

  let last: { readonly word: string; readonly meaning: string | undefined } | undefined;
  for (let poll = 0; poll < maxPolls; poll += 1) {
    if (options.stop?.aborted) return ended(`the job of ${submit.id} was not followed to its end: the run was stopped`);
    await clock.delay(betweenPollsMs, AbortSignal.timeout(600_000));
    const answer = await ask(status);
    if (answer.status >= 500 || answer.status === 429) continue;
    const word = String(object(answer.body).status);
    const meaning = object(job.states)[word];
    const now = { word, meaning: typeof meaning === "string" ? meaning : undefined };
    if (answer.status === 404) {
      note({ field: "job.status", message: `${status.id} answered 404 for the task ${task} that ${submit.id} gave` });
      return ended();
    }
    if (last?.meaning && now.meaning && order.indexOf(now.meaning) < order.indexOf(last.meaning)) {
      const message = `the job went back from ${last.word} to ${word}`;
      note({ field: "job.order", message, expected: last.word, actual: word, drift: "state" });
    }
    last = now;
    if (now.meaning !== "succeeded" && now.meaning !== "failed") continue;
    if (now.meaning === "succeeded") for (const other of resultsOf(options, status)) await ask(other);
    return ended();
  }
  const minutes = (maxPolls * betweenPollsMs) / 60_000;
  if (last === undefined || last.meaning) return ended(`the job of ${submit.id} did not end within ${minutes} minutes`);
  const message = `the job stood in "${last.word}", which is in no document, for ${minutes} minutes: its documented end did not come`;
  note({ field: "job.end", message, actual: last.word });
  return ended();
}

/** Operations that read of a task what its status does not tell. */
function resultsOf({ spec }: ServerOptions, status: SpecOperation): SpecOperation[] {
  return spec.operations.filter(
    ({ method, id, parameters }) =>
      method === "GET" && id !== status.id && parameters.some(({ value }) => value.in === "path"),
  );
}

function withTask(request: ContractRequest, task: string): ContractRequest {
  const names = Object.keys(request.pathParameters);
  return { ...request, pathParameters: Object.fromEntries(names.map((name) => [name, task])) };
}
