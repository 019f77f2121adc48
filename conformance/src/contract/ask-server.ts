import { type Clock, createClock, isInsecureHttp } from "@seedbed/core";
import type { SeenResponse } from "../spec/judge-exchange.ts";
import { askedWaitMs, longestWaitMs } from "../traffic/retry-after-ms.ts";
import type { ContractRequest } from "./contract-case.ts";
import { keyHeader, pathOf } from "./curl-line.ts";
import type { ServerOptions } from "./server-options.ts";

/**
 * Sends a request as it is. A 429 is waited out, as a client would, three times at most.
 *
 * @param onWait - given each 429 that is waited out
 */
export async function askServer(
  request: ContractRequest,
  { spec, provider, client }: ServerOptions,
  onWait: (answer: SeenResponse) => void,
): Promise<SeenResponse> {
  const clock: Clock = client.clock ?? createClock();
  const timeoutMs = client.timeoutMs ?? 300_000;
  if (request.method !== "GET" && timeoutMs < (client.minTimeoutMs ?? 1000))
    throw new Error(`it was not sent: a timeout of ${timeoutMs} ms is too short for an answer that may be paid for`);
  const key = request.key === "invalid" ? "invalid" : String(client.apiKey ?? client.env?.[provider.keyVariable] ?? "");
  const url = String(client.baseUrl ?? provider.baseUrl).replace(/\/+$/, "") + pathOf(request);
  if (isInsecureHttp(url) && !client.allowInsecureHttp)
    throw new Error("it was not sent: the base URL is plain http, which shows the key to everyone on the way");
  for (let turn = 0; ; turn += 1) {
    await client.accounting?.admit(provider.id, AbortSignal.timeout(600_000));
    const response = await (client.fetch ?? fetch)(url, {
      method: request.method,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(request.key === "missing" ? {} : keyHeader(spec, key)),
        ...(request.body ? { "content-type": "application/json" } : {}),
      },
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
    });
    const answer = await read(response);
    const waitMs = askedWaitMs(response.headers.get("retry-after"), clock.now());
    if (answer.status !== 429 || turn === 3 || waitMs > longestWaitMs) return answer;
    onWait(answer);
    await clock.delay(waitMs, AbortSignal.timeout(600_000));
  }
}

async function read(response: Response): Promise<SeenResponse> {
  const headers = Object.fromEntries(response.headers);
  // JSON under another name is still read.
  const isText = /json|^text\/|^$/i.test(headers["content-type"] ?? "");
  const text = isText ? await response.text() : undefined;
  if (!isText) await response.arrayBuffer();
  return { status: response.status, headers, body: text === undefined ? undefined : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
