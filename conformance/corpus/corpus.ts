import { benign } from "./benign.ts";
import { clients } from "./clients.ts";
import { fixtures } from "./fixtures.ts";
import { type Caught, isAsMeant, runSubject } from "./run-subject.ts";
import { behaviours } from "./servers/behaviours.ts";
import { bodies } from "./servers/bodies.ts";
import { heads } from "./servers/heads.ts";
import { jobs } from "./servers/jobs.ts";
import { specs } from "./specs.ts";
import type { Subject } from "./subject.ts";

/** Every subject, by what is wrong with it. */
export const corpus = {
  servers: [...bodies, ...heads, ...behaviours, ...jobs],
  clients,
  specs,
  fixtures,
  benign,
} as const;

/** What came of one subject. */
export interface Row {
  readonly kind: keyof typeof corpus;
  readonly subject: Subject;
  readonly caught: Caught;
  readonly asMeant: boolean;
}

/** Runs a check over every subject, one after the other. */
export async function runCorpus(kind: keyof typeof corpus): Promise<Row[]> {
  const rows: Row[] = [];
  for (const subject of corpus[kind]) {
    const caught = await runSubject(subject);
    rows.push({ kind, subject, caught, asMeant: isAsMeant(subject, caught) });
  }
  return rows;
}
