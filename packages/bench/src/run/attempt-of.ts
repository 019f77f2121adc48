import type { Estimate, Result } from "@seedbed/compare";
import {
  BudgetExceededError,
  type Cost,
  isSeedbedError,
  OutcomeUnknownError,
  type SeedbedError,
  shortfallText,
} from "@seedbed/core";
import type { BenchAttempt, BenchImage, Cell, Phases } from "../bench-record.ts";
import type { WireTrace } from "./measured-fetch.ts";

/** What is known of a cell when it has ended. */
export interface Ended {
  readonly cell: Cell;
  /** What the cell comes to by the documents. */
  readonly estimate: Estimate;
  readonly imagesAsked: number;
  /** By the clock; null where it never was its turn. */
  readonly intendedAtMs: number | null;
  readonly emulated: boolean;
  readonly wire: WireTrace;
  /** In the rate limit's queue before the first POST. */
  readonly queuedMs: number;
  /** POSTs that left in this process. */
  readonly posts: number;
  readonly images: readonly BenchImage[];
}

const noPhases: Phases = {
  connectMs: null,
  firstByteMs: null,
  queueMs: null,
  generationMs: null,
  downloadMs: null,
  totalMs: null,
};

/** What came of a cell that gave a generation. */
export function attemptOfResult(ended: Ended, result: Result, sameClock: boolean): BenchAttempt {
  const { earlier, cost, timing } = result;
  const times = timesOf(ended);
  // What another process measured is known by its own clock alone.
  const offsetMs = earlier ? 0 : (times.lateMs ?? 0);
  const isMeasured = !earlier || sameClock;
  const found = timing.polled ?? { minMs: timing.latencyMs, maxMs: timing.latencyMs };
  const latency = isMeasured ? { minMs: found.minMs + offsetMs, maxMs: found.maxMs + offsetMs } : null;
  const problem = earlier?.problem;
  const delivered = ended.images.length;
  const lost = earlier !== undefined && problem === undefined && delivered === 0; // its image was in an answer that is gone
  return {
    ...base(ended),
    ...(earlier ? { intendedAt: timing.startedAt } : times),
    operation: result.operation,
    latency,
    phases: isMeasured ? phasesOf(ended, result, latency?.maxMs ?? null) : noPhases,
    outcome: lost || delivered >= ended.imagesAsked ? "delivered" : delivered > 0 ? "partial" : "failed",
    failure:
      problem === undefined
        ? missingOf(result)
        : { name: "OutcomeUnknownError", message: problem, billed: "yes", status: null },
    confirmed: exactly(cost, cost?.min),
    worst: exactly(cost, cost?.max),
    requestId: result.requestId ?? null,
  };
}

/** Why images are missing that the provider's answer has an item for. */
function missingOf({ images, shortfall }: Result): BenchAttempt["failure"] {
  if (!shortfall) return null;
  const message = shortfallText(shortfall, images.length + shortfall.length);
  return { name: "ResponseValidationError", message, billed: "yes", status: null };
}

/**
 * What came of a cell that gave an error.
 *
 * @param answer - the file of the answer that could not be used
 */
export function attemptOfError(ended: Ended, error: unknown, answer?: string): BenchAttempt {
  const { cost } = ended.estimate;
  const known = isSeedbedError(error) ? error : undefined;
  const billed = known?.billed ?? "unknown";
  const notSent = known !== undefined && (known instanceof BudgetExceededError || neverLeft(known, ended));
  const unknown = known === undefined || (known instanceof OutcomeUnknownError && billed === "unknown");
  const delivered = ended.images.length;
  const message = error instanceof Error ? error.message : String(error);
  return {
    ...base(ended),
    ...timesOf(ended),
    outcome: notSent ? "not-sent" : unknown ? "unknown" : delivered > 0 ? "partial" : "failed",
    failure: {
      name: known?.name ?? "Error",
      message: answer === undefined ? message : `${message.replace(/\.$/, "")}. The answer as it came is in ${answer}.`,
      billed,
      status: known?.status ?? null,
      ...(answer === undefined ? {} : { answer }),
    },
    confirmed: exactly(cost, billed === "yes" ? cost?.min : 0),
    worst: exactly(cost, billed === "no" ? 0 : cost?.max),
    requestId: known?.requestId ?? null,
  };
}

/** A cell that never was its turn. */
export function attemptNotSent(ended: Ended): BenchAttempt {
  const { cost } = ended.estimate;
  return {
    ...base(ended),
    ...timesOf(ended),
    outcome: "not-sent",
    confirmed: exactly(cost, 0),
    worst: exactly(cost, 0),
  };
}

/** Stopped before its POST: it may be sent when the run goes on. */
function neverLeft(error: SeedbedError, { posts }: Ended): boolean {
  return error.name === "AbortError" && error.billed === "no" && posts === 0;
}

function base({ cell, estimate, imagesAsked, emulated, images }: Ended): BenchAttempt {
  const { id, block, promptId, repetition, model, warmUp } = cell;
  return {
    id,
    block,
    promptId,
    repetition,
    model,
    provider: estimate.provider,
    operation: estimate.operation,
    warmUp,
    emulated,
    intendedAt: null,
    lateMs: null,
    waitedMs: null,
    latency: null,
    phases: noPhases,
    outcome: "not-sent",
    failure: null,
    imagesAsked,
    images,
    confirmed: null,
    worst: null,
    requestId: null,
  };
}

/** The rate limit's wait is kept apart; what is left between the intended start and the POST was late. */
function timesOf({ intendedAtMs, wire, queuedMs, posts }: Ended) {
  const { leftMs, admittedFromMs } = wire;
  const intendedAt = intendedAtMs === null ? null : new Date(intendedAtMs).toISOString();
  if (intendedAtMs === null || leftMs === undefined || admittedFromMs === undefined)
    return { intendedAt, lateMs: null, waitedMs: null };
  // After a 429 the provider asked to wait: all until the POST that was taken is its wait.
  const waitedMs = posts > 1 ? leftMs - admittedFromMs : queuedMs;
  return { intendedAt, lateMs: Math.max(0, leftMs - intendedAtMs - waitedMs), waitedMs };
}

function phasesOf({ wire }: Ended, { timing, images, job }: Result, knownMs: number | null): Phases {
  const { connectMs = null, leftMs, headersMs, generationMs = null } = wire;
  const firstByteMs = leftMs !== undefined && headersMs !== undefined ? headersMs - leftMs : null;
  const inAnswer = !job && images.every(({ url }) => url === undefined);
  const downloadMs = inAnswer
    ? firstByteMs === null
      ? null
      : Math.max(0, timing.latencyMs - firstByteMs)
    : timing.downloadMs;
  return {
    connectMs,
    firstByteMs,
    queueMs: null, // no provider tells it; a poll that finds a job running says only that it no longer waits
    generationMs,
    downloadMs,
    totalMs: knownMs === null ? null : knownMs + (inAnswer ? 0 : timing.downloadMs),
  };
}

function exactly(cost: Cost | null, amount: number | undefined): Cost | null {
  return cost && amount !== undefined ? { ...cost, min: amount, max: amount } : null;
}
