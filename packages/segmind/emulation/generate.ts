import type { EmulationContext, PictureRequest } from "@seedbed/core/emulation";
import { imageInputProblem } from "./image-input.ts";
import type { Body, Model } from "./models.ts";
import { refuse, refuseInvalid } from "./refusals.ts";
import { respond } from "./respond.ts";

/** A call to one endpoint, after key, method and rate limit are in order. */
export async function generate(request: Request, model: Model, context: EmulationContext): Promise<Response> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refuse(406, "Invalid content type");
  const parsed: unknown = await request.json().catch(() => undefined);
  if (parsed === undefined) return refuse(400, "Request body is not valid JSON");
  const refusal = refuseInvalid(context.validate(model.operationId, parsed), context);
  if (refusal !== undefined) return refusal;
  // The schema has just been checked.
  const body = parsed as Body;
  return refuseContent(request, body, context) ?? charge(request, body, model, context);
}

function refuseContent(request: Request, body: Body, context: EmulationContext): Response | undefined {
  const { switches } = context;
  for (const [index, image] of (body.image_input ?? []).entries()) {
    const problem = imageInputProblem(image, switches.dataUris === "accepted");
    if (problem !== undefined) return refuse(400, `image_input[${index}] ${problem}`);
  }
  if (body.optimize_prompt === "fast" && switches.fastPrompt === "refused") {
    return refuse(400, "optimize_prompt must be standard");
  }
  if (context.generationFault(request) === "moderated")
    return refuse(400, "The prompt was refused by content moderation");
  return undefined;
}

async function charge(request: Request, body: Body, model: Model, context: EmulationContext): Promise<Response> {
  const { wallet, switches, clock } = context;
  const imageCount = body.max_images ?? 1;
  const costUsd = switches.billing === "per-image" ? model.priceUsd * imageCount : model.priceUsd;
  if (!wallet.charge(costUsd)) {
    return refuse(406, `Insufficient credits: balance ${wallet.balance()}, cost ${costUsd}`);
  }
  const seed = body.seed ?? 1 + Math.floor(context.random() * 999_999);
  const pictures = picturesOf(body, model, seed, imageCount, context);
  for (const picture of pictures) context.prepare(picture);
  const generationMs = context.latency(model.operationId, imageCount);
  const requestId = context.uuid();
  await clock.sleep(generationMs);
  if (context.generationFault(request) === "failed") {
    wallet.refund(costUsd);
    return refuse(500, "Internal server error", { "x-request-id": requestId });
  }
  return respond({ pictures, costUsd, requestId, generationMs, ...(model.reportsSeed && { seed }) }, context);
}

function picturesOf(
  body: Body,
  model: Model,
  seed: number,
  count: number,
  context: EmulationContext,
): PictureRequest[] {
  const [width, height] = model.sizeOf(body);
  return Array.from({ length: count }, (_, index) => ({
    prompt: body.prompt,
    label: "Segmind (emulated)",
    width,
    height,
    // The switch allows nothing else.
    mediaType: context.switches.mediaType as PictureRequest["mediaType"],
    seed,
    index: index + 1,
    count,
    watermark: body.watermark ?? false,
  }));
}
