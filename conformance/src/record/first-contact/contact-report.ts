import { encodeBase64 } from "@seedbed/core";
import { assertNoSecret } from "../assert-no-secret.ts";
import type { AnsweredWithImages } from "./ask-question.ts";
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
  /** The small images that the fixtures name, in Base64. */
  readonly images: Readonly<Record<string, string>>;
}

/**
 * The report as it is written.
 *
 * @throws InputError where a secret would remain in it
 */
export function contactReportText(
  head: Omit<ContactReport, "version" | "answers" | "images">,
  answered: readonly AnsweredWithImages[],
  secrets: readonly string[],
): string {
  const images = new Map(answered.flatMap((one) => [...one.images]));
  const report: ContactReport = {
    version: 1,
    ...head,
    answers: answered.map((one) => one.answered),
    images: Object.fromEntries([...images].map(([name, bytes]) => [name, encodeBase64(Uint8Array.from(bytes))])),
  };
  const text = `${JSON.stringify(report, null, 2)}\n`;
  assertNoSecret(text, secrets, `The report of ${head.provider}`);
  return text;
}
