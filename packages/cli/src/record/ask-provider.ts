import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { AnsweredWithImages, ContactReport, Question } from "@seedbed/conformance";
import { exact, failureText, isSeedbedError, type Provider } from "@seedbed/core";
import type { Destination, DestinationFlags } from "../session/destination.ts";
import { explain } from "../terminal/failure.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";
import { answersOf, isAnswered, type KeptReport, withAnswer, withSpent } from "./kept-report.ts";
import { fromOf, keysOf, specOf } from "./recording-place.ts";

/** What one provider is asked. */
export interface Contact {
  readonly provider: Provider;
  /** Each of its questions, in their order. */
  readonly questions: readonly Question[];
  /** Those that will be sent. */
  readonly open: readonly Question[];
  readonly kept: KeptReport;
}

/** With what it is asked. */
export interface Asking {
  /** Images of ordinary size. */
  readonly examples: readonly Uint8Array[];
  readonly flags: DestinationFlags & { readonly out: string; readonly redactPrompts?: boolean };
  readonly terminal: Terminal;
  readonly destination: Destination;
}

/** What came of it. */
export interface ProviderAsked {
  /** Whether there is a report now. */
  readonly isThere: boolean;
  /** Why it is not the whole of it, in words that follow the provider's name. */
  readonly trouble?: string;
}

/** Asks one provider what is open. After each answer it is on disk: what was paid for is not lost, whatever comes next. */
export async function askProvider(
  { provider, questions, open, kept: { file, date } }: Contact,
  held: ContactReport | undefined,
  { examples, flags, terminal, destination }: Asking,
): Promise<ProviderAsked> {
  const { askQuestion, contactReportText } = await import("@seedbed/conformance");
  const secrets = await keysOf([provider], flags, terminal);
  const from = () => fromOf(provider, destination);
  const place = path.resolve(terminal.cwd, file);
  const shared = {
    provider,
    spec: await specOf(provider),
    from,
    secrets,
    redactPrompts: Boolean(flags.redactPrompts),
    workFolder: path.dirname(place),
    signal: terminal.signal,
    examples,
  };
  const spent = spendingSince(destination, provider.id);
  const order = questions.map(({ id }) => id);
  let all = answersOf(held);
  let stop: string | undefined;
  let answered = 0;
  for (const question of open) {
    if (terminal.signal.aborted) stop ??= "it was stopped";
    const earlier = all.map((other) => other.answered);
    const one =
      stop === undefined
        ? await askQuestion(question, { ...shared, client: destination.client(provider.id), earlier }).catch((error) =>
            notAsked(question, reasonOf(error)),
          )
        : notAsked(question, stop);
    const isAsked = stop === undefined;
    stop ??= one.stop;
    if (isAnswered(one)) answered += 1;
    all = withAnswer(all, one, order);
    if (all.some(isAnswered)) {
      const head = { provider: provider.id, date, from: from(), tool: { name: "seedbed", version } as const };
      const text = contactReportText({ ...head, spent: withSpent(spent(), held?.spent) }, all, secrets);
      await writeFile(`${place}.part`, text);
      await rename(`${place}.part`, place);
    }
    if (isAsked) terminal.stderr(`${provider.id} ${question.id}: ${callSafely(one)}\n`);
  }
  const isThere = all.some(isAnswered);
  if (terminal.signal.aborted) stop ??= "it was stopped";
  const trouble = stop !== undefined ? `was asked no more: ${stop}` : "answered nothing";
  if (stop === undefined && (answered > 0 || open.length === 0)) return { isThere };
  return { isThere, trouble: isThere ? `${trouble}; add --resume to ask what is left` : trouble };
}

function notAsked({ id, question }: Question, reason: string): AnsweredWithImages {
  return { answered: { id, question, notAsked: reason }, images: new Map() };
}

function reasonOf(error: unknown): string {
  return isSeedbedError(error) ? explain(error) : failureText(error);
}

function callSafely({ answered }: AnsweredWithImages): string {
  if ("notAsked" in answered) return `not answered: ${answered.notAsked}`;
  const facts = Object.entries(answered.facts).map(([name, value]) => `${name} ${value.slice(0, 60)}`);
  return answered.answer ?? `something else: ${facts.join(", ")}`;
}

/** What a provider has cost from here on: a ledger's file may hold earlier runs. */
function spendingSince({ ledger }: Destination, provider: string): () => ContactReport["spent"] {
  const before = new Set(ledger.attempts({ provider }).map(({ id }) => id));
  return () => {
    const spent: Record<string, { confirmed: number; worstCase: number }> = {};
    for (const { id, state, cost } of ledger.attempts({ provider })) {
      if (before.has(id) || cost === null || state === "rejected" || state === "not-sent") continue;
      const { confirmed, worstCase } = spent[cost.currency] ?? { confirmed: 0, worstCase: 0 };
      spent[cost.currency] = {
        confirmed: exact(confirmed + (state === "accepted" ? cost.min : 0)),
        worstCase: exact(worstCase + cost.max),
      };
    }
    return spent;
  };
}
