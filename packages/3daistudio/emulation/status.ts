import type { EmulationContext, ImageRequest } from "@seedbed/core/emulation";
import { refuse } from "./refusals.ts";
import { expiresAt, stateOf, type Task } from "./task.ts";

const THUMBNAIL_WIDTH = 512;

/** The answer to a poll. */
export function status(taskId: string, context: EmulationContext): Response {
  const { switches } = context;
  // Only `submit` puts tasks there.
  const task = context.tasks.get(taskId) as Task | undefined;
  if (task === undefined) return refuse(404, switches);
  const state = stateOf(task, context.clock.now(), context);
  if (state.status === "EXPIRED") return expired(task, context);
  const newer = switches.resultShape === "newer";
  if (state.status === "FINISHED") {
    task.results ??= publishResults(task, expiresAt(task, context), context);
    return Response.json({ ...state, ...(newer && { failure_reason: null }), results: task.results });
  }
  const { status, progress } = state;
  const unfinished = { status, progress, ...noResults(context) };
  if (state.status !== "FAILED") return Response.json(newer ? { ...unfinished, failure_reason: null } : unfinished);
  return Response.json(
    { ...unfinished, failure_reason: switches.failureReason === "null" ? null : state.reason },
    { status: Number(switches.failedStatus) },
  );
}

function expired(task: Task, context: EmulationContext): Response {
  const { switches, clock } = context;
  if (switches.expiredAnswer === "not-found") return refuse(404, switches);
  if (switches.expiredAnswer === "gone") return refuse(410, switches);
  const results = switches.expiredAnswer === "empty-results" ? [] : publishResults(task, clock.now(), context);
  return Response.json({ status: "FINISHED", progress: 100, results });
}

function noResults({ switches }: EmulationContext): { results?: null | [] } {
  if (switches.pendingResults === "absent") return {};
  return { results: switches.pendingResults === "empty" ? [] : null };
}

/** Files are drawn when they are read, unless there was time before. */
function publishResults(task: Task, expiresAt: number, context: EmulationContext): Record<string, unknown>[] {
  const { switches } = context;
  const publish = (image: ImageRequest, refusesAuthorization: boolean) => {
    const { mediaType } = image;
    return context.publish({ content: image, mediaType, expiresAt, refusesAuthorization });
  };
  return task.images.map((image) => {
    context.prepare(image);
    const asset = publish(image, switches.storageAuthorization === "refused");
    const asset_type = task.isEdit ? switches.editAssetType : "IMAGE";
    if (switches.resultShape === "newer") return { asset, asset_type, metadata: null };
    const height = Math.round((image.height * THUMBNAIL_WIDTH) / image.width);
    const thumbnail = publish({ ...image, width: THUMBNAIL_WIDTH, height }, false);
    return { asset_url: publish(image, false), asset, asset_type, thumbnail };
  });
}
