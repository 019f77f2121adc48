import { encodeBase64 } from "@seedbed/core";
import { holdNoSecret } from "../hold-no-secret.ts";
import type { AnsweredWithPictures } from "./ask-question.ts";
import type { Answered } from "./read-answer.ts";

/** What the first contact with a provider gave, in one file. Its JSON Schema is `schemas/first-contact.schema.json`. */
export interface ContactReport {
  /** Of this form. */
  readonly version: 1;
  /** Provider id, e.g. `segmind`. */
  readonly provider: string;
  /** The day it was begun, `2026-11-21`. */
  readonly date: string;
  /** Who answered: only what the provider itself said is evidence. */
  readonly from: "provider" | "emulator" | "elsewhere";
  /** What made it. */
  readonly tool: { readonly name: "seedbed"; readonly version: string };
  /** By currency: what is certain, and the most that it may have cost. */
  readonly spent: Readonly<Record<string, { readonly confirmed: number; readonly worstCase: number }>>;
  /** In the order that they were asked. */
  readonly answers: readonly Answered[];
  /** The small pictures that the fixtures name, in Base64. */
  readonly pictures: Readonly<Record<string, string>>;
}

/**
 * The report as it is written.
 *
 * @throws InputError where a secret would remain in it
 */
export function contactReportText(
  head: Omit<ContactReport, "version" | "answers" | "pictures">,
  answered: readonly AnsweredWithPictures[],
  secrets: readonly string[],
): string {
  const pictures = new Map(answered.flatMap((one) => [...one.pictures]));
  const report: ContactReport = {
    version: 1,
    ...head,
    answers: answered.map((one) => one.answered),
    pictures: Object.fromEntries([...pictures].map(([name, bytes]) => [name, encodeBase64(Uint8Array.from(bytes))])),
  };
  const text = `${JSON.stringify(report, null, 2)}\n`;
  holdNoSecret(text, secrets, `The report of ${head.provider}`);
  return text;
}
