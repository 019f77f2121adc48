import type { EmulationContext, ImageRequest } from "@seedbed/core/emulation";
import { type Body, countOf, problemOf } from "./body.ts";
import { answer, refuse, refuseBalance, refusePrompt, refuseWith } from "./refusals.ts";
import { sizeOf } from "./sizes.ts";

/** One synchronous generation. */
export async function generate(request: Request, context: EmulationContext): Promise<Response> {
  const { clock, wallet, switches } = context;
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refuseWith(400, context);
  const parsed: unknown = await request.json().catch(() => undefined);
  const problem = problemOf(parsed, context);
  if (problem !== undefined) return refuse(400, problem.reason, problem.message, context);
  // The schema has just been checked.
  const body = parsed as Body;
  const requested = imagesOf(body, context);
  const each = Number(switches.chargeUsd);
  if (!wallet.charge(each * requested.length)) return refuseBalance(context);
  // Asked by a generation that would run: a call that is refused is none.
  const fault = context.generationFault(request);
  if (fault === "moderated" && requested.length === 1) {
    wallet.refund(each);
    return refusePrompt(context);
  }
  for (const image of requested) context.prepare(image);
  await clock.sleep(context.latency("seedream5Lite", requested.length));
  if (fault === "failed") {
    wallet.refund(each * requested.length);
    return refuseWith(500, context);
  }
  const images: (string | null)[] = await Promise.all(requested.map((image) => imageOf(image, context)));
  if (fault === "moderated") {
    // Upstream does not bill images that moderation refuses.
    wallet.refund(each);
    images.splice(1, 1, ...moderated(context));
  }
  return answer({ images }, context);
}

function imagesOf(body: Body, { random, switches }: EmulationContext): ImageRequest[] {
  const [width, height] = sizeOf(body.size ?? "2048x2048", String(switches.tierSize));
  const count = countOf(body, switches);
  const seed = Math.floor(random() * 2 ** 31);
  return Array.from({ length: count }, (_, index) => ({
    prompt: body.prompt,
    label: "Novita (emulated)",
    width,
    height,
    // The switch allows nothing else.
    mediaType: switches.mediaType as ImageRequest["mediaType"],
    seed,
    index: index + 1,
    count,
    watermark: body.watermark ?? true,
  }));
}

async function imageOf(image: ImageRequest, context: EmulationContext): Promise<string> {
  const { mediaType } = image;
  const { imageForm, urlLifetimeHours } = context.switches;
  if (imageForm === "url") {
    const expiresAt = context.clock.now() + Number(urlLifetimeHours) * 3_600_000;
    return context.publish({ content: image, mediaType, expiresAt });
  }
  const base64 = toBase64(await context.image(image));
  return imageForm === "base64" ? base64 : `data:${mediaType};base64,${base64}`;
}

function moderated({ switches }: EmulationContext): (string | null)[] {
  if (switches.moderatedImage === "omitted") return [];
  return switches.moderatedImage === "null" ? [null] : [""];
}

/** In portions: a spread of a whole image would overflow the stack. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.byteLength; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}
