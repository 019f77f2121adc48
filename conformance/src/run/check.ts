import { checkOptions } from "@seedbed/core";
import type { CheckRecord, GenerationRecord, RunRecord, Verdict } from "@seedbed/report";
import { generateCases } from "../contract/generate-cases.ts";
import { createCoverage } from "../coverage/coverage.ts";
import { checkExpectedChecks, markExpected } from "../fixture/expected-findings.ts";
import { InputError } from "../input-error.ts";
import { clientLayer } from "../layers/client-layer.ts";
import { coverageLayer } from "../layers/coverage-layer.ts";
import { harLayer } from "../layers/har-layer.ts";
import { lintLayer } from "../layers/lint-layer.ts";
import type { Recorder } from "../layers/notes.ts";
import { replayLayer } from "../layers/replay-layer.ts";
import { serverLayer } from "../layers/server-layer.ts";
import { smokeLayer } from "../layers/smoke-layer.ts";
import { stopReason } from "../layers/stop-reason.ts";
import { specWords, withoutWords } from "../lint/spec-words.ts";
import { boundedFetch } from "../traffic/bounded-fetch.ts";
import { withExchanges } from "../traffic/exchange-records.ts";
import { secretsInFixtures } from "../traffic/shown-secrets.ts";
import { callSafely } from "./call-safely.ts";
import { type CheckOptions, checkOptionNames } from "./check-options.ts";
import { knownChecks } from "./known-checks.ts";
import { nearCheck } from "./near-check.ts";
import { countProvenance, providerRecord } from "./provider-record.ts";
import { createSpending } from "./spending.ts";

/**
 * Lints the specs, replays every fixture, holds clients and servers against the cases of the specs, and makes one generation
 * for each model and mode: one run record.
 */
export async function check(given: CheckOptions): Promise<RunRecord> {
  const spending = createSpending();
  checkOptions("check", given, checkOptionNames);
  const options: CheckOptions = {
    ...given,
    onLayer: (layer, checks) => callSafely(() => given.onLayer?.(layer, checks)),
    destination(provider) {
      const destination = given.destination(provider);
      const client = spending.watch(provider.id, destination.client, destination.emulated);
      const fetch = boundedFetch(client.fetch ?? globalThis.fetch, client.maxResponseBytes);
      return { ...destination, client: { ...client, fetch } };
    },
  };
  const startedMs = Date.now();
  const checks: CheckRecord[] = [];
  const generations: GenerationRecord[] = [];
  const ofFiles = new Set((given.har ?? []).map(({ secrets }) => secrets));
  const shown = [...ofFiles, secretsInFixtures(given.fixtures)].flat();
  let words = specWords([]);
  const hiddenOf = new Map<string, string[]>();
  const done: Recorder["done"] = (found, exchanges = []) => {
    const hidden =
      hiddenOf.get(found.provider) ?? withoutWords([...secretsOf(options, found.provider), ...shown], words);
    hiddenOf.set(found.provider, hidden);
    const record = withExchanges(markExpected(found, options.expected), exchanges, hidden);
    checks.push(record);
    callSafely(() => options.onCheck?.(record));
  };
  const specs = await lintLayer(options, { done, see: () => {} });
  words = specWords([...specs.values()].map(({ document }) => document));
  hiddenOf.clear();
  const cases = [...specs].flatMap(([id, spec]) => generateCases(id, spec));
  const known = knownChecks(options, specs, cases);
  checkExpectedChecks(options.expected, known, options.otherProviders ?? []);
  if (options.only !== undefined && !known.includes(options.only))
    throw new InputError(`There is no fixture or case "${options.only}"${nearCheck(options.only, known)}.`);
  const coverage = createCoverage(specs);
  const notes = { done, see: coverage.see };
  await replayLayer(options, specs, notes);
  await harLayer(options, specs, notes);
  await clientLayer(options, specs, cases, notes);
  const served = await serverLayer(options, specs, cases, notes);
  const emulated = new Set([...served, ...(await smokeLayer(options, specs, notes, generations))]);
  const isStopped = stopReason(options) !== undefined;
  if (!isStopped) coverageLayer(options, coverage.records(), emulated, notes);
  const verdicts = countVerdicts(checks);
  const spent = spending.records();
  return {
    version: 1,
    tool: { name: "seedbed", version: options.version, node: process.versions.node },
    startedAt: new Date(startedMs).toISOString(),
    durationMs: Date.now() - startedMs,
    emulated: emulated.size > 0,
    timeScale: emulated.size > 0 ? options.timeScale : generations.length > 0 ? 1 : null,
    provenance: countProvenance(options.fixtures),
    verdicts,
    exitCode: exitCodeOf(
      verdicts,
      options.requireLive ? liveMissing(options, generations) : [],
      isStopped || isUndone(options, checks),
    ),
    providers: options.providers.map((provider) =>
      providerRecord(provider, options.fixtures, emulated.has(provider.id)),
    ),
    coverage: coverage.records(),
    checks,
    generations,
    ...(spent.length > 0 ? { spent } : {}),
  };
}

/** The key that a provider is asked with: a server may say it back. */
function secretsOf({ providers, destination }: CheckOptions, id: string): string[] {
  const provider = providers.find((candidate) => candidate.id === id);
  if (!provider) return [];
  const { apiKey, env } = destination(provider).client;
  return [apiKey, env?.[provider.keyVariable]].flatMap((key) => (key === undefined ? [] : [String(key)]));
}

function countVerdicts(checks: readonly CheckRecord[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { ok: 0, violation: 0, drift: 0, transport: 0, harness: 0, skipped: 0 };
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

/** The providers of which no generation came from themselves. */
function liveMissing({ providers }: CheckOptions, generations: readonly GenerationRecord[]): string[] {
  const live = generations.filter(({ emulated }) => !emulated).map(({ provider }) => provider);
  return providers.map(({ id }) => id).filter((id) => !live.includes(id));
}

/** Whether what was asked for by name was skipped everywhere: the lint of the specs does not stand for it. */
function isUndone({ only }: CheckOptions, checks: readonly CheckRecord[]): boolean {
  return (
    only !== undefined &&
    checks.every(({ id, layer, verdict }) => (layer === "lint" && id !== only) || verdict === "skipped")
  );
}

/** 0: it holds. 1: a contract is broken. 3: no one can tell. */
function exitCodeOf(verdicts: Record<Verdict, number>, liveMissing: readonly string[], undone: boolean): 0 | 1 | 3 {
  if (verdicts.violation > 0) return 1;
  if (undone) return 3;
  if (verdicts.transport > 0 || verdicts.harness > 0 || verdicts.ok + verdicts.drift === 0) return 3;
  return liveMissing.length > 0 ? 3 : 0;
}
