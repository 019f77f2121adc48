import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Accounting, Attempt, Outcome } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { onTestFinished } from "vitest";
import { type AnsweredWithImages, type AskOptions, askQuestion } from "../record/first-contact/ask-question.ts";
import type { Question, QuestionSend } from "../record/first-contact/question.ts";
import { createSpec } from "../spec/create-spec.ts";

const spec = createSpec(novitaDocument);
/** Of the account that asks. */
export const askingKey = "nv_0123456789abc";
const images = path.resolve(import.meta.dirname, "../../cases/images");
const names = ["teapot-240x160.jpeg", "striped-cloth-160x240.png"];

/** A question about Novita that takes any status for an answer. */
export const question = (send: QuestionSend, changes: Partial<Question> = {}): Question => ({
  id: "q",
  question: "What is it?",
  send,
  read: { facts: ["status"] },
  answers: [
    { when: { status: "^2" }, means: "it is taken", observed: [{ file: "openapi.yaml", at: ["a"] }] },
    { when: { status: "^4" }, means: "it is refused" },
  ],
  ...changes,
});

/** Asks, and keeps what was sent, reserved and settled. */
export async function ask(
  asked: Question,
  answers: (() => Response | Promise<Response>)[],
  client: object = {},
  options: Partial<AskOptions> = {},
) {
  const sent: Request[] = [];
  const books: { admitted: string[]; reserved: Attempt[]; settled: Outcome[] } = {
    admitted: [],
    reserved: [],
    settled: [],
  };
  const accounting: Accounting = {
    reserve(attempt) {
      books.reserved.push(attempt);
      return { settle: (settlement: Outcome) => void books.settled.push(settlement) } as never;
    },
    async admit(provider) {
      books.admitted.push(provider);
    },
  };
  const clock = createInstantClock(0);
  const workFolder = await mkdtemp(path.join(tmpdir(), "seedbed-ask-"));
  onTestFinished(() => rm(workFolder, { recursive: true }));
  const result = askQuestion(asked, {
    provider: novita,
    spec,
    client: {
      apiKey: askingKey,
      env: {},
      clock,
      accounting,
      fetch: async (input: Request | URL | string, init?: RequestInit) => {
        sent.push(new Request(input, init));
        return answers[sent.length - 1]?.() ?? Promise.reject(new TypeError("no answer is left"));
      },
      ...client,
    },
    from: () => "provider",
    secrets: [askingKey],
    workFolder,
    examples: await Promise.all(names.map((name) => readFile(path.join(images, name)))),
    earlier: [],
    ...options,
  });
  const seen = { sent, books, clock };
  return result.then(
    (value) => ({ ...seen, value, error: undefined }),
    (error: Error) => ({
      ...seen,
      error,
      get value(): AnsweredWithImages {
        throw error; // a test that wants the answer says what came instead
      },
    }),
  );
}

/** An answer in JSON. */
export const json = (body: object, init?: ResponseInit) => () => Response.json(body, init);
