import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parseDocument } from "yaml";
import type { Fixture } from "../../fixture/fixture.ts";
import { InputError } from "../../input-error.ts";
import type { ContactReport } from "./contact-report.ts";
import type { Question } from "./question.ts";
import type { Answered } from "./read-answer.ts";
import { type Reading, readAnswer } from "./read-answer.ts";

/** What a report changes: files of the checkout, by their path from its root. */
export type ContactChanges = ReadonlyMap<string, string | Uint8Array>;

/** What is known of the provider in the checkout: the report, which anyone may edit, is held against it. */
export interface KnownProvider {
  readonly questions: readonly Question[];
  /** Ids. */
  readonly operations: readonly string[];
  /** Gives a file of its spec. */
  readSpec(file: string): Promise<string>;
}

type Given = Extract<Answered, { exchanges: unknown }>;

/**
 * Turns the report of a first contact into recorded fixtures and changed evidence of the specs. Writes nothing. What an
 * answer bears out is read from its exchanges anew, whatever the report says of it.
 *
 * @param fromEmulator - for tests: takes what is not evidence
 * @throws InputError where the report is not evidence, or is not what the questions of the provider lead to
 */
export async function changesOf(
  report: ContactReport,
  known: KnownProvider,
  fromEmulator = false,
): Promise<ContactChanges> {
  if (report.from !== "provider" && !fromEmulator)
    throw new InputError(
      `The report is from ${report.from === "emulator" ? "the emulator" : "another host than the provider's"}: it is not evidence of ${report.provider}, and nothing was changed.`,
    );
  const changes = new Map<string, string | Uint8Array>();
  const source = `first contact ${report.date}`;
  const kind = fromEmulator ? "synthetic" : "recorded";
  const read = readingsOf(report, known);
  for (const { answer } of read) {
    const { fixture } = answer;
    if (!fixture) continue;
    checkFixture(fixture, answer, report.provider, known.operations);
    if (fixture.provenance.kind !== kind)
      refuse(`The answer ${answer.id} has a fixture that is ${fixture.provenance.kind}, not ${kind}`);
    changes.set(
      `conformance/fixtures/${fixture.provider}/${fixture.operation}/recorded-${answer.id}.json`,
      fixtureText(fixture, fromEmulator ? fixture.provenance.source : source),
    );
    for (const { response } of fixture.exchanges) {
      if (response.image === undefined) continue;
      const bytes = report.images[response.image];
      if (bytes === undefined)
        refuse(`The answer ${answer.id} names ${response.image}, which the report does not hold`);
      else changes.set(`conformance/fixtures/images/${response.image}`, new Uint8Array(Buffer.from(bytes, "base64")));
    }
  }
  const places = read.flatMap(({ reading }) => reading.observed);
  for (const [file, inFile] of Map.groupBy(places, (place) => place.file)) {
    const text = await known.readSpec(file);
    changes.set(
      `specs/${report.provider}/${file}`,
      inFile.reduce((changed, { at }) => observed(changed, file, at, source), text),
    );
  }
  return changes;
}

/** Where a report says of an answer what its exchanges do not: in sentences, for whoever applies it. */
export function claimsBeyond(report: ContactReport, known: KnownProvider): string[] {
  return readingsOf(report, known)
    .filter(
      ({ answer, reading }) => !isDeepStrictEqual([answer.answer, answer.observed], [reading.answer, reading.observed]),
    )
    .map(
      ({ answer, reading }) =>
        `${answer.id}: the report says ${said(answer)}, its exchanges ${said(reading)}, which counts.`,
    );
}

function said({ answer, observed }: Pick<Reading, "answer" | "observed">): string {
  return `${answer === null ? "nothing" : `"${answer}"`} (${observed.length} statements)`;
}

/** What each exchange says, by the question that led to it. */
function readingsOf(report: ContactReport, { questions }: KnownProvider): { answer: Given; reading: Reading }[] {
  return report.answers
    .filter((answer) => "exchanges" in answer)
    .map((answer) => {
      const question = questions.find(({ id }) => id === answer.id);
      if (!question) return refuse(`The answer ${answer.id} is to no question about ${report.provider}`);
      const { send } = question;
      const strays =
        "method" in send &&
        (answer.fixture !== undefined ||
          answer.exchanges.some(({ request }) => request.method !== send.method || request.path !== send.path));
      if (strays) refuse(`The answer ${answer.id} has exchanges that its question does not lead to`);
      return { answer, reading: readAnswer(question, answer.exchanges, report.answers) };
    });
}

function checkFixture(
  fixture: NonNullable<Given["fixture"]>,
  { id, exchanges }: Given,
  provider: string,
  operations: readonly string[],
): void {
  if (fixture.provider !== provider || !operations.includes(fixture.operation))
    refuse(
      `The answer ${id} has a fixture of "${fixture.provider}/${fixture.operation}": it is not an operation of ${provider}`,
    );
  if (!isDeepStrictEqual(fixture.exchanges, exchanges))
    refuse(`The answer ${id} has a fixture whose exchanges are not its own`);
}

function fixtureText(fixture: Omit<Fixture, "id" | "file">, source: string): string {
  const { title, provider, operation, provenance, ...rest } = fixture;
  const $schema = "../../../schemas/fixture.schema.json";
  const whole = { $schema, title, provider, operation, provenance: { ...provenance, source }, ...rest };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function refuse(words: string): never {
  throw new InputError(`${words}, and nothing was changed.`);
}

/** Says of one statement that it was observed. Only its two lines change: comments and all else stay as they are. */
export function observed(text: string, file: string, at: readonly string[], source: string): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const node = document.getIn(at, true);
  const evidence = isMap(node) ? node.get("x-evidence", true) : undefined;
  if (!isMap(node) || !isScalar(evidence) || !evidence.range)
    throw new InputError(`specs: ${file} has no statement with x-evidence at ${at.join(".")}.`);
  const old = node.get("x-source", true);
  const before = isScalar(old) && typeof old.value === "string" ? old.value : undefined;
  if (evidence.value === "observed" && before?.startsWith(source)) return text;
  const words = JSON.stringify(
    before === undefined || before.startsWith("first contact") ? source : `${source}; before: ${before}`,
  );
  const [start, end] = evidence.range;
  const edits: [number, number, string][] = [[start, end, "observed"]];
  if (isScalar(old) && old.range) edits.push([old.range[0], old.range[1], words]);
  else {
    const lineStart = text.lastIndexOf("\n", start) + 1;
    const indent = /^[ ]*/.exec(text.slice(lineStart))?.[0] ?? "";
    const separator = text.slice(lineStart, start).trim() === "x-evidence:" ? `\n${indent}` : ", ";
    edits.push([end, end, `${separator}x-source: ${words}`]);
  }
  return edits
    .toSorted((a, b) => b[0] - a[0])
    .reduce((changed, [from, to, word]) => changed.slice(0, from) + word + changed.slice(to), text);
}
