import { estimate, selectModels } from "@seedbed/compare";
import { type Cost, costOf, createClock, type Provider } from "@seedbed/core";
import type { Exchange, Fixture } from "../../fixture.ts";
import { type AskedCall, type RecordOptions, recordCall } from "../record-call.ts";
import { smallPicture } from "../redact/small-picture.ts";
import { baseUrlOf, redactExchanges } from "../redact-exchanges.ts";
import { createTape } from "../tape.ts";
import type { Question, QuestionSend, SpecPlace } from "./question.ts";
import { type Facts, factsOf, meaningOf } from "./read-facts.ts";

/** What came of one question. */
export type Answered = { readonly id: string; readonly question: string } & (
  | {
      /** In words; null: none of the answers that were thought of. */
      readonly answer: string | null;
      readonly facts: Facts;
      /** What of the spec it bears out. */
      readonly observed: readonly SpecPlace[];
      readonly exchanges: readonly Exchange[];
      /** Where the real client made the call: it replays. */
      readonly fixture?: Omit<Fixture, "id" | "file">;
    }
  | { readonly notAsked: string }
);

/** An answer with the small pictures that its fixture names. */
export interface AnsweredWithPictures {
  /** What came of the question. */
  readonly answered: Answered;
  /** By file name. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

const longestMs = 600_000;

type RawSend = Extract<QuestionSend, { method: unknown }>;

/** Sends what a question says, and reads the answer. */
export async function askQuestion(question: Question, options: RecordOptions): Promise<AnsweredWithPictures> {
  const { id, question: words, send } = question;
  if ("method" in send) {
    const tape = createTape(options.client.fetch ?? globalThis.fetch);
    await sendAsIs(send, { ...options, client: { ...options.client, fetch: tape.fetch } });
    const { redacted, files } = redactExchanges(tape.exchanges, options);
    return {
      answered: { id, question: words, ...readingOf(question, redacted), exchanges: redacted },
      pictures: files,
    };
  }
  const recorded = await recordCall(callOf(question, send, options.provider), options);
  if ("unanswered" in recorded) {
    return { answered: { id, question: words, notAsked: recorded.unanswered.message }, pictures: new Map() };
  }
  if ("unreplayable" in recorded) {
    const { exchanges } = recorded;
    return { answered: { id, question: words, ...readingOf(question, exchanges), exchanges }, pictures: new Map() };
  }
  const { fixture, pictures } = recorded.recording;
  const { exchanges } = fixture;
  return { answered: { id, question: words, ...readingOf(question, exchanges), exchanges, fixture }, pictures };
}

function readingOf(question: Question, exchanges: readonly Exchange[]) {
  const facts = factsOf(question, exchanges);
  const meaning = meaningOf(question, facts);
  return { answer: meaning?.means ?? null, facts, observed: meaning?.observed ?? [] };
}

function callOf({ question, id }: Question, send: Exclude<QuestionSend, RawSend>, provider: Provider): AskedCall {
  const title = `First contact, ${id}: ${question}`;
  if (!("model" in send)) return { title, operation: send.operation, request: send.request };
  const [target] = selectModels([provider], [send.model]);
  if (!target) throw new Error(`${provider.id} has no model ${send.model}.`);
  const images = Array.from({ length: send.images ?? 0 }, () => smallPicture("image/png").bytes);
  return { title, target, request: { ...send.request, ...(images.length > 0 ? { images } : {}) } };
}

/** A request as the question has it: no client stands between, so the worst case is reserved here. */
async function sendAsIs(send: RawSend, options: RecordOptions): Promise<void> {
  const { provider, client } = options;
  const operation = send.operation === undefined ? undefined : provider.operations[send.operation];
  const cost = worstOf(send, provider, client.prices);
  const reservation =
    cost === undefined
      ? undefined
      : await client.accounting?.reserve({
          provider: provider.id,
          model: operation?.model,
          operation: send.operation ?? send.path,
          cost,
        });
  let state: "unknown" | "accepted" | "rejected" = "unknown";
  try {
    for (let turn = 1; ; turn += 1) {
      if (send.times === undefined) await client.accounting?.admit(provider.id, AbortSignal.timeout(longestMs));
      const response = await (client.fetch ?? fetch)(baseUrlOf(options) + send.path, {
        method: send.method,
        redirect: "manual",
        headers: { ...keyHeaders(send, options), ...(send.body ? { "content-type": "application/json" } : {}) },
        ...(send.body ? { body: JSON.stringify(send.body) } : {}),
      });
      state = response.ok ? "accepted" : "rejected";
      await response.arrayBuffer();
      if (send.times === undefined && response.status === 429 && turn < 4) {
        const waitMs = Number(response.headers.get("retry-after") ?? 20) * 1000;
        await (client.clock ?? createClock()).delay(waitMs, AbortSignal.timeout(longestMs));
      } else if (turn >= (send.times ?? 1)) break;
    }
  } finally {
    await reservation?.settle({ state, cost: state === "rejected" ? null : (cost ?? null) });
  }
}

function keyHeaders({ key = "documented" }: RawSend, { provider, client }: RecordOptions): Record<string, string> {
  const own = String(client.apiKey ?? client.env?.[provider.keyVariable] ?? "").trim();
  if (key === "missing") return {};
  if (key === "bearer") return { authorization: `Bearer ${own}` };
  return provider.dialect.authorize(key === "invalid" ? "invalid" : own);
}

/** The most that a question may cost: undefined where it cannot cost anything, null where no price is known. */
export function worstOf(
  send: QuestionSend,
  provider: Provider,
  prices?: RecordOptions["client"]["prices"],
): Cost | null | undefined {
  if ("model" in send) {
    const [target] = selectModels([provider], [send.model]);
    return target ? estimate(target, send.request, prices ? { prices } : {}).cost : null;
  }
  if ("method" in send && (send.method === "GET" || send.key === "missing" || send.key === "invalid")) return undefined;
  const operation = provider.operations[send.operation ?? ""];
  if (!operation || operation.method === "GET") return operation ? undefined : null;
  return costOf(operation, { min: 1, max: 1 }, prices);
}

/** The order in which questions are asked: what is free, what ought to be refused, then generations by what they may cost. */
export function cheapestFirst(
  questions: readonly Question[],
  provider: Provider,
  prices?: RecordOptions["client"]["prices"],
): Question[] {
  const rank = ({ send }: Question) => {
    const worst = worstOf(send, provider, prices);
    if (worst === undefined) return 0;
    return ("method" in send ? 1 : 1_000_000) + (worst?.max ?? 1e9);
  };
  return questions.toSorted((a, b) => rank(a) - rank(b));
}
