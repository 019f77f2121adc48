import { allModels, claimOf } from "@seedbed/compare";
import type { ClientOptions, Provider } from "@seedbed/core";
import type {
  CheckRecord,
  GenerationRecord,
  Layer,
  OperationRecord,
  Provenance,
  ProviderRecord,
  RunRecord,
  Verdict,
} from "@seedbed/report";
import type { Fixture } from "./fixture.ts";
import { InputError } from "./input-error.ts";
import { lintSpec } from "./lint.ts";
import { replay } from "./replay.ts";
import { type Smoked, type SmokeOptions, smoke, unfit } from "./smoke.ts";
import type { Case } from "./smoke-cases.ts";
import { createSpec, type Spec } from "./spec.ts";

/** What a check is made of. Everything that it reads was read by its caller. */
export interface CheckOptions {
  readonly providers: readonly Provider[];
  readonly fixtures: readonly Fixture[];
  /** The folder of the fixtures, for their pictures. */
  readonly fixtureFolder: string;
  /** The folder of the specs, to be linted and judged by; null: outside a checkout, the packages' bundled specs judge. */
  readonly specFolder: string | null;
  /** The bundled spec that a provider's package ships. */
  readonly shippedSpec: (provider: string) => Promise<unknown>;
  /** Cases for the smoke run; none: no smoke run. */
  readonly cases: readonly Case[];
  /** Where a provider's generations go. */
  readonly destination: (provider: Provider) => { client: ClientOptions; emulated: () => boolean };
  readonly keep: SmokeOptions["keep"];
  /** Only the case or fixture of this id. */
  readonly only?: string;
  readonly timeScale: number | null;
  readonly version: string;
  readonly onLayer?: (layer: Layer, total: number) => void;
  readonly onCheck?: (check: CheckRecord) => void;
}

/** Lints the specs, replays every fixture, and makes one generation for each model and mode: one run record. */
export async function check(options: CheckOptions): Promise<RunRecord> {
  const startedMs = Date.now();
  const checks: CheckRecord[] = [];
  const generations: GenerationRecord[] = [];
  const done = (record: CheckRecord) => {
    checks.push(record);
    options.onCheck?.(record);
  };
  const specs = await lintLayer(options, done);
  await replayLayer(options, specs, done);
  const emulated = await smokeLayer(options, specs, done, generations);
  if (options.only !== undefined && checks.every(({ layer }) => layer === "lint"))
    throw new InputError(`There is no fixture or case "${options.only}".`);
  const verdicts = countVerdicts(checks);
  return {
    version: 1,
    tool: { name: "seedbed", version: options.version, node: process.versions.node },
    startedAt: new Date(startedMs).toISOString(),
    durationMs: Date.now() - startedMs,
    emulated: emulated.size > 0,
    timeScale: emulated.size > 0 ? options.timeScale : generations.length > 0 ? 1 : null,
    provenance: countProvenance(options.fixtures),
    verdicts,
    exitCode: exitCodeOf(verdicts),
    providers: options.providers.map((provider) =>
      providerRecord(provider, options.fixtures, emulated.has(provider.id)),
    ),
    checks,
    generations,
  };
}

async function lintLayer(
  { providers, specFolder, shippedSpec, onLayer }: CheckOptions,
  done: (record: CheckRecord) => void,
): Promise<Map<string, Spec>> {
  onLayer?.("lint", providers.length);
  const specs = new Map<string, Spec>();
  for (const { id } of providers) {
    const base = { id: `${id}/spec`, layer: "lint" as const, provider: id, title: "the spec and its examples hold" };
    if (specFolder === null) {
      specs.set(id, createSpec(await shippedSpec(id)));
      done({
        ...base,
        verdict: "skipped",
        durationMs: 0,
        reason: "the source of the specs is not here; the bundled one of the package is used",
        findings: [],
      });
      continue;
    }
    const { value: linted, durationMs } = await timed(() => lintSpec(specFolder, id));
    specs.set(id, createSpec(linted.document));
    done({
      ...base,
      verdict: linted.findings.length > 0 ? "violation" : "ok",
      durationMs,
      file: `specs/${linted.file}`,
      findings: [...linted.findings],
    });
  }
  return specs;
}

async function replayLayer(
  { providers, fixtures, fixtureFolder, only, onLayer }: CheckOptions,
  specs: Map<string, Spec>,
  done: (record: CheckRecord) => void,
): Promise<void> {
  const chosen = fixtures.filter(
    ({ id, provider }) =>
      providers.some((candidate) => candidate.id === provider) && (only === undefined || only === id),
  );
  onLayer?.("replay", chosen.length);
  for (const fixture of chosen) {
    const provider = providers.find(({ id }) => id === fixture.provider);
    const spec = specs.get(fixture.provider);
    if (!provider || !spec) continue; // chosen above
    const { value, durationMs } = await timed(() => replay(fixture, { provider, spec, folder: fixtureFolder }));
    done({
      id: fixture.id,
      layer: "replay",
      provider: fixture.provider,
      operation: fixture.operation,
      title: fixture.title,
      verdict: value.verdict,
      durationMs,
      file: `conformance/fixtures/${fixture.file}`,
      provenance: fixture.provenance.kind,
      findings: [...value.findings],
    });
  }
}

