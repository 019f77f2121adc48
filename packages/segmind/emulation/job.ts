import type { EmulationContext } from "@seedbed/core/emulation";
import type { Model } from "./models.ts";
import { type Order, takeOrder } from "./order.ts";
import { refuse } from "./refusals.ts";

/** Invented: the share of its time for which a request waits before it runs. */
const QUEUED_SHARE = 0.1;

/** A request as it is remembered, of its body the prompt in its images alone. Its state follows from the clock. */
interface Task extends Order {
  readonly submittedAt: number;
  /** What it gives, once it was asked for. */
  result?: object;
}

/** A call to one endpoint of v2: checked, charged at once, and remembered. */
export async function submit(request: Request, model: Model, context: EmulationContext): Promise<Response> {
  const order = await takeOrder(request, model, context);
  if (order instanceof Response) return order;
  const { requestId, generationMs, costUsd, fault } = order;
  const task: Task = { ...order, submittedAt: context.clock.now() };
  context.tasks.set(requestId, task);
  if (fault === "failed" || fault === "moderated") context.wallet.refund(costUsd, task.submittedAt + generationMs);
  const poll_url = `${context.addressOf(request)}/v1/requests/${requestId}`;
  return Response.json({
    request_id: requestId,
    status: "QUEUED",
    poll_url,
    ...addressesOf(requestId, request, context),
  });
}

/** The answer to a poll. */
export function status(request: Request, requestId: string, context: EmulationContext): Response {
  return answer(request, requestId, context, (state) =>
    state === "COMPLETED" ? { metrics: { inference_time: metricsOf(taskOf(requestId, context)).inference_time } } : {},
  );
}

/** What a request gave. */
export function result(request: Request, requestId: string, context: EmulationContext): Response {
  const { switches } = context;
  return answer(request, requestId, context, (state) => {
    if (state === "COMPLETED") return resultOf(taskOf(requestId, context), context);
    return switches.earlyResult === "status" ? {} : undefined;
  });
}

/** What both have: a request that is not known, one that failed, and the state. */
function answer(
  request: Request,
  requestId: string,
  context: EmulationContext,
  more: (state: string) => object | undefined,
): Response {
  const unknown = () => refuse(404, `Request ${requestId} not found`);
  const task = context.tasks.get(requestId) as Task | undefined; // only `submit` puts them there
  const state = task && stateOf(task, context);
  if (task === undefined || state === undefined) return unknown();
  if (state === "FAILED") {
    const error = task.fault === "moderated" ? "The content was refused by moderation" : "The generation failed";
    return Response.json({ status: state, error, metrics: metricsOf(task) }, { status: 422 });
  }
  const given = more(state);
  if (given === undefined) return unknown();
  const addresses = state === "COMPLETED" ? {} : addressesOf(requestId, request, context);
  return Response.json({ status: state, request_id: requestId, ...addresses, metrics: {}, ...given });
}

/** undefined: it is no longer kept. */
function stateOf({ submittedAt, generationMs, fault }: Task, { clock, switches }: EmulationContext) {
  const elapsedMs = clock.now() - submittedAt;
  if (elapsedMs >= Number(switches.requestLifetimeHours) * 3_600_000) return undefined;
  if (elapsedMs < generationMs * QUEUED_SHARE) return "QUEUED";
  if (elapsedMs < generationMs || fault === "neverEnding") return "PROCESSING";
  if (fault === "failed" || fault === "moderated") return "FAILED";
  if (fault === "unknownState") return "MODERATING";
  return fault === "expired" ? undefined : "COMPLETED";
}

function resultOf(task: Task, context: EmulationContext): object {
  const { switches, wallet } = context;
  const { images, costUsd, seed } = task;
  const expiresAt = task.submittedAt + Number(switches.resultLifetimeHours) * 3_600_000;
  task.result ??= (() => {
    const files = images.map((image) => ({
      url: context.publish({ content: image, mediaType: image.mediaType, expiresAt }),
      content_type: image.mediaType,
      file_name: `seedream-${image.index}.${image.mediaType.slice("image/".length)}`,
    }));
    const urls = files.map(({ url }) => url);
    return {
      error: null,
      output: switches.asyncOutput === "list" && urls.length > 1 ? urls : urls[0],
      ...(switches.asyncImages === "files" && { images: files }),
      seed: String(seed),
      prompt: images[0]?.prompt,
      metrics: { ...metricsOf(task), cost: costUsd, remaining_credits: wallet.balance() },
      ...(switches.asyncTimings === "empty" && { timings: {} }),
    };
  })();
  return task.result;
}

/** Seconds, to the hundredth. */
function metricsOf({ generationMs }: Task) {
  const seconds = (milliseconds: number) => Math.round(milliseconds / 10) / 100;
  const queue_time = seconds(generationMs * QUEUED_SHARE);
  const total_time = seconds(generationMs);
  return { inference_time: seconds(generationMs * (1 - QUEUED_SHARE)), queue_time, total_time };
}

function taskOf(requestId: string, { tasks }: EmulationContext): Task {
  return tasks.get(requestId) as Task; // it has a state
}

/** Below where it was asked: who follows an address takes the key along. */
function addressesOf(requestId: string, request: Request, { addressOf }: EmulationContext) {
  const response_url = `${addressOf(request)}/v2/requests/${requestId}`;
  return { status_url: `${response_url}/status`, response_url };
}
