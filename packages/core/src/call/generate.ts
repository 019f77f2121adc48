import { checkRequest, type Validator } from "../check/check-request.ts";
import { checkImageAddresses } from "../images/check-image-addresses.ts";
import { checkImages, shortfallOf } from "../images/check-images.ts";
import { collectImages, driftOfImages, type ImageSource, referenceOf } from "../images/collect-images.ts";
import type { EarlierAttempt } from "../money/accounting.ts";
import { type Cost, costOf, estimateCost } from "../money/cost.ts";
import { pay, timingOf } from "../money/pay.ts";
import { type Answer, printableDrift, requestIdOf } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import { checkRunOptions, type RunOptions } from "./client-options.ts";
import { withDeadline } from "./deadline.ts";
import type { Drift, Generation } from "./generation.ts";
import type { Operation } from "./operation.ts";
import type { Transmit } from "./transmit.ts";

/** How one paid operation that answers with its images is called. */
export interface GenerateCall<Body extends object> {
  /** What is called. */
  readonly operation: Operation & { readonly model: string };
  /** Refuses a wrong body before it is sent. */
  readonly validator: Validator<Body>;
  /** The fewest and the most images that a body can give. */
  images(body: Body): { min: number; max: number };
  /** Sends the body, once. */
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
  checkRunOptions(operation, options);
  const body = { ...checkRequest(operation, call.validator, input), ...options.extraBody };
  checkImageAddresses(context, operation, body);
  const estimate = estimateCost(operation, call.images(body), context.prices);
  return withDeadline(
    context.clock,
    options.timeoutMs ?? context.timeoutMs ?? timeoutMs,
    options.signal,
    async (deadline) => {
      const paid = await pay(
        context,
        {
          operation,
          estimate,
          body,
          transmit: call.transmit(body),
          read(answer) {
            const { reported, ...read } = call.read(context, answer);
            const images = checkImages(context, operation, answer, read.images);
            const missing = shortfallOf(images);
            const given = images.length - missing.length;
            return {
              result: { ...read, images },
              cost: reported ?? costOf(operation, { min: given, max: given }, context.prices),
              receipt: { images: images.flatMap(referenceOf), ...(missing.length > 0 ? { shortfall: missing } : {}) },
            };
          },
        },
        deadline,
        options,
      );
      const { requestId, sources, missing, timing, cost, drift, ...rest } = paid.earlier
        ? recorded(paid.earlier)
        : fresh(context, paid);
      const named = requestId === undefined ? {} : { requestId };
      const shortfall = missing.length > 0 ? { shortfall: missing } : {};
      const knownMs = context.clock.now();
      const images = await collectImages(context, operation, sources, deadline, { ...named, ...shortfall }, options);
      return {
        provider: operation.provider,
        operation: operation.operationId,
        model: operation.model,
        images,
        ...shortfall,
        cost,
        timing: { ...timing, downloadMs: context.clock.now() - knownMs },
        ...named,
        ...rest,
        drift: [...drift, ...driftOfImages(images)],
      };
    },
  );
}

/** What an answer says of a generation. */
function fresh(
  context: ClientContext,
  { answer, result, cost }: { answer: Answer; result: { images: ImageSource[]; drift: Drift[] }; cost: Cost | null },
) {
  const { requestId } = requestIdOf(context, answer.headers);
  const { images: sources } = result;
  const drift = printableDrift(context, result.drift);
  return { requestId, sources, missing: shortfallOf(sources), timing: timingOf(answer), cost, drift };
}

/** What a ledger says of a generation that was paid for before. */
function recorded(earlier: EarlierAttempt) {
  const { requestId, images = [], cost, reservedAt } = earlier;
  return {
    requestId,
    sources: images.map(({ url, ...rest }): ImageSource => ({ text: url, ...rest })),
    missing: earlier.shortfall ?? [],
    timing: earlier.timing ?? { startedAt: reservedAt, latencyMs: 0, waitedMs: 0 },
    cost,
    drift: [],
    earlier,
  };
}
