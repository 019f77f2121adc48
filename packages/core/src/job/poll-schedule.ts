import type { LatencyFact } from "../call/operation.ts";
import type { ProviderFact } from "../provider/provider-fact.ts";

/** What the times of the polls follow from. */
export interface PollFacts {
  /** How long the generation takes by a document; null: none says. */
  readonly latency: LatencyFact | null;
  /** How many images were asked for. */
  readonly images: number;
  /** The provider's limit; null: no document gives one. */
  readonly rateLimit: ProviderFact["rateLimit"];
}

const unknownLimit = { requests: 3, perMs: 60_000 };
const firstShare = 0.8;
const gapShare = 0.08;
const lateGapShare = 0.25;
const longestGapMs = 60_000;

/**
 * When a job is asked for next, in milliseconds after it was submitted.
 *
 * Where the rate limit has room: first at 80 % of the documented latency, then whenever 8 % more time has passed, so that the
 * median job is known less than 5 % of its own time after it finished, and in 4 polls; one that takes half as long again as
 * documented is asked for ever more rarely. Where it has none, or the latency is not known: as often as the limit allows, a
 * little to spare (3 a minute: after 20 s, then every 21 s).
 *
 * @param unfinishedMs - when the last poll found it unfinished; undefined before the first
 */
export function nextPollAtMs({ latency, images, rateLimit }: PollFacts, unfinishedMs?: number): number {
  // A job may come from a file that anyone can edit: a wait that never ends would follow from a count that is none.
  const count = images >= 1 && images <= 1000 ? images : 1;
  const documentedMs = latency ? ((latency.minMs + latency.maxMs) / 2) * (latency.per === "image" ? count : 1) : 0;
  const { requests, perMs } = rateLimit ?? (latency ? { requests: 1, perMs: 0 } : unknownLimit);
  const spacingMs = perMs / requests;
  const isLimited = spacingMs > gapShare * documentedMs;
  if (unfinishedMs === undefined) return isLimited ? spacingMs : firstShare * documentedMs;
  const share = unfinishedMs < 1.5 * documentedMs ? gapShare : lateGapShare;
  const gapMs = isLimited ? 0 : Math.min(share * unfinishedMs, longestGapMs);
  return unfinishedMs + Math.max(gapMs, 1.05 * spacingMs);
}
