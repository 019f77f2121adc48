import type { Answer } from "./answer.ts";
import { checkRequest, type Validator } from "./check-request.ts";
import type { ClientContext, RunOptions } from "./client-context.ts";
import { costOf } from "./cost.ts";
import { withDeadline } from "./deadline.ts";
import type { Job } from "./job.ts";
import type { Operation } from "./operation.ts";
import { pay } from "./pay.ts";
import type { Transmit } from "./send.ts";

/** How a paid operation that answers with a task is called. */
export interface SubmitCall<Body extends object, Reply> {
  readonly operation: Operation & { readonly model: string };
  readonly validator: Validator<Body>;
  /** The fields that hold images: a job carries what was asked without them. */
  readonly imageFields: readonly (keyof Body & string)[];
  images(body: Body): { min: number; max: number };
  transmit(body: Body): Transmit;
  /** Reads the provider's reply, and from it the task. */
  read(context: ClientContext, answer: Answer): { reply: Reply; taskId: string };
}

const timeoutMs = 300_000;

/** Submits a job. What comes back is the provider's reply and the job, to be waited for here or in another process. */
export async function submitJob<Body extends object, Reply>(
  context: ClientContext,
  call: SubmitCall<Body, Reply>,
  input: Body,
  options: RunOptions = {},
): Promise<{ reply: Reply; job: Job; waitedMs: number }> {
  const { operation } = call;
  const body = { ...checkRequest(operation, call.validator, input), ...options.extraBody };
  const cost = costOf(operation, call.images(body), context.prices);
  return withDeadline(
    context.clock,
    options.timeoutMs ?? context.timeoutMs ?? timeoutMs,
    options.signal,
    async (deadline) => {
      const { answer, result } = await pay(context, operation, cost, call.transmit(body), deadline, (answer) => ({
        result: call.read(context, answer),
        cost,
      }));
      const asked = Object.entries(body).filter(([field]) => !call.imageFields.some((name) => name === field));
      const job: Job = {
        version: 1,
        provider: operation.provider,
        model: operation.model,
        operation: operation.operationId,
        taskId: result.taskId,
        submittedAt: new Date(answer.sentAtMs).toISOString(),
        ...(operation.resultExpiresMs === null
          ? {}
          : { expiresAt: new Date(answer.receivedAtMs + operation.resultExpiresMs).toISOString() }),
        request: Object.fromEntries(asked),
      };
      await tell(options, job);
      return { reply: result.reply, job, waitedMs: answer.waitedMs };
    },
  );
}

/** The job is paid for: what the caller's own callback throws must not lose it. */
async function tell({ onJob }: RunOptions, job: Job): Promise<void> {
  try {
    await onJob?.(job);
  } catch {
    // documented at RunOptions
  }
}
