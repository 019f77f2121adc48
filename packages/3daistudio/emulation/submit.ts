import type { EmulationContext, EmulationIssue, ImageRequest } from "@seedbed/core/emulation";
import { refuse, refuseInvalid, refuseUnread } from "./refusals.ts";
import { sizeOf } from "./sizes.ts";
import type { Task } from "./task.ts";

/** Flat, whatever the size (seed 003). */
const CREDITS_PER_IMAGE = 10;
const DATA_URI = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/]+={0,2})$/;

interface Body {
  readonly prompt: string;
  readonly image_size?: string;
  readonly num_images?: number;
  readonly seed?: number;
  readonly image_urls?: readonly string[];
}

/** A submitted task: checked, charged at once, and remembered. */
export async function submit(request: Request, operationId: string, context: EmulationContext): Promise<Response> {
  const { switches } = context;
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refuse(415, switches);
  const parsed: unknown = await request.json().catch(() => undefined);
  if (parsed === undefined) return refuseUnread("JSON parse error.", switches);
  const issues = context.validate(operationId, parsed).filter((issue) => isHeld(issue, context));
  if (issues.length > 0) return refuseInvalid(issues, switches);
  // The schema has just been checked.
  const body = parsed as Body;
  const badImage = body.image_urls?.findIndex((image) => !isImage(image, context)) ?? -1;
  if (badImage >= 0) {
    const field = `image_urls[${badImage}]`;
    const message = `${field}: must be an image as a base64 data URI`;
    return refuseInvalid([{ field, keyword: "format", message }], switches);
  }

  const credits = CREDITS_PER_IMAGE * (body.num_images ?? 1);
  if (!context.wallet.charge(credits)) return refuse(402, switches);
  const { taskId, submittedAt } = remember(request, body, operationId, credits, context);
  return Response.json(
    { task_id: taskId, created_at: `${new Date(submittedAt).toISOString().slice(0, 19)}Z` },
    { status: Number(switches.submitStatus) },
  );
}

function isHeld({ keyword, field }: EmulationIssue, { switches }: EmulationContext): boolean {
  if (keyword === "additionalProperties") return switches.unknownFields === "refused";
  return !(keyword === "pattern" && field.startsWith("image_urls[") && switches.editUrls === "accepted");
}

function isImage(image: string, { switches }: EmulationContext): boolean {
  if (/^https?:/.test(image) && switches.editUrls === "accepted") return URL.canParse(image);
  const base64 = DATA_URI.exec(image)?.[1];
  return base64 !== undefined && base64.length % 4 === 0;
}

function remember(request: Request, body: Body, operationId: string, credits: number, context: EmulationContext) {
  const { clock, wallet, tasks } = context;
  const taskId = context.uuid();
  const images = imagesOf(body, context);
  const submittedAt = clock.now();
  const durationMs = context.latency(operationId, images.length);
  const fault = context.generationFault(request);
  const task: Task = {
    isEdit: body.image_urls !== undefined,
    images,
    submittedAt,
    finishesAt: submittedAt + durationMs,
    fault,
  };
  tasks.set(taskId, task);
  for (const image of images) context.prepare(image);
  if (fault === "failed" || fault === "moderated") wallet.refund(credits, task.finishesAt);
  return { taskId, submittedAt };
}

function imagesOf(body: Body, { random, switches }: EmulationContext): ImageRequest[] {
  const drawn = Math.floor(random() * 2 ** 31);
  const seed = switches.seedEffect === "none" ? drawn : (body.seed ?? drawn);
  const layout = switches.autoLayout === "square" ? 0 : (body.prompt.length % 8) / 8;
  const [width, height] = sizeOf(body.image_size ?? "auto_2K", layout);
  const count = body.num_images ?? 1;
  return Array.from({ length: count }, (_, index) => ({
    prompt: body.prompt,
    label: "3D AI Studio (emulated)",
    width,
    height,
    // The switch allows nothing else.
    mediaType: switches.assetFormat as ImageRequest["mediaType"],
    seed,
    index: index + 1,
    count,
    watermark: false,
  }));
}
