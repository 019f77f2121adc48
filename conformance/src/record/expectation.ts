import { isObject } from "../traffic/mismatches.ts";

const ofJob = ["version", "provider", "model", "taskId"];

/** What a fixture expects: all of an outcome but what hangs on the clock. */
export function expectOf(outcome: unknown): Record<string, unknown> {
  if (!isObject(outcome)) return {};
  if (isObject(outcome.error))
    return { error: picked(outcome.error, ["name", "status", "code", "billed", "requestId"]) };
  if (outcome.reply !== undefined) return { reply: jobReply(outcome.reply) };
  const { images, cost, requestId, parity, drift, job } = outcome;
  return {
    images: Array.isArray(images)
      ? images.map((image) => picked(image, ["mediaType", "width", "height", "truncated", "sizeBytes", "url"]))
      : [],
    cost,
    ...(requestId === undefined ? {} : { requestId }),
    ...(isObject(parity) && Object.keys(parity).length > 0 ? { parity: parityOf(parity) } : {}),
    drift,
    ...(isObject(job) ? { job: picked(job, ofJob) } : {}),
  };
}

/** What must be the same before and after: what the redaction does not touch. */
export function essenceOf(outcome: unknown): unknown {
  const { error, images, cost, parity, drift } = expectOf(outcome);
  if (isObject(error)) return { error: picked(error, ["name", "status", "code", "billed"]) };
  return {
    ...(Array.isArray(images) ? { images: images.map((image) => picked(image, ["mediaType"])) } : {}),
    // A price of the caller's own is in no file.
    ...(isObject(cost) && cost.basis === "configured" ? {} : { cost: cost ?? null }),
    parity: isObject(parity)
      ? Object.fromEntries(Object.entries(parity).map(([name, entry]) => [name, picked(entry, ["status"])]))
      : {},
    drift: Array.isArray(drift) ? drift.map((one) => picked(one, ["field"])) : [],
  };
}

/** A job as a reply has times of its own. */
function jobReply(reply: unknown): unknown {
  return isObject(reply) && reply.taskId !== undefined ? picked(reply, ofJob) : reply;
}

function parityOf(parity: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(parity).map(([name, entry]) => [name, picked(entry, ["sent", "status"])]));
}

function picked(value: unknown, names: readonly string[]): Record<string, unknown> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name))) : {};
}
