import { type Answer, placeOf, printableDrift } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import { checkRunOptions, type RunOptions } from "../call/client-options.ts";
import { withDeadline } from "../call/deadline.ts";
import { OutcomeUnknownError } from "../call/errors.ts";
import type { Drift } from "../call/generation.ts";
import type { Operation } from "../call/operation.ts";
import type { Transmit } from "../call/transmit.ts";
import { checkNumber } from "../check/check-number.ts";
import { checkRequest, type Validator } from "../check/check-request.ts";
import { checkImageAddresses } from "../images/check-image-addresses.ts";
import type { EarlierAttempt } from "../money/accounting.ts";
import { estimateCost } from "../money/cost.ts";
import { callSafely, pay } from "../money/pay.ts";
import type { Job } from "./job.ts";

/** How a paid operation that answers with a task is called. */
export interface SubmitCall<Body extends object, Reply> {
  /** What is called. */
  readonly operation: Operation & { readonly model: string };
  /** Refuses a wrong body before it is sent. */
  readonly validator: Validator<Body>;
  /** The fields that hold images: a job carries what was asked without them. */
  readonly imageFields: readonly string[];
  /** The fewest and the most images that a body can give. */
  images(body: Body): { min: number; max: number };
  /** Sends the body, once. */
  transmit(body: Body): Transmit;
  /** Reads the provider's reply, and from it the task. */
  read(context: ClientContext, answer: Answer): { reply: Reply; taskId: string; drift: readonly Drift[] };
}

const timeoutMs = 300_000;

/** Submits a job. What comes back is the provider's reply and the job, to be waited for here or in another process. */
export async function submitJob<Body extends object, Reply>(
  context: ClientContext,
  call: SubmitCall<Body, Reply>,
  input: Body,
  options: RunOptions = {},
): Promise<{ reply: Reply; job: Job }> {
  const { operation } = call;
  checkRunOptions(operation, options);
  checkNumber("pollIntervalMs", options.pollIntervalMs, 0, "milliseconds", Number.MAX_VALUE); // it is for later, when the job is paid for
  const body = { ...checkRequest(operation, call.validator, input), ...options.extraBody };
  checkImageAddresses(context, operation, body);
  const cost = estimateCost(operation, call.images(body), context.prices);
  return withDeadline(
    context.clock,
    options.timeoutMs ?? context.timeoutMs ?? timeoutMs,
    options.signal,
    async (deadline) => {
      const asked = Object.entries(body).filter(([field]) => !call.imageFields.includes(field));
      const paid = await pay(
        context,
        {
          operation,
          estimate: cost,
          body,
          transmit: call.transmit(body),
          read(answer) {
            const { reply, taskId, drift } = call.read(context, answer);
            const job = jobOf(operation, taskId, answer, Object.fromEntries(asked));
            return { result: { reply, job, drift }, cost, receipt: { job, reply } };
          },
        },
        deadline,
        options,
      );
      const { drift, ...submitted } = paid.earlier ? recorded<Reply>(operation, paid.earlier) : paid.result;
      await callSafely(() => options.onJob?.(submitted.job), context.clock, deadline);
      if (drift.length > 0)
        await callSafely(() => options.onDrift?.(printableDrift(context, drift)), context.clock, deadline);
      return submitted;
    },
  );
}

function jobOf(
  operation: SubmitCall<object, unknown>["operation"],
  taskId: string,
  { sentAtMs, receivedAtMs }: Answer,
  request: Job["request"],
): Job {
  return {
    version: 1,
    provider: operation.provider,
    model: operation.model,
    operation: operation.operationId,
    taskId,
    submittedAt: new Date(sentAtMs).toISOString(),
    ...(operation.resultExpiresMs === null
      ? {}
      : { expiresAt: new Date(receivedAtMs + operation.resultExpiresMs).toISOString() }),
    request,
  };
}

/** The job that was paid for before under the same idempotency key. */
function recorded<Reply>(operation: Operation, { id, job, reply }: EarlierAttempt) {
  if (!job) {
    throw new OutcomeUnknownError(
      `${placeOf(operation)}: the idempotency key was accepted before (attempt ${id}), but its job is not on record. Nothing was sent.`,
      { provider: operation.provider, operation: operation.operationId, billed: "yes" },
    );
  }
  return { reply: reply as Reply, job, drift: [] }; // kept as this operation read it
}
