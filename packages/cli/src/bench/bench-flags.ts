import type { PlanDocument } from "@seedbed/bench";
import type { Size } from "@seedbed/core";
import type { Command } from "commander";
import { addPriceFlags, budgetOf, pricesOf } from "../flags/price-flags.ts";
import { rateLimitsOf } from "../flags/rate-limit-flag.ts";
import { collect, number, refused } from "../flags/read-flag.ts";
import { addTargetFlags, type DestinationFlags } from "../session/destination.ts";

/** The flags of `seedbed bench`. */
export interface BenchFlags extends DestinationFlags {
  plan?: string;
  resume?: string;
  dryRun?: boolean;
  model?: string[];
  family?: string;
  prompt?: string[];
  prompts?: string;
  repetitions?: number;
  warmUp?: number;
  inFlight?: number;
  perMinute?: number;
  arrivals?: string;
  aspectRatio?: string;
  resolution?: string;
  size?: string;
  count?: number;
  seed?: number;
  name?: string;
  out?: string;
  images: boolean;
  against?: string;
  failIf?: string[];
  json?: boolean;
  queue?: string;
  detach?: boolean;
}

/** Adds the flags of `seedbed bench`. */
export function addBenchFlags(command: Command): Command {
  command
    .optionsGroup("Plan:")
    .option("--plan <file>", "plan in YAML; flags override the file")
    .option("--dry-run", "print parity, calls, cost and duration; send nothing")
    .option("--model <provider/model>", "a model (repeatable)", collect)
    .option("--family <family>", "every provider of a family (seedream-5.0-lite)")
    .option("--prompt <text>", "what the image shows (repeatable)", collect)
    .option("--prompts <suite|file>", "prompt suite (seedbed-12 or geneval) or a YAML file of prompts (seedbed-12)")
    .option("--repetitions <n>", "generations of each prompt with each model (1)", whole("--repetitions"))
    .option(
      "--warm-up <n>",
      "warm-up blocks, excluded from the results (0)",
      number("--warm-up", { least: 0, whole: true }),
    )
    .option("--in-flight <n>", "generations at the same time (4)", whole("--in-flight"))
    .option("--per-minute <n>", "start rate per minute, instead of --in-flight", number("--per-minute", { above: 0 }))
    .option("--arrivals <kind>", "with --per-minute: constant or poisson (poisson)")
    .option(
      "--seed <n>",
      "seed of the run order (random, and kept with the run)",
      number("--seed", { least: 0, whole: true }),
    )
    .option("--name <name>", "runs of the same name are compared (default: the plan file's name)")
    .optionsGroup("Image:")
    .option("--aspect-ratio <w:h>", "1:1, 4:3, 3:4, 16:9, 9:16, 3:2, 2:3 or 21:9")
    .option("--resolution <class>", "2K or 3K")
    .option("--size <WxH>", "size in pixels, instead of aspect ratio and resolution")
    .option("--count <n>", "number of images of one generation", whole("--count"));
  addPriceFlags(command).option(
    "--max-spend <currency=n>",
    "spending limit, for example usd=1.00 or credits=20 (repeatable); a live run needs it",
    collect,
  );
  return addTargetFlags(command)
    .optionsGroup("Run:")
    .option("--resume <folder>", "resume a run: nothing that was paid for is sent again")
    .option("--out <folder>", "folder of this run (./seedbed-bench/<name>/<time>)")
    .option("--no-images", "do not keep the images")
    .option("--queue <postgres-url>", "queue the run for seedbed worker, on any machine; --resume then takes a run id")
    .option("--detach", "with --queue: do not wait for the run")
    .option("--against <folder|last>", "compare with an earlier run; exit 1 on a significant regression")
    .option("--fail-if <threshold>", "exit 1 if the condition is met, such as 'p95 > 60s' (repeatable)", collect)
    .option("--json", "print one JSON document");
}

