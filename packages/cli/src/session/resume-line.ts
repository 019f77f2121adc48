import type { Job } from "@seedbed/core";
import type { SessionFlags } from "./session.ts";

type Flags = Pick<
  SessionFlags,
  "baseUrl" | "allowInsecureHttp" | "rateLimit" | "timeScale" | "ledger" | "price" | "creditPrice" | "out"
>;

/** The command that resumes a job kept in a file: with the flags of this run that reach the job and its ledger. */
export function resumeLine(file: string, job: Job, flags: Flags): string {
  const ofProvider = (texts: readonly string[] = []) => texts.filter((text) => text.startsWith(`${job.provider}=`));
  const words: string[] = ["seedbed generate --job", quoted(file)];
  for (const text of ofProvider(flags.baseUrl)) words.push("--base-url", quoted(text));
  if (flags.allowInsecureHttp) words.push("--allow-insecure-http");
  for (const text of ofProvider(flags.rateLimit)) words.push("--rate-limit", quoted(text));
  if (flags.timeScale !== undefined) words.push("--time-scale", String(flags.timeScale));
  if (flags.ledger !== undefined) words.push("--ledger", quoted(flags.ledger));
  for (const text of (flags.price ?? []).filter((each) => each.startsWith(`${job.model}=`)))
    words.push("--price", quoted(text));
  for (const text of ofProvider(flags.creditPrice)) words.push("--credit-price", quoted(text));
  if (flags.out !== "./seedbed-images") words.push("--out", quoted(flags.out));
  return words.join(" ");
}

/** A word as a POSIX shell takes it. */
function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
