import type { EmulationContext, GenerationFault, ImageRequest } from "@seedbed/core/emulation";
import { imageInputProblem } from "./image-input.ts";
import type { Body, Model } from "./models.ts";
import { refuse, refuseCredits, refuseInvalid } from "./refusals.ts";

/** A generation that was checked and paid for, and has yet to run. */
export interface Order {
  readonly images: readonly ImageRequest[];
  readonly costUsd: number;
  readonly seed: number;
  readonly requestId: string;
  readonly generationMs: number;
  /** What a test has ordered for it. */
  readonly fault: GenerationFault | undefined;
}

/** Takes a call to one endpoint, after key, method and rate limit are in order: the order, or why there is none. */
export async function takeOrder(request: Request, model: Model, context: EmulationContext): Promise<Order | Response> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refuse(406, "Invalid content type");
  const parsed: unknown = await request.json().catch(() => undefined);
  if (parsed === undefined) return refuse(400, "Request body is not valid JSON");
  const refusal = refuseInvalid(context.validate(model.operationId, parsed), context);
  if (refusal !== undefined) return refusal;
  // The schema has just been checked.
  const body = parsed as Body;
  const refused = refuseContent(body, context);
  if (refused !== undefined) return refused;
  return charge(request, body, model, context);
}

function refuseContent(body: Body, { switches }: EmulationContext): Response | undefined {
  for (const [index, image] of (body.image_input ?? []).entries()) {
    const problem = imageInputProblem(image, switches.dataUris === "accepted");
    if (problem !== undefined) return refuse(400, `image_input[${index}] ${problem}`);
  }
  if (body.optimize_prompt === "fast" && switches.fastPrompt === "refused") {
    return refuse(400, "optimize_prompt must be standard");
  }
  return undefined;
}

function charge(request: Request, body: Body, model: Model, context: EmulationContext): Order | Response {
  const { wallet, switches } = context;
  const imageCount = body.max_images ?? 1;
  const costUsd = switches.billing === "per-image" ? model.priceUsd * imageCount : model.priceUsd;
  if (!wallet.charge(costUsd)) return refuseCredits(costUsd, context);
  // Asked by a generation that would run: a call that is refused is none.
  const fault = context.generationFault(request);
  // What v2 does with a moderated prompt is not documented: here it is found out as the request runs.
  if (fault === "moderated" && !model.isJob) {
    wallet.refund(costUsd);
    return refuse(400, "The prompt was refused by content moderation");
  }
  const seed = body.seed ?? 1 + Math.floor(context.random() * 999_999);
  const images = imagesOf(body, model, seed, imageCount, context);
  for (const image of images) context.prepare(image);
  const generationMs = context.latency(model.operationId, imageCount);
  return { images, costUsd, seed, requestId: context.uuid(), generationMs, fault };
}

function imagesOf(body: Body, model: Model, seed: number, count: number, context: EmulationContext): ImageRequest[] {
  const [width, height] = model.sizeOf(body);
  return Array.from({ length: count }, (_, index) => ({
    prompt: body.prompt,
    label: "Segmind (emulated)",
    width,
    height,
    // The switch allows nothing else.
    mediaType: context.switches.mediaType as ImageRequest["mediaType"],
    seed,
    index: index + 1,
    count,
    watermark: body.watermark ?? false,
  }));
}
