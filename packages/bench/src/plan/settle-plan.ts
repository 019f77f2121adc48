import { selectFamily, selectModels, type Target } from "@seedbed/compare";
import {
  checkOptions,
  InvalidRequestError,
  isSeedbedError,
  nearMiss,
  type OptionNames,
  type Provider,
} from "@seedbed/core";
import { checkDocument } from "./check-document.ts";
import type { Plan, PlanDocument, ProviderPlan } from "./plan.ts";
import type { PlanSource } from "./plan-source.ts";
import { blocksOf } from "./preview-plan.ts";
import { readPrompts } from "./read-prompts.ts";

/** What a plan is settled with. */
export interface SettleOptions {
  /** Every provider that a plan may name. */
  readonly providers: readonly Provider[];
  /** The folder that paths of prompt suites start from. */
  readonly cwd: string;
  /** Where the plan names none. */
  readonly name: string;
  /** Where the plan names none. */
  readonly seed: number;
}

/** Every call has its place in memory. */
const maxCalls = 1_000_000;
const defaultFamily = "seedream-5.0-lite";
const defaultConcurrency = 4;
/** Of an open loop: its arrivals alone say how many are in flight. */
const openConcurrency = 10_000;

/**
 * Makes a plan of what a person wrote: checked, with every default filled in.
 *
 * @throws InvalidRequestError: one sentence with file and line
 */
export function settlePlan(source: PlanSource, options: SettleOptions): Plan {
  const names = { providers: true, cwd: true, name: true, seed: true } satisfies OptionNames<SettleOptions>;
  checkOptions("settlePlan", options, names);
  const { providers, cwd, name, seed } = options;
  const document = checkDocument(source);
  const targets = targetsOf(document, source, providers);
  const schedule = document.schedule ?? { kind: "closed" as const };
  const isClosed = schedule.kind === "closed";
  if (isClosed && schedule.perMinute !== undefined)
    throw source.refuse(
      ["schedule", "perMinute"],
      "a closed schedule has inFlight; perMinute is of constant and poisson",
    );
  if (!isClosed && schedule.perMinute === undefined)
    throw source.refuse(["schedule"], `a ${schedule.kind} schedule needs perMinute`);
  if (!isClosed && schedule.inFlight !== undefined)
    throw source.refuse(["schedule", "inFlight"], `a ${schedule.kind} schedule has perMinute; inFlight is of closed`);
  const settings = document.settings ?? {};
  checkSettings(targets, settings, source);
  checkNames(document, targets, source);
  const inFlight = schedule.inFlight ?? defaultConcurrency;
  const prompts = readPrompts(document.prompts ?? "seedbed-12", source, cwd);
  const repetitions = document.repetitions ?? 1;
  const warmUp = document.warmUp ?? 0;
  const calls = blocksOf({ prompts, repetitions, warmUp }) * targets.length;
  if (calls > maxCalls) {
    const most = maxCalls.toLocaleString("en");
    throw source.refuse(
      [document.repetitions === undefined ? "prompts" : "repetitions"],
      `the plan has ${calls.toLocaleString("en")} calls, and a run takes ${most} at most: make several of it`,
    );
  }
  const usd = document.budget?.usd;
  const credits = document.budget?.credits;
  return {
    version: 1,
    name: document.name ?? name,
    models: targets.map(({ model }) => model.id),
    prompts,
    settings,
    repetitions,
    warmUp,
    schedule: isClosed ? { kind: "closed", inFlight } : schedule,
    providers: Object.fromEntries(
      targets.map(({ provider }) => [
        provider.id,
        providerPlan(provider, document, isClosed ? inFlight : openConcurrency, source),
      ]),
    ),
    budget: { ...(usd === undefined ? {} : { USD: usd }), ...(credits === undefined ? {} : { credits }) },
    prices: { models: document.prices?.models ?? {}, credits: document.prices?.credits ?? {} },
    seed: document.seed ?? seed,
    ...(document.timeoutSeconds === undefined ? {} : { timeoutMs: document.timeoutSeconds * 1000 }),
    ...(document.pollIntervalSeconds === undefined ? {} : { pollIntervalMs: document.pollIntervalSeconds * 1000 }),
  };
}

/** The models of a settled plan. */
export function targetsOfPlan(plan: Plan, providers: readonly Provider[]): Target[] {
  return selectModels(providers, plan.models);
}

function targetsOf(document: PlanDocument, source: PlanSource, providers: readonly Provider[]): Target[] {
  const { models, family } = document;
  if (models && family !== undefined) throw source.refuse(["family"], "give models or family, not both", true);
  if (!models) return inPlace(source, ["family"], () => selectFamily(providers, family ?? defaultFamily));
  return models.flatMap((id, index) => inPlace(source, ["models", index], () => selectModels(providers, [id])));
}

/** A mapping that refuses a setting says why; the line is that of the setting. */
function checkSettings(targets: readonly Target[], settings: Plan["settings"], source: PlanSource): void {
  for (const [index, image] of (settings.images ?? []).entries()) {
    if (typeof image === "string" && /^(https?:\/\/|data:)/i.test(image)) continue;
    throw source.refuse(["settings", "images", index], "an image of a plan is an http(s) address or a data URI");
  }
  for (const { model } of targets) {
    inPlace(source, ["settings"], () => model.map({ ...settings, prompt: "a prompt" }));
  }
}

function checkNames(document: PlanDocument, targets: readonly Target[], source: PlanSource): void {
  const providers = [...new Set(targets.map(({ provider }) => provider.id))];
  const models = targets.map(({ model }) => model.id);
  const sections: [at: string[], names: object | undefined, known: string[], what: string][] = [
    [["providers"], document.providers, providers, "provider"],
    [["prices", "models"], document.prices?.models, models, "model"],
    [["prices", "credits"], document.prices?.credits, providers, "provider"],
  ];
  for (const [at, names, known, what] of sections) {
    for (const name of Object.keys(names ?? {})) {
      if (known.includes(name)) continue;
      const there = `${what === "model" ? "its models are" : "its providers are"} ${known.join(", ")}`;
      throw source.refuse([...at, name], `the plan has no ${what} "${name}"${nearMiss(name, known)}; ${there}`, true);
    }
  }
}

function providerPlan(provider: Provider, document: PlanDocument, most: number, source: PlanSource): ProviderPlan {
  const { concurrency, rateLimit, mode } = document.providers?.[provider.id] ?? {};
  // The client itself says which modes it has; it sends nothing yet.
  if (mode)
    inPlace(source, ["providers", provider.id, "mode"], () => provider.create({ mode, apiKey: "none", env: {} }));
  const limit =
    rateLimit === undefined
      ? provider.rateLimit
      : rateLimit && { requests: rateLimit.requests, perMs: rateLimit.perSeconds * 1000 };
  // A job is also polled, and its polls count: about a third of the requests can begin one.
  const usual = limit && most !== openConcurrency ? Math.max(1, Math.floor(limit.requests / 3)) : most;
  return {
    concurrency: concurrency ?? Math.min(most, usual),
    rateLimit: limit,
    ...(mode ? { mode } : {}),
  };
}

function inPlace<T>(source: PlanSource, at: readonly (string | number)[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isSeedbedError(error) || !(error instanceof InvalidRequestError)) throw error;
    const inner = at[0] === "settings" && error.field ? [...at, error.field] : at;
    throw source.refuse(inner, error.message.replace(/\.$/, ""));
  }
}
