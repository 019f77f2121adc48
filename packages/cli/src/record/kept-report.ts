import { readdir } from "node:fs/promises";
import path from "node:path";
import type { AnsweredWithImages, ContactReport } from "@seedbed/conformance";
import { decodeBase64, exact, type Provider } from "@seedbed/core";
import { refused } from "../flags/read-flag.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What decides whether a report that is there is gone on with. */
export interface KeepFlags {
  out: string;
  replace?: boolean;
  resume?: boolean;
}

/** Where the report of a provider goes, and what it holds already. */
export interface KeptReport {
  /** As the person named its folder. */
  readonly file: string;
  /** The day it was begun. */
  readonly date: string;
  /** What was there. */
  readonly report?: ContactReport;
}

/**
 * Finds the report that is there: what it holds was paid for, and is lost to no later run.
 *
 * @param schemas - the folder of the JSON Schemas
 * @throws InvalidRequestError where there is one, and no flag says how to go on
 * @throws InputError where it is not the report of the provider
 */
export async function keptReport(
  { id }: Provider,
  flags: KeepFlags,
  { cwd }: Terminal,
  schemas: string,
): Promise<KeptReport> {
  if (flags.resume && flags.replace) throw refused("--resume", "does not go with --replace");
  const today = new Date().toISOString().slice(0, 10);
  const prefix = `first-contact-${id}-`;
  const dates = (await readdir(path.resolve(cwd, flags.out)).catch(() => []))
    .filter((name) => name.startsWith(prefix) && /^\d{4}-\d{2}-\d{2}\.json$/.test(name.slice(prefix.length)))
    .map((name) => name.slice(prefix.length, -".json".length))
    .sort();
  const date = flags.resume ? (dates.at(-1) ?? today) : today;
  const file = path.join(flags.out, `first-contact-${id}-${date}.json`);
  if (!dates.includes(date)) return { file, date };
  if (!flags.resume && !flags.replace)
    throw refused(
      "--out",
      `holds ${file} already: add --resume to ask only what it lacks, --replace to ask everything again, or name another folder`,
    );
  const { InputError, loadContactReport } = await import("@seedbed/conformance");
  const report = await loadContactReport(path.resolve(cwd, file), schemas);
  if (report.provider !== id) throw new InputError(`${file} is a report of ${report.provider}: name another folder.`);
  return { file, date, report };
}

/**
 * What is gone on with: a rehearsal gives way to the provider's own answers, and stands beside none of them.
 *
 * @throws InvalidRequestError where others answered than will now
 */
export function heldReport({ file, report }: KeptReport, from: ContactReport["from"], flags: KeepFlags) {
  if (!report || report.from === from) return report;
  if (flags.replace && report.from === "emulator") return undefined;
  const who = { provider: "the provider", emulator: "the emulator", elsewhere: "another host" };
  throw refused("--out", `holds ${file}, which ${who[report.from]} answered, not ${who[from]}: name another folder`);
}

/** The answers of a report, each with the images that it may name. */
export function answersOf(report: ContactReport | undefined): AnsweredWithImages[] {
  const images = new Map(
    Object.entries(report?.images ?? {}).map(([name, text]) => [name, decodeBase64(text) ?? new Uint8Array()] as const),
  );
  return (report?.answers ?? []).map((answered) => ({ answered, images }));
}

/** Puts an answer into its place: one that was given is not lost to one that was not. */
export function withAnswer(
  all: readonly AnsweredWithImages[],
  one: AnsweredWithImages,
  order: readonly string[],
): AnsweredWithImages[] {
  const old = all.find(({ answered }) => answered.id === one.answered.id);
  if (old && isAnswered(old) && !isAnswered(one)) return [...all];
  const rank = ({ answered: { id } }: AnsweredWithImages) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...all.filter((other) => other !== old), one].toSorted((a, b) => rank(a) - rank(b));
}

/** Whether something came of it. */
export function isAnswered({ answered }: AnsweredWithImages): boolean {
  return "exchanges" in answered;
}

/** Adds what a report says was spent. */
export function withSpent(spent: ContactReport["spent"], more: ContactReport["spent"] = {}): ContactReport["spent"] {
  const sums = Object.entries(more).map(([currency, { confirmed, worstCase }]) => [
    currency,
    {
      confirmed: exact(confirmed + (spent[currency]?.confirmed ?? 0)),
      worstCase: exact(worstCase + (spent[currency]?.worstCase ?? 0)),
    },
  ]);
  return { ...spent, ...Object.fromEntries(sums) };
}