/** What flags say of a plan; they go before what its file says. */
export function documentOf(flags: BenchFlags): PlanDocument {
  const { USD: usd, credits } = budgetOf(flags);
  const prices = pricesOf(flags);
  const settings = {
    aspectRatio: flags.aspectRatio,
    resolution: flags.resolution,
    size: flags.size === undefined ? undefined : sizeOf(flags.size),
    count: flags.count,
  };
  if (flags.prompt && flags.prompts !== undefined) throw refused("--prompts", "cannot stand beside --prompt");
  const given = {
    name: flags.name,
    models: flags.model,
    family: flags.family,
    prompts: flags.prompt ?? flags.prompts,
    settings: defined(settings),
    repetitions: flags.repetitions,
    warmUp: flags.warmUp,
    schedule: scheduleOf(flags),
    budget: defined({ usd, credits }),
    prices: defined({
      models: flags.price ? prices.models : undefined,
      credits: flags.creditPrice ? prices.credits : undefined,
    }),
    providers: defined(providersOf(flags)),
    seed: flags.seed,
    timeoutSeconds: flags.timeout,
  };
  return (defined(given) ?? {}) as PlanDocument; // checked with the rest of the plan
}

/** One plan of a file's and what the flags say: they go before it, field by field. */
export function merged(file: unknown, flags: PlanDocument): unknown {
  if (typeof file !== "object" || file === null || Array.isArray(file)) return file ?? flags;
  const both: Record<string, unknown> = { ...file, ...flags };
  for (const part of ["settings", "budget", "prices"] as const) {
    const [of, over] = [(file as PlanDocument)[part], flags[part]];
    if (typeof of === "object" && of !== null && over) both[part] = { ...of, ...over };
  }
  both.providers = bothProviders((file as PlanDocument).providers, flags.providers);
  if (both.providers === undefined) delete both.providers;
  if (flags.models) delete both.family;
  if (flags.family !== undefined) delete both.models;
  return both;
}

function providersOf(flags: BenchFlags): NonNullable<PlanDocument["providers"]> {
  const limits = Object.entries(rateLimitsOf(flags));
  return Object.fromEntries(
    limits.map(([id, { requests, perMs }]) => [id, { rateLimit: { requests, perSeconds: perMs / 1000 } }]),
  );
}

/** What a file says of each provider, with what the flags say of it in place. */
function bothProviders(file: unknown, flags: PlanDocument["providers"]): unknown {
  if (!flags || (file !== undefined && (typeof file !== "object" || file === null))) return file ?? flags;
  const of: Readonly<Record<string, unknown>> = { ...file };
  const changed = Object.entries(flags).map(([id, given]) => {
    const own = of[id];
    return [id, typeof own === "object" && own !== null ? { ...own, ...given } : (own ?? given)];
  });
  return { ...of, ...Object.fromEntries(changed) };
}

function scheduleOf({ inFlight, perMinute, arrivals }: BenchFlags): unknown {
  if (perMinute === undefined) {
    if (arrivals !== undefined) throw refused("--arrivals", "needs --per-minute");
    return inFlight === undefined ? undefined : { kind: "closed", inFlight };
  }
  if (inFlight !== undefined) throw refused("--in-flight", "cannot stand beside --per-minute");
  const kind = arrivals ?? "poisson";
  if (kind !== "constant" && kind !== "poisson") throw refused("--arrivals", `is constant or poisson; it is "${kind}"`);
  return { kind, perMinute };
}

function sizeOf(text: string): Size {
  const [, width, height] = /^(\d{1,6})x(\d{1,6})$/i.exec(text) ?? [];
  if (!width || !height)
    throw refused("--size", `must be width and height in pixels, such as 2048x2048; it is "${text}"`);
  return { width: Number(width), height: Number(height) };
}

/** Without what was not given; undefined where nothing was. */
function defined(values: Record<string, unknown>): Record<string, unknown> | undefined {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function whole(flag: string) {
  return number(flag, { least: 1, whole: true });
}
