import { type ClientOptions, type Clock, type Cost, createClock, type Provider } from "@seedbed/core";
import type { Finding } from "@seedbed/report";
import type { Spec } from "../spec/create-spec.ts";
import type { SpecOperation } from "../spec/operations.ts";
import type { SeenExchange } from "../witness.ts";
import type { ContractCase } from "./contract-case.ts";
import { keyHeader, pathOf } from "./curl-line.ts";

/** Where the requests go. */
export interface ServerOptions {
  readonly provider: Provider;
  readonly spec: Spec;
  /** Base URL, key, fetch, clock, accounting: as for a client. */
  readonly client: ClientOptions;
  /** The worst that one request may cost, which is reserved before it leaves. */
  readonly cost: Cost | null;
}

/** What a server did. */
export type Served =
  | { readonly findings: readonly Finding[]; readonly exchange: SeenExchange }
  /** It said nothing about the contract: it did not answer, or spoke of our own key, wallet or pace. */
  | { readonly trouble: "transport" | "harness"; readonly message: string };

type Judged = Pick<Extract<Served, { findings: unknown }>, "findings"> | Extract<Served, { trouble: unknown }>;

const longestWaitMs = 90_000;

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
  if (!operation) return { trouble: "harness", message: `${testCase.operation} is no operation of the spec` };
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
    const response = await sent(testCase, options);
    state = response.ok ? "accepted" : "rejected";
    const answer = await read(response);
    const { method, path, body } = testCase.request;
    const exchange = { operation: operation.id, request: { method, path, body }, response: answer };
    const verdict = judged(testCase, operation, spec, answer);
    return "findings" in verdict ? { ...verdict, exchange } : verdict;
  } catch (error) {
    return { trouble: "transport", message: error instanceof Error ? error.message : String(error) };
  } finally {
    await reservation?.settle({ state, cost: state === "rejected" ? null : options.cost });
  }
}

/** A 429 is waited out, as a client would, three times at most. */
async function sent({ request }: ContractCase, { spec, provider, client }: ServerOptions): Promise<Response> {
  const clock: Clock = client.clock ?? createClock();
  const key = request.key === "invalid" ? "invalid" : String(client.apiKey ?? client.env?.[provider.keyVariable] ?? "");
  const url = String(client.baseUrl ?? provider.baseUrl).replace(/\/+$/, "") + pathOf(request);
  for (let turn = 0; ; turn += 1) {
    await client.accounting?.admit(provider.id, AbortSignal.timeout(600_000));
    const response = await (client.fetch ?? fetch)(url, {
      method: request.method,
      redirect: "manual",
      headers: {
        ...(request.key === "missing" ? {} : keyHeader(spec, key)),
        ...(request.body ? { "content-type": "application/json" } : {}),
      },
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
    });
    const waitMs = Number(response.headers.get("retry-after") ?? 20) * 1000;
    if (response.status !== 429 || turn === 3 || !(waitMs <= longestWaitMs)) return response;
    await response.body?.cancel();
    await clock.delay(waitMs, AbortSignal.timeout(600_000));
  }
}

async function read(response: Response) {
  const headers = Object.fromEntries(response.headers);
  const isJson = /json/i.test(headers["content-type"] ?? "");
  const text = isJson ? await response.text() : undefined;
  if (!isJson) await response.arrayBuffer();
  return { status: response.status, headers, body: text === undefined ? undefined : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function judged(
  { expect }: ContractCase,
  operation: SpecOperation,
  spec: Spec,
  answer: Awaited<ReturnType<typeof read>>,
): Judged {
  const { status } = answer;
  const findings = spec
    .judgeResponse(operation, answer)
    .map((finding) => ({ ...finding, field: `response.${finding.field}` }));
  const taken = status >= 200 && status < 300;
  if (status === 429 || status >= 500) return { trouble: "transport", message: `${operation.id} answered ${status}` };
  if (expect.outcome === "accepted" && (isOurs(operation, status) || status === 401)) {
    return { trouble: "harness", message: `${operation.id} answered ${status}: it speaks of our key or wallet` };
  }
  const wrong = (wanted: string): Judged => ({
    findings: [
      { field: "response.status", message: `${operation.id} answered ${status}, not ${wanted}`, actual: status },
      ...findings,
    ],
  });
  if (expect.outcome === "accepted") return taken ? { findings } : wrong("a success");
  if (expect.outcome !== "refused" && expect.outcome !== "unauthorized") return { findings };
  if (taken || !(status in operation.responses)) return taken ? wrong(expect.statuses.join(" or ")) : { findings };
  return expect.statuses.includes(status) ? { findings } : wrong(expect.statuses.join(" or "));
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
