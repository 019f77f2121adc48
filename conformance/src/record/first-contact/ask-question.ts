import { selectModels } from "@seedbed/compare";
import { checkOptions, createClock, type OptionNames, type Provider } from "@seedbed/core";
import type { Exchange, Fixture } from "../../fixture/fixture.ts";
import { type AskedCall, type RecordOptions, recordCall, recordOptionNames } from "../record-call.ts";
import { redactExchanges } from "../redact-exchanges.ts";
import { createTape } from "../tape.ts";
import type { Question } from "./question.ts";
import { type Answered, isUnanswered, readAnswer, turnedAway } from "./read-answer.ts";
import { type RawSend, sendAsIs } from "./send-as-is.ts";

/** An answer with the small images that its fixture names. */
export interface AnsweredWithImages {
  /** What came of the question. */
  readonly answered: Answered;
  /** By file name. */
  readonly images: ReadonlyMap<string, Uint8Array>;
  /** Why the provider is to be asked no more; absent where it may be. */
  readonly stop?: string;
}

/** How a question is asked. */
export interface AskOptions extends RecordOptions {
  /** Of ordinary size, for the questions that send some: one that is refused for its size would answer another question. */
  readonly examples: readonly Uint8Array[];
  /** What the same run answered before. */
  readonly earlier: readonly Answered[];
}

/** What passed for a question, redacted. */
interface Asked {
  readonly exchanges: readonly Exchange[];
  readonly fixture?: Omit<Fixture, "id" | "file">;
  readonly images?: ReadonlyMap<string, Uint8Array>;
}

/** Sends what a question says, and reads the answer. */
export async function askQuestion(question: Question, options: AskOptions): Promise<AnsweredWithImages> {
  const names = { ...recordOptionNames, examples: true, earlier: true } satisfies OptionNames<AskOptions>;
  checkOptions("askQuestion", options, names);
  const { id, question: words } = question;
  const asked = await askedOf(question, options);
  if (typeof asked === "string") return { answered: { id, question: words, notAsked: asked }, images: new Map() };
  const { exchanges, fixture, images = new Map() } = asked;
  const turned = turnedAway(question, exchanges, (options.client.clock ?? createClock()).now());
  const stop = turned?.isFinal ? { stop: turned.reason } : {};
  if (turned && isUnanswered(question, exchanges))
    return { answered: { id, question: words, notAsked: turned.reason }, images: new Map(), ...stop };
  const reading = readAnswer(question, exchanges, options.earlier);
  return {
    answered: { id, question: words, ...reading, exchanges, ...(fixture ? { fixture } : {}) },
    images,
    ...stop,
  };
}

/** What passed; or why nothing did. */
async function askedOf(question: Question, options: AskOptions): Promise<Asked | string> {
  const { send } = question;
  if ("method" in send) {
    const tape = createTape(options.client.fetch ?? globalThis.fetch);
    await sendAsIs(send, { ...options, client: { ...options.client, fetch: tape.fetch } });
    const { redacted, files } = redactExchanges(tape.exchanges, options);
    return { exchanges: redacted, images: files };
  }
  const { examples: _examples, earlier: _earlier, ...recording } = options;
  const recorded = await recordCall(callOf(question, send, options), recording);
  if ("unanswered" in recorded) return recorded.unanswered.message;
  if ("unwritten" in recorded) return recorded.unwritten.message;
  if ("unreplayable" in recorded) return { exchanges: recorded.exchanges };
  const { fixture, images } = recorded.recording;
  return { exchanges: fixture.exchanges, fixture, images };
}

function callOf(
  { question, id }: Question,
  send: Exclude<Question["send"], RawSend>,
  { provider, examples }: { provider: Provider; examples: readonly Uint8Array[] },
): AskedCall {
  const title = `First contact, ${id}: ${question}`;
  if (!("model" in send)) return { title, operation: send.operation, request: send.request };
  const [target] = selectModels([provider], [send.model]);
  if (!target) throw new Error(`${provider.id} has no model ${send.model}.`);
  const images = examples.slice(0, send.images ?? 0);
  if (images.length < (send.images ?? 0)) throw new Error(`${id} sends ${send.images} images, there are fewer.`);
  return { title, target, request: { ...send.request, ...(images.length > 0 ? { images } : {}) } };
}
