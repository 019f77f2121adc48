import { type Answer, requestIdOf } from "./answer.ts";
import { checkRequest, type Validator } from "./check-request.ts";
import type { ClientContext, RunOptions } from "./client-context.ts";
import { collectImages, type ImageSource } from "./collect-images.ts";
import { type Cost, costOf } from "./cost.ts";
import { withDeadline } from "./deadline.ts";
import type { Drift, Generation } from "./generation.ts";
import type { Operation } from "./operation.ts";
import { pay } from "./pay.ts";
import type { Transmit } from "./send.ts";

/** How one paid operation that answers with its images is called. */
export interface GenerateCall<Body extends object> {
  readonly operation: Operation & { readonly model: string };
  readonly validator: Validator<Body>;
  /** The fewest and the most images that a body can give. */
  images(body: Body): { min: number; max: number };
  transmit(body: Body): Transmit;
  /** Reads the images, and what the answer says it cost. */
  read(context: ClientContext, answer: Answer): { images: ImageSource[]; reported?: Cost; drift: Drift[] };
}

const timeoutMs = 300_000;

/** One call, from validation to the images: validate, reserve, send, classify, parse, download. */
export async function generate<Body extends object>(
  context: ClientContext,
  call: GenerateCall<Body>,
  input: Body,
  options: RunOptions = {},
): Promise<Generation> {
  const { operation } = call;
  const body = { ...checkRequest(operation, call.validator, input), ...options.extraBody };
  const estimate = costOf(operation, call.images(body), context.prices);
  return withDeadline(
    context.clock,
    options.timeoutMs ?? context.timeoutMs ?? timeoutMs,
    options.signal,
    async (deadline) => {
      const { answer, result, cost } = await pay(
        context,
        operation,
        estimate,
        call.transmit(body),
        deadline,
        (answer) => {
          const result = call.read(context, answer);
          const given = result.images.length;
          return { result, cost: result.reported ?? costOf(operation, { min: given, max: given }, context.prices) };
        },
      );
      const requestId = requestIdOf(context, answer.headers);
      const images = await collectImages(context, operation, result.images, deadline, requestId);
      return {
        provider: operation.provider,
        operation: operation.operationId,
        model: operation.model,
        images,
        cost,
        timing: {
          startedAt: new Date(answer.sentAtMs).toISOString(),
          latencyMs: answer.receivedAtMs - answer.sentAtMs,
          waitedMs: answer.waitedMs,
          downloadMs: context.clock.now() - answer.receivedAtMs,
        },
        ...requestId,
        drift: result.drift,
      };
    },
  );
}
