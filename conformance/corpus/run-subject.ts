import type { CheckRecord, Finding, Verdict } from "@seedbed/report";
import { loadExpectedFindings } from "../src/fixture/expected-findings.ts";
import { type Fixture, loadFixtures } from "../src/fixture/fixture.ts";
import { InputError } from "../src/input-error.ts";
import { check } from "../src/run/check.ts";
import { loadCases } from "../src/smoke/smoke-cases.ts";
import { emulated, type Serve } from "./emulated.ts";
import { fixtureFolder, fixtureSchema, home, known } from "./known.ts";
import type { Subject } from "./subject.ts";

const fixtures = await loadFixtures(fixtureFolder, fixtureSchema);
const expected = await loadExpectedFindings(home("expected.yaml"));
const cases = await loadCases(home("cases"), home("schemas/case.schema.json"));

/** What a check makes of a subject. */
export interface Caught {
  /** The worst verdict of all checks; `refused` where the check itself refused what it was given. */
  readonly verdict: Verdict | "refused";
  /** Of the checks with that verdict. */
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckRecord[];
}

const worstFirst: Verdict[] = ["harness", "violation", "transport", "drift", "ok"];

/** Runs `check` over one subject as `seedbed check` does, in the process. */
export async function runSubject(subject: Subject): Promise<Caught> {
  const { provider, document } = known[subject.provider];
  const server = emulated(subject.provider);
  const serve: Serve = subject.server ? subject.server(server.serve) : server.serve;
  const own = fixtures.filter((fixture) => fixture.provider === provider.id);
  try {
    const replayed: readonly Fixture[] = subject.fixtures ? await subject.fixtures(own) : subject.server ? [] : own;
    const { checks } = await check({
      providers: [subject.client ? subject.client(provider) : provider],
      fixtures: replayed,
      fixtureFolder,
      replayAt: "in-process",
      specFolder: null,
      shippedSpec: async () => (subject.spec ? changed(document, subject.spec) : document),
      cases: subject.server ? cases : [],
      servers: subject.server ? [provider.id] : [],
      destination: () => ({
        client: {
          apiKey: "key-of-the-corpus",
          env: {},
          clock: server.clock,
          fetch: (input, init) => serve(new Request(input, init)),
        },
        emulated: () => true,
      }),
      keep: async () => ({ sha256: "" }),
      expected: subject.server || subject.fixtures ? [] : expected,
      otherProviders: Object.keys(known).filter((id) => id !== provider.id),
      timeScale: 1,
      version: "0.0.0",
    });
    const verdict = worstFirst.find((worst) => checks.some((record) => record.verdict === worst)) ?? "ok";
    const findings = checks.filter((record) => record.verdict === verdict).flatMap((record) => record.findings);
    return { verdict, findings: findings.filter((finding) => finding.known === undefined), checks };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { verdict: "refused", findings: [{ field: "", message: error.message }], checks: [] };
  }
}

/** A copy of a spec with something else in it. */
// biome-ignore lint/suspicious/noExplicitAny: a subject reaches anywhere into the document
function changed(document: object, change: (copy: any) => void): unknown {
  const copy = structuredClone(document);
  change(copy);
  return copy;
}

/** Whether a subject came out as it must. */
export function isAsMeant(subject: Subject, { verdict, findings }: Caught): boolean {
  if (verdict !== subject.verdict) return false;
  const at = subject.at;
  return at === undefined || findings.some(({ field, message }) => at.test(`${field}: ${message}`));
}
