import type { Exchange, Fixture } from "../../fixture/fixture.ts";
import { askedWaitMs, longestWaitMs } from "../../traffic/retry-after-ms.ts";
import type { Question, SpecPlace } from "./question.ts";
import { type Facts, factsOf, meaningOf } from "./read-facts.ts";

/** What some exchanges say of a question. */
export interface Reading {
  /** In words; null: none of the answers that were thought of. */
  readonly answer: string | null;
  /** What was looked at. */
  readonly facts: Facts;
  /** What of the spec it bears out. */
  readonly observed: readonly SpecPlace[];
}

/** What came of one question. */
export type Answered = { readonly id: string; readonly question: string } & (
  | (Reading & {
      readonly exchanges: readonly Exchange[];
      /** Where the real client made the call: it replays. */
      readonly fixture?: Omit<Fixture, "id" | "file">;
    })
  | { readonly notAsked: string }
);

/**
 * Reads the answer to a question from its exchanges. Where the control was not answered with success, nothing follows.
 *
 * @param earlier - what the same run answered, the control among it
 */
export function readAnswer(question: Question, exchanges: readonly Exchange[], earlier: readonly Answered[]): Reading {
  const facts = factsOf(question, exchanges);
  const meaning = isControlled(question, earlier) ? meaningOf(question, facts) : undefined;
  return { answer: meaning?.means ?? null, facts, observed: meaning?.observed ?? [] };
}

function isControlled({ control }: Question, earlier: readonly Answered[]): boolean {
  if (control === undefined) return true;
  const answered = earlier.find(({ id }) => id === control);
  return answered !== undefined && "exchanges" in answered && isSuccess(own(answered.exchanges).at(-1));
}

function isSuccess(exchange: Exchange | undefined): boolean {
  return exchange !== undefined && exchange.response.status >= 200 && exchange.response.status < 300;
}

/** What an answer tells of us instead of the question: a key that is refused, or that there were too many requests. */
export interface Turned {
  /** Why, in words. */
  readonly reason: string;
  /** Whether every further question would be turned away too. */
  readonly isFinal: boolean;
}

/** How a provider turned a question away, where it did. */
export function turnedAway({ send }: Question, exchanges: readonly Exchange[], nowMs: number): Turned | undefined {
  const last = own(exchanges).at(-1);
  if (!last) return undefined;
  const { status, headers } = last.response;
  const isDocumented = !("method" in send) || (send.key ?? "documented") === "documented";
  if (isDocumented && (status === 401 || status === 403))
    return { reason: `the key was refused with ${status}`, isFinal: true };
  if (status !== 429) return undefined;
  const waitMs = askedWaitMs(headers?.["retry-after"], nowMs);
  if (waitMs > longestWaitMs)
    return { reason: `it was answered with 429, and is to wait ${Math.ceil(waitMs / 1000)} s`, isFinal: true };
  return { reason: "it was answered with 429 again and again", isFinal: false };
}

/** Whether nothing but refusals of that kind came: then the question has no answer yet. */
export function isUnanswered({ send }: Question, exchanges: readonly Exchange[]): boolean {
  if ("method" in send && send.times !== undefined) return false; // it asks for a 429
  return own(exchanges).every(({ response: { status } }) => [401, 403, 429].includes(status));
}

function own(exchanges: readonly Exchange[]): Exchange[] {
  return exchanges.filter(({ request }) => request.path !== undefined);
}
