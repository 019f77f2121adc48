import type { ConfiguredPrices, Currency, Mode, NormalizedRequest } from "@seedbed/core";
import type { ScheduleRecord } from "../bench-record.ts";

/** A prompt of a plan. */
export interface PlannedPrompt {
  /** Short and stable: images and statistics are named by it. */
  readonly id: string;
  /** What the image shows. */
  readonly prompt: string;
}

/** How one provider is called in a benchmark. */
export interface ProviderPlan {
  /** Most generations of it at a time. */
  readonly concurrency: number;
  /** Requests in any window of time, polls included; null: none is kept. */
  readonly rateLimit: { readonly requests: number; readonly perMs: number } | null;
  /** Whether its generations are asked for in one answer or as jobs. @default the provider's own */
  readonly mode?: Mode;
}

/** A benchmark, settled: plain JSON, as it lies in the folder of its run. What a person writes is in `schemas/plan.schema.json`. */
export interface Plan {
  /** Of this form. */
  readonly version: 1;
  /** Runs of one name are compared with each other. */
  readonly name: string;
  /** Model ids, in the order of reports. */
  readonly models: readonly string[];
  /** What is imaged. */
  readonly prompts: readonly PlannedPrompt[];
  /** The same for every model and prompt. */
  readonly settings: Omit<NormalizedRequest, "prompt">;
  /** How often each prompt is asked of each model. */
  readonly repetitions: number;
  /** Blocks before those that count: sent and paid for, and left out of the statistics. */
  readonly warmUp: number;
  /** How cells are started. */
  readonly schedule: ScheduleRecord;
  /** By provider id; every provider of the plan is in it. */
  readonly providers: Readonly<Record<string, ProviderPlan>>;
  /** What may be spent; empty: no limit, which only an emulated run may have. */
  readonly budget: Partial<Readonly<Record<Currency, number>>>;
  /** Prices that the caller knows better than the documents. */
  readonly prices: ConfiguredPrices;
  /** Of the order and of the arrivals. */
  readonly seed: number;
  /** For one generation, in milliseconds. @default 300,000; for a job 600,000 */
  readonly timeoutMs?: number;
  /** Between polls of a job, in milliseconds. @default by its documented latency */
  readonly pollIntervalMs?: number;
}

/** A plan as a person writes it, in YAML or as flags; `schemas/plan.schema.json` is its JSON Schema. */
export interface PlanDocument {
  /** Runs of one name are compared with each other. @default the file's name, or `bench` */
  readonly name?: string;
  /** Model ids; or `family`. */
  readonly models?: readonly string[];
  /** Every provider of it; or `models`. @default "seedream-5.0-lite" */
  readonly family?: string;
  /** The name of a suite, the path of one, or prompts. @default "seedbed-12" */
  readonly prompts?: string | readonly (string | PlannedPrompt)[];
  /** The same for every model and prompt. */
  readonly settings?: Omit<NormalizedRequest, "prompt">;
  /** @default 1 */
  readonly repetitions?: number;
  /** @default 0 */
  readonly warmUp?: number;
  /** @default a closed loop with 4 in flight */
  readonly schedule?: ScheduleRecord;
  /** By provider id. */
  readonly providers?: Readonly<
    Record<
      string,
      {
        /** @default a third of the rate limit, since a job is also polled; 4 without a limit; what the schedule asks for where it is open */
        readonly concurrency?: number;
        /** null: none is kept. @default the documented one */
        readonly rateLimit?: { readonly requests: number; readonly perSeconds: number } | null;
        /** `sync` or `async`. */
        readonly mode?: Mode;
      }
    >
  >;
  /** What may be spent. */
  readonly budget?: {
    /** US dollars. */
    readonly usd?: number;
    /** The provider's credits. */
    readonly credits?: number;
  };
  /** Where the caller knows better than the documents. */
  readonly prices?: {
    /** US dollars per image, by model id. */
    readonly models?: Readonly<Record<string, number>>;
    /** US dollars per credit, by provider id. */
    readonly credits?: Readonly<Record<string, number>>;
  };
  /** @default drawn, and kept with the run */
  readonly seed?: number;
  /** For one generation. @default 300; for a job 600 */
  readonly timeoutSeconds?: number;
  /** Between polls of a job. @default by its documented latency */
  readonly pollIntervalSeconds?: number;
}
