import type { Cost, NormalizedRequest, ParityEntry, Size } from "@seedbed/core";

/**
 * What a benchmark measured: plain JSON, from which the statistics and every report are made. Its JSON Schema is
 * `schemas/bench.schema.json`.
 */
export interface BenchRecord {
  /** Of this form. */
  readonly version: 1;
  /** What made it. */
  readonly tool: { readonly name: "seedbed"; readonly version: string; readonly node: string };
  /** Name of the plan. */
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Real milliseconds. */
  readonly durationMs: number;
  /** The seed of the order and of every other draw. */
  readonly seed: number;
  /** How cells were started. */
  readonly schedule: ScheduleRecord;
  /** Whether an emulator answered. A run is one or the other: emulated and live are never in one record. */
  readonly emulated: boolean;
  /** How much faster than real time an emulator's time ran; 1 for a live run. */
  readonly timeScale: number;
  /** What it ran on, e.g. `linux x64, 2 cores, Node 24.21.0`: no name of a machine. */
  readonly machine: string;
  /** Those that were measured, in the order of the plan. */
  readonly models: readonly BenchModel[];
  /** The text of each prompt by its id, for people to read; absent where it was not kept. */
  readonly prompts?: Readonly<Record<string, string>>;
  /** Every cell that was planned has one attempt, sent or not. */
  readonly attempts: readonly BenchAttempt[];
  /** What was spent, by currency: as the providers or price tables confirm it, and at worst. */
  readonly spent: readonly {
    readonly currency: string;
    readonly confirmed: number;
    readonly worst: number;
    readonly budget: number | null;
  }[];
  /** Whether it ended before its plan, and why. */
  readonly stopped: string | null;
}

/** How cells were started. */
export interface ScheduleRecord {
  /** `closed`: so many in flight; `constant` and `poisson`: arrivals at a rate, whatever is in flight. */
  readonly kind: "closed" | "constant" | "poisson";
  /** Of a closed loop. */
  readonly inFlight?: number;
  /** Of an open loop: arrivals a minute, in the provider's time. */
  readonly perMinute?: number;
}

/** A model under measurement. */
export interface BenchModel {
  /** e.g. `novita/seedream-5.0-lite`. */
  readonly model: string;
  /** Provider id. */
  readonly provider: string;
  /** For people. */
  readonly displayName: string;
  /** `A`, `B`, …: what reports call it where names are not to be told. */
  readonly label: string;
  /** The provider's own word on its latency. */
  readonly claim: {
    readonly minMs: number;
    readonly maxMs: number;
    readonly per: "generation" | "image";
    readonly source: string;
  } | null;
  /** How each setting of the plan reaches it. */
  readonly parity: readonly ParityEntry[];
  /** In pixels, where the documents say so. */
  readonly askedSize: Size | null;
}

/** One cell of a plan: a prompt, once, at one model. */
export interface Cell {
  /** `<block>/<model>`: stable over resumes, and the idempotency key of its paid POST. */
  readonly id: string;
  /** Cells of one block share prompt and repetition, and are compared with each other. */
  readonly block: number;
  /** Which prompt of the plan. */
  readonly promptId: string;
  /** Which time that prompt is used, from 0. */
  readonly repetition: number;
  /** e.g. `novita/seedream-5.0-lite`. */
  readonly model: string;
  /** Sent and paid for, and left out of the statistics. */
  readonly warmUp: boolean;
  /** What is asked of the model. */
  readonly request: NormalizedRequest;
  /** When it is to start, in milliseconds of the provider's time after the run's start; null in a closed loop. */
  readonly intendedMs: number | null;
}

/** What came of a cell. */
export interface BenchAttempt {
  /** The cell's id. */
  readonly id: string;
  /** The block that it belongs to, from 0. */
  readonly block: number;
  /** Which prompt of the plan. */
  readonly promptId: string;
  /** Which time that prompt is used, from 0. */
  readonly repetition: number;
  /** e.g. `novita/seedream-5.0-lite`. */
  readonly model: string;
  /** Provider id. */
  readonly provider: string;
  /** The endpoint that was called; null where none was. */
  readonly operation: string | null;
  /** Sent and paid for, and left out of the statistics. */
  readonly warmUp: boolean;
  /** Whether an emulator answered. */
  readonly emulated: boolean;
  /** ISO 8601, when it was to start; null where it never was its turn. */
  readonly intendedAt: string | null;
  /** How much later than intended its POST left, the rate limit's wait left out. */
  readonly lateMs: number | null;
  /** What the provider's rate limit, or a wait that it asked for, held it back: never part of the latency. */
  readonly waitedMs: number | null;
  /** From the intended start to the images being known, without the wait; an interval where it was polled; null where there is none. */
  readonly latency: { readonly minMs: number; readonly maxMs: number } | null;
  /** Parts of it; null where the provider, or the runtime, does not tell. */
  readonly phases: Phases;
  /**
   * `delivered`: as many images as were asked for. `partial`: fewer. `failed`: none. `unknown`: no one can tell, and it is
   * never sent again by itself. `not-sent`: it was not its turn, or its money did not fit.
   */
  readonly outcome: "delivered" | "partial" | "failed" | "unknown" | "not-sent";
  /** Why there is less than was asked for; null where all came. */
  readonly failure: {
    readonly name: string;
    readonly message: string;
    readonly billed: "no" | "yes" | "unknown";
    readonly status: number | null;
    /** The answer as it came, if it may have been paid for and could not be used: a path relative to the folder of the run. */
    readonly answer?: string;
  } | null;
  /** How many images were asked for. */
  readonly imagesAsked: number;
  /** Those that came. */
  readonly images: readonly BenchImage[];
  /** What is known to be billed; null where no price is known. */
  readonly confirmed: Cost | null;
  /** What it costs at worst, unknown outcomes included. */
  readonly worst: Cost | null;
  /** The provider's id of the request. */
  readonly requestId: string | null;
}

/** Milliseconds of the provider's time; null is unknown. */
export interface Phases {
  /** Until a connection stood. */
  readonly connectMs: number | null;
  /** Until the first byte of the answer. */
  readonly firstByteMs: number | null;
  /** That the provider says it waited. */
  readonly queueMs: number | null;
  /** That the provider says it worked. */
  readonly generationMs: number | null;
  /** Fetching the images. */
  readonly downloadMs: number | null;
  /** All of it. */
  readonly totalMs: number | null;
}

/** One image. */
export interface BenchImage {
  /** Relative to the folder of the run; null where it was not kept. */
  readonly path: string | null;
  /** Read from the bytes. */
  readonly mediaType: string;
  /** Pixels; null if they cannot be read. */
  readonly width: number | null;
  /** Pixels; null if they cannot be read. */
  readonly height: number | null;
  /** Whether its end is missing. */
  readonly truncated?: true;
  /** Of the file. */
  readonly sizeBytes: number;
  /** In hex. */
  readonly sha256: string;
  /** Whether it is of one colour: paid for, and no image. null where it could not be looked at. */
  readonly blank: boolean | null;
}
