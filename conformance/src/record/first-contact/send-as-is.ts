import { abortable, createClock, isInsecureHttp, wasNeverSent } from "@seedbed/core";
import { askedWaitMs, longestWaitMs } from "../../traffic/retry-after-ms.ts";
import type { RecordOptions } from "../record-call.ts";
import { baseUrlOf } from "../redact-exchanges.ts";
import { worstOf } from "./cheapest-first.ts";
import type { QuestionSend } from "./question.ts";

/** A request as it is. */
export type RawSend = Extract<QuestionSend, { method: unknown }>;

const defaultTimeoutMs = 300_000;
/** As a client's own. */
const usualMinTimeoutMs = 1000;
const maxWaits = 3;

/**
 * Sends a request as the question has it: no client stands between, so the worst case is reserved here, and the person's
 * stop and the time-out are heard here. A 429 is waited out, as a client would, three times at most.
 */
export async function sendAsIs(send: RawSend, options: RecordOptions): Promise<void> {
  const { client } = options;
  if (isInsecureHttp(baseUrlOf(options)) && !client.allowInsecureHttp)
    throw new Error("it was not sent: the base URL is plain http, which shows the key to everyone on the way");
  const clock = client.clock ?? createClock();
  const timeoutMs = client.timeoutMs ?? defaultTimeoutMs;
  const [late, done] = [new AbortController(), new AbortController()];
  clock.delay(timeoutMs, done.signal).then(
    () => late.abort(new Error(`there was no answer within ${timeoutMs / 1000} s`)),
    () => {}, // answered in time
  );
  try {
    const signal = AbortSignal.any([late.signal, ...(options.signal ? [options.signal] : [])]);
    signal.throwIfAborted();
    await reserved(send, options, signal, clock.now() + timeoutMs);
  } finally {
    done.abort(null);
  }
}

async function reserved(send: RawSend, options: RecordOptions, signal: AbortSignal, endsMs: number): Promise<void> {
  const { provider, client } = options;
  const operation = send.operation === undefined ? undefined : provider.operations[send.operation];
  const cost = worstOf(send, provider, client.prices);
  const attempt = {
    provider: provider.id,
    model: operation?.model,
    operation: send.operation ?? send.path,
    cost: cost ?? null,
  };
  const reservation = cost === undefined ? undefined : await client.accounting?.reserve(attempt, signal);
  /** What must be left for the answer of a request that may cost. */
  const neededMs = send.method === "GET" ? 0 : (client.minTimeoutMs ?? usualMinTimeoutMs);
  let state: "not-sent" | "unknown" | "accepted" | "rejected" = "not-sent";
  try {
    for (let turn = 1; ; turn += 1) {
      if (send.times === undefined) await client.accounting?.admit(provider.id, signal);
      const leftMs = endsMs - (client.clock ?? createClock()).now();
      if (leftMs < neededMs) throw new Error(`it was not sent: ${Math.floor(leftMs)} ms are left of the timeout`);
      state = "unknown";
      const response = await sent(send, options, signal);
      state = response.ok ? "accepted" : "rejected";
      if (send.times !== undefined) {
        if (turn >= send.times) break;
        continue;
      }
      const clock = client.clock ?? createClock();
      const waitMs = askedWaitMs(response.headers.get("retry-after"), clock.now());
      if (response.status !== 429 || turn > maxWaits || waitMs > longestWaitMs) break;
      if (clock.now() + waitMs + neededMs > endsMs) break;
      await clock.delay(waitMs, signal);
    }
  } catch (error) {
    if (wasNeverSent(error)) state = "not-sent";
    throw error;
  } finally {
    await reservation?.settle({ state, cost: state === "accepted" || state === "unknown" ? (cost ?? null) : null });
  }
}

async function sent(send: RawSend, options: RecordOptions, signal: AbortSignal): Promise<Response> {
  const init: RequestInit = {
    method: send.method,
    redirect: "manual",
    signal,
    headers: { ...keyHeaders(send, options), ...(send.body ? { "content-type": "application/json" } : {}) },
    ...(send.body ? { body: JSON.stringify(send.body) } : {}),
  };
  const response = await abortable((options.client.fetch ?? fetch)(baseUrlOf(options) + send.path, init), signal);
  await abortable(response.arrayBuffer(), signal);
  return response;
}

function keyHeaders({ key = "documented" }: RawSend, { provider, client }: RecordOptions): Record<string, string> {
  const own = String(client.apiKey ?? client.env?.[provider.keyVariable] ?? "").trim();
  if (key === "missing") return {};
  if (key === "bearer") return { authorization: `Bearer ${own}` };
  return provider.dialect.authorize(key === "invalid" ? "invalid" : own);
}