/**
 * One generation after the other: at a high time scale what this machine does beside counts as latency. Gives the ids of
 * the providers that were emulated.
 */
async function smokeLayer(
  options: CheckOptions,
  specs: Map<string, Spec>,
  done: (record: CheckRecord) => void,
  generations: GenerationRecord[],
): Promise<Set<string>> {
  const emulated = new Set<string>();
  if (options.cases.length === 0) return emulated;
  const idOf = (model: string, testCase: Case) => `${model}/${testCase.id}`;
  const planned = options.providers.map((provider) => ({
    provider,
    runs: allModels([provider])
      .flatMap((target) => options.cases.map((testCase) => ({ target, testCase, id: idOf(target.model.id, testCase) })))
      .filter(({ id }) => options.only === undefined || options.only === id),
  }));
  options.onLayer?.(
    "smoke",
    planned.reduce((sum, { runs }) => sum + runs.length, 0),
  );
  for (const { provider, runs } of planned) {
    const destination = options.destination(provider);
    const spec = specs.get(provider.id);
    for (const { target, testCase, id } of runs) {
      const base = {
        id,
        layer: "smoke" as const,
        provider: provider.id,
        title: `${testCase.title} (${target.model.id})`,
      };
      const reason = unfit(target, testCase);
      if (reason !== undefined || !spec) {
        done({
          ...base,
          operation: servedBy(provider, target.model.id),
          verdict: "skipped",
          durationMs: 0,
          reason: reason ?? "there is no spec",
          findings: [],
        });
        continue;
      }
      const { value, durationMs } = await timed(() =>
        guarded(() => smoke(target, testCase, id, { ...destination, spec, keep: options.keep })),
      );
      if (destination.emulated()) emulated.add(provider.id);
      if (value.verdict === "skipped") {
        done({
          ...base,
          verdict: "skipped",
          durationMs,
          reason: value.findings[0]?.message ?? "nothing was sent",
          findings: [],
        });
        continue;
      }
      if ("generation" in value) generations.push(value.generation);
      done({
        ...base,
        ...("generation" in value ? { operation: value.generation.operation } : {}),
        verdict: value.verdict,
        durationMs,
        findings: [...value.findings],
      });
    }
  }
  const order = (record: GenerationRecord) =>
    planned.flatMap(({ runs }) => runs.map(({ id }) => id)).indexOf(record.checkId);
  generations.sort((a, b) => order(a) - order(b));
  return emulated;
}

/** The first operation of a model: a case that it cannot take stands beside it. */
function servedBy({ operations, id }: Provider, model: string): string {
  return Object.values(operations).find((operation) => operation.model === model)?.operationId ?? id;
}

/** A fault of our own is a verdict too, and does not end the run. */
async function guarded(run: () => Promise<Smoked>): Promise<Smoked | Omit<Smoked, "generation">> {
  try {
    return await run();
  } catch (error) {
    return {
      verdict: "harness",
      findings: [{ field: "", message: error instanceof Error ? error.message : String(error) }],
    };
  }
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; durationMs: number }> {
  const start = performance.now();
  const value = await run();
  return { value, durationMs: Math.round((performance.now() - start) * 10) / 10 };
}

function countVerdicts(checks: readonly CheckRecord[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { ok: 0, violation: 0, drift: 0, transport: 0, harness: 0, skipped: 0 };
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

function countProvenance(fixtures: readonly Fixture[]): Record<Provenance, number> {
  const counts: Record<Provenance, number> = { recorded: 0, documented: 0, synthetic: 0 };
  for (const { provenance } of fixtures) counts[provenance.kind] += 1;
  return counts;
}

/** 0: it holds. 1: a contract is broken. 3: no one can tell. */
function exitCodeOf(verdicts: Record<Verdict, number>): 0 | 1 | 3 {
  if (verdicts.violation > 0) return 1;
  if (verdicts.transport > 0 || verdicts.harness > 0 || verdicts.ok + verdicts.drift === 0) return 3;
  return 0;
}

function providerRecord(
  { id, displayName, operations }: Provider,
  fixtures: readonly Fixture[],
  emulated: boolean,
): ProviderRecord {
  return {
    id,
    displayName,
    emulated,
    operations: Object.values(operations).map((operation): OperationRecord => {
      const { price } = operation;
      const claim = claimOf(operation);
      return {
        operation: operation.operationId,
        method: operation.method,
        path: operation.path,
        ...(operation.model ? { model: operation.model } : {}),
        price: price && {
          amount: price.amount,
          currency: price.currency,
          per: price.per,
          source: price.source,
          date: price.date,
        },
        claim: claim && { minMs: claim.minMs, maxMs: claim.maxMs, per: claim.per, source: claim.source },
        fixtures: countProvenance(
          fixtures.filter((fixture) => fixture.provider === id && fixture.operation === operation.operationId),
        ),
      };
    }),
  };
}
