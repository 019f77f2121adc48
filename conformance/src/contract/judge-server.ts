import { failureText } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { SeenExchange } from "../repository/witness.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { SeenResponse } from "../spec/judge-exchange.ts";
import type { SpecOperation } from "../spec/operations.ts";
import { askServer } from "./ask-server.ts";
import type { ContractCase } from "./contract-case.ts";
import { followJob } from "./follow-job.ts";
import type { ServerOptions } from "./server-options.ts";

/** What a server did. */
export type Served =
  | { readonly findings: readonly Finding[]; readonly exchanges: readonly SeenExchange[] }
  /** It said nothing about the contract: it did not answer, or spoke of our own key, wallet or pace. */
  | { readonly trouble: "transport" | "harness"; readonly message: string };

type Judged = Pick<Extract<Served, { findings: unknown }>, "findings"> | Extract<Served, { trouble: unknown }>;

/** Why a server is not asked for a case; undefined where it can be. */
export function unaskable({ expect, operation, request }: ContractCase): string | undefined {
  if (expect.outcome === "error") return `a server answers ${expect.status} when it must, not when it is asked`;
  if (expect.outcome === "job") return "the states of a job are seen in a generation, not in one request";
  const needsTask =
    request.method === "GET" && Object.keys(request.pathParameters).length > 0 && expect.outcome === "accepted";
  return needsTask ? `${operation} needs a task that exists` : undefined;
}

/** Sends the request of a case as it is, and holds the answer against the case and the spec. */
export async function judgeServer(testCase: ContractCase, options: ServerOptions): Promise<Served> {
  const { spec, provider, client } = options;
  const operation = spec.operations.find(({ id }) => id === testCase.operation);
  if (!operation) return { trouble: "harness", message: `${testCase.operation} is not an operation of the spec` };
  const paid = testCase.request.method === "POST" && testCase.request.key === "valid";
  const { accounting } = client;
  const reservation = paid
    ? await accounting?.reserve({
        provider: provider.id,
        model: provider.operations[operation.id]?.model,
        operation: operation.id,
        cost: options.cost,
      })
    : undefined;
  let state: "unknown" | "accepted" | "rejected" = "unknown";
  try {
    const { method, path, body } = testCase.request;
    const exchanges: SeenExchange[] = [];
    const earlier: Finding[] = [];
    const see = (response: SeenResponse) =>
      exchanges.push({ operation: operation.id, request: { method, path, body }, response });
    const answer = await askServer(testCase.request, options, (waitedOut) => {
      see(waitedOut);
      earlier.push(...spec.judgeResponse(operation, waitedOut).map(inResponse));
    });
    see(answer);
    const taken = isSuccess(answer);
    state = taken ? "accepted" : "rejected";
    const verdict = judged(testCase, operation, spec, answer);
    if ("trouble" in verdict) return verdict;
    const job = taken && isSmallest(testCase) ? await followJob(operation, answer.body, options) : undefined;
    if (job?.trouble !== undefined) return { trouble: "transport", message: job.trouble };
    return {
      findings: [...earlier, ...verdict.findings, ...(job?.findings ?? [])],
      exchanges: [...exchanges, ...(job?.exchanges ?? [])],
    };
  } catch (error) {
    return { trouble: "transport", message: failureText(error) };
  } finally {
    await reservation?.settle({ state, cost: state === "rejected" ? null : options.cost });
  }
}

function judged({ expect }: ContractCase, operation: SpecOperation, spec: Spec, answer: SeenResponse): Judged {
  const { status } = answer;
  const findings = spec.judgeResponse(operation, answer).map(inResponse);
  const taken = isSuccess(answer);
  if (status === 429 || status >= 500) return { trouble: "transport", message: `${operation.id} answered ${status}` };
  const expected = "statuses" in expect && expect.statuses.includes(status);
  if (expect.outcome !== "unauthorized" && !expected && (isOurs(operation, status) || status === 401)) {
    return { trouble: "harness", message: `${operation.id} answered ${status}: it speaks of our key or wallet` };
  }
  const { location } = answer.headers;
  const elsewhere = status >= 300 && status < 400 && location !== undefined ? ` (a redirect to ${location})` : "";
  const wrong = (wanted: string): Judged => ({
    findings: [
      {
        field: "response.status",
        message: `${operation.id} answered ${status}${elsewhere}, not ${wanted}`,
        actual: status,
      },
      ...findings,
    ],
  });
  if (expect.outcome === "accepted")
    return taken ? { findings: [...findings, ...unreadable(operation, answer)] } : wrong("a success");
  if (expect.outcome !== "refused" && expect.outcome !== "unauthorized") return { findings };
  // A refusal may come by a new status; what is taken, sent elsewhere or not there is not refused.
  const isNew = status >= 400 && ![404, 405, 410].includes(status) && !(status in operation.responses);
  const refuses = expect.statuses.includes(status) || isNew;
  return refuses ? { findings } : wrong(expect.statuses.join(" or "));
}

/** A success in a new form is drift as long as there is something in it to read. */
function unreadable({ id, responses }: SpecOperation, { status, headers, body }: SeenResponse): Finding[] {
  const documented = Object.entries(responses).flatMap(([code, { content }]) =>
    code.startsWith("2") ? Object.keys(content) : [],
  );
  const type = headers["content-type"] ?? "";
  const isOther = documented.every((name) => name.includes("json")) && !/json/i.test(type) && body === undefined;
  const empty = status === 204 || status === 205;
  if (documented.length === 0 || !(isOther || empty || /^text\/html/i.test(type))) return [];
  const message = `${id} answered ${status} with ${empty ? "nothing" : type || "no media type"}: no result can be read in it`;
  return [{ field: "response.body", message }];
}

const isSuccess = ({ status }: SeenResponse) => status >= 200 && status < 300;

const inResponse = (finding: Finding): Finding => ({ ...finding, field: `response.${finding.field}` });

/** Whether a case is the one by which an operation's job and its price are looked at. */
export function isSmallest({ id, expect }: ContractCase): boolean {
  return expect.outcome === "accepted" && id.endsWith("/smallest");
}

/** Whether a status speaks of money alone. */
function isOurs({ responses }: SpecOperation, status: number): boolean {
  const codes = responses[status]?.value["x-error-codes"];
  return (
    Array.isArray(codes) &&
    codes.length > 0 &&
    codes.every(({ error }) => error === "InsufficientCreditsError" || error === "AuthenticationError")
  );
}
