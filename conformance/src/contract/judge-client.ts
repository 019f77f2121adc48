import { type Fetch, isSeedbedError, type Provider, type SeedbedError } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import type { Finding } from "@seedbed/report";
import type { SeenExchange } from "../repository/witness.ts";
import type { Spec } from "../spec/create-spec.ts";
import { differences, isObject } from "../traffic/mismatches.ts";
import type { ContractCase } from "./contract-case.ts";
import { type Asked, scriptedServer } from "./scripted-server.ts";

/** What a call ended with. */
type Ended = { readonly value: unknown } | { readonly error: SeedbedError };

/** Holds a client against a case: what it sends, or that it sends nothing, and what it makes of the answer. */
export async function judgeClient(
  provider: Provider,
  spec: Spec,
  testCase: ContractCase,
): Promise<{ findings: Finding[]; exchanges: readonly SeenExchange[] }> {
  const server = scriptedServer(spec, testCase, provider.baseUrl);
  const ended = await endOf(() => called(provider, testCase, server.fetch));
  const { operation, request } = testCase;
  // What a client refuses was tried all the same.
  const tried: SeenExchange = {
    operation,
    request: { method: request.method, path: request.path, body: request.body },
  };
  return {
    findings: [...judgeEnd(testCase, ended), ...judgeTraffic(spec, testCase, server.asked)],
    exchanges: server.asked.length > 0 ? server.asked : [tried],
  };
}

async function called(provider: Provider, testCase: ContractCase, fetch: Fetch): Promise<unknown> {
  const { request, operation, expect } = testCase;
  const client = provider.create({
    env: {},
    ...(request.key === "missing"
      ? {}
      : { apiKey: request.key === "valid" ? "key-of-a-case" : "refused-key-of-a-case" }),
    clock: createInstantClock(Date.parse("2026-02-25T12:00:00Z")),
    fetch,
  });
  if (expect.outcome !== "job") return client.call(operation, request.body ?? request.pathParameters);
  const submit = Object.values(provider.operations).find(({ job }) => job?.statusOperation === operation);
  if (!client.resume || !submit) throw new Error(`${provider.id} has no jobs`);
  return client.resume({
    version: 1,
    provider: provider.id,
    model: submit.model ?? "",
    operation: submit.operationId,
    taskId: Object.values(request.pathParameters)[0] ?? "",
    submittedAt: "2026-02-25T12:00:00.000Z",
    request: {},
  });
}

async function endOf(run: () => Promise<unknown>): Promise<Ended> {
  try {
    return { value: await run() };
  } catch (error) {
    if (isSeedbedError(error)) return { error };
    throw error;
  }
}

function judgeEnd({ expect }: ContractCase, ended: Ended): Finding[] {
  const told = "error" in ended ? namesOf(ended.error) : [];
  const said = "error" in ended ? `${told.join(" of ")}: ${ended.error.message}` : "no error";
  const wrong = (wanted: string): Finding[] => [{ field: "call", message: `the client gave ${said}, not ${wanted}` }];
  switch (expect.outcome) {
    case "accepted":
      return "error" in ended ? wrong("a result") : imageFindings(ended.value);
    case "refused":
      return told[0] === "InvalidRequestError" ? [] : wrong("an InvalidRequestError");
    case "unauthorized":
      return told.includes("AuthenticationError") ? [] : wrong("an AuthenticationError");
    case "error": {
      const reading = expect.errors.find(({ error }) => told.includes(error));
      if (!reading || !("error" in ended)) return wrong(expect.errors.map(({ error }) => error).join(" or "));
      const { billed } = ended.error;
      return expect.errors.some((other) => other.billed === billed) || ended.error.job
        ? []
        : [{ field: "call.billed", message: `the client says billed: ${billed}, not ${reading.billed}` }];
    }
    case "job": {
      if (expect.end === "succeeded") return "error" in ended ? wrong("images") : imageFindings(ended.value);
      return told[0] === "GenerationFailedError" ? [] : wrong("a GenerationFailedError");
    }
  }
}

/** The name of an error, and of the one that it wraps. */
function namesOf(error: SeedbedError): string[] {
  return [error.name, ...(isSeedbedError(error.cause) ? [error.cause.name] : [])];
}

function imageFindings(value: unknown): Finding[] {
  const images = isObject(value) ? value.images : undefined;
  return Array.isArray(images) && images.length === 0
    ? [{ field: "call.images", message: "the client gave no image" }]
    : [];
}

function judgeTraffic(spec: Spec, { request, expect, operation }: ContractCase, asked: readonly Asked[]): Finding[] {
  const sendsNothing = expect.outcome === "refused" || request.key === "missing";
  if (sendsNothing)
    return asked.length === 0
      ? []
      : [{ field: "request", message: `the client sent ${asked.length} requests, and was to send none` }];
  const own = asked.filter((sent) => sent.operation === operation);
  const [first] = own;
  if (!first) return [{ field: "request", message: `the client did not call ${operation}` }];
  const paid = asked.filter((sent) => sent.request.method === "POST").length;
  const again = expect.outcome === "error" && expect.status === 429;
  return [
    ...asked.flatMap((sent) =>
      spec.judgeRequest(sent.request).map((finding) => ({ ...finding, field: `request.${finding.field}` })),
    ),
    ...(request.body ? differences(request.body, first.request.body, "request.body") : []),
    ...(paid > 1 && !again ? [{ field: "request", message: `the client sent ${paid} paid POSTs, not one` }] : []),
  ];
}
