/**
 * The record of one run of `seedbed check`: plain JSON, from which every format is made.
 * Its JSON Schema is `conformance/schemas/run.schema.json`.
 */

/** What came of a case. */
export type Verdict = "ok" | "violation" | "drift" | "transport" | "harness" | "skipped";

/** Where a fixture comes from. */
export type Provenance = "recorded" | "documented" | "synthetic";

/**
 * Where a check was made: on the specs, on fixtures, on a client by a case of its spec, on a server by the same case, or by
 * a real generation.
 */
export type Layer = "lint" | "replay" | "client" | "server" | "smoke";

/** One thing that a check found. */
export interface Finding {
  /** Where: `expect.images[0].width`, `response.body.images`, a line of a spec. */
  field: string;
  /** One sentence. */
  message: string;
  expected?: unknown;
  actual?: unknown;
  /** Set where nothing documented is broken: what was seen that no document names. */
  drift?: DriftKind;
  /** What the spec would have to say for it to be documented. */
  overlay?: OverlayAction;
  /** Why it is expected, where the file of expected findings lists it: it does not count then. */
  known?: string;
}

/** What is undocumented: a field, a status, a value of an enum, a header's form, a media type, a job's state; `form`: a statement that was only inferred does not hold. */
export type DriftKind = "field" | "status" | "value" | "header" | "media-type" | "state" | "form";

/** One action of an OpenAPI Overlay 1.0 document. */
export interface OverlayAction {
  /** JSONPath into the bundled spec. */
  target: string;
  update: Record<string, unknown>;
}

/** A sentence of a spec, and how well it is known. */
export interface StatementRecord {
  text: string;
  /** seed, vendor, third-party, inferred, unknown or observed. */
  evidence: string;
  /** The seed or page. */
  source: string | null;
}

/** One lint, one replayed fixture, or one generation. */
export interface CheckRecord {
  /** e.g. `novita/seedream5Lite/sample`. */
  id: string;
  layer: Layer;
  provider: string;
  operation?: string;
  title: string;
  verdict: Verdict;
  /** Real time, in milliseconds. */
  durationMs: number;
  /** The file that holds the fixture or spec, relative to the repo. */
  file?: string;
  provenance?: Provenance;
  /** Why it was skipped. */
  reason?: string;
  /** The sentence of the spec that it rests on. */
  statement?: StatementRecord;
  /** Its request for a shell, with the key as a variable. */
  curl?: string;
  findings: Finding[];
}

/** What a generation cost, or may have cost. */
export interface CostRecord {
  min: number;
  max: number;
  /** "USD" or "credits". */
  currency: string;
  basis: "reported" | "price-table" | "configured";
  source?: string;
}

/** What the provider says of itself; never judged by an emulated run. */
export interface LatencyClaim {
  minMs: number;
  maxMs: number;
  per: "generation" | "image";
  source: string;
}

/** How one normalized setting reached the provider. */
export interface ParityRecord {
  setting: string;
  requested: unknown;
  sent: unknown;
  status: "exact" | "mapped" | "approximated" | "defaulted" | "dropped" | "unchecked";
}

/** One picture that a generation gave. */
export interface PictureRecord {
  /** Relative to the folder of the report. */
  path?: string;
  mediaType: string;
  /** Pixels, read from the bytes. */
  width: number;
  height: number;
  sizeBytes: number;
  sha256: string;
}

/** One real generation, against a provider or the emulator. */
export interface GenerationRecord {
  /** The id of its check. */
  checkId: string;
  provider: string;
  model: string;
  operation: string;
  mode: "text" | "image" | "several" | "edit";
  prompt: string;
  emulated: boolean;
  verdict: Verdict;
  /** The provider's time (see timeScale); null where nothing came back. */
  latencyMs: number | null;
  /** What the provider claims, where a document says so. */
  claim: LatencyClaim | null;
  /** null: the price is unknown. */
  cost: CostRecord | null;
  /** The size that was asked for, where the documents say what it is in pixels. */
  askedSize: { width: number; height: number } | null;
  imagesAsked: number;
  images: PictureRecord[];
  parity: ParityRecord[];
  error?: { name: string; message: string; billed: "no" | "yes" | "unknown"; status?: number; code?: string };
}

/** An operation as the spec describes it, with what the fixtures cover. */
export interface OperationRecord {
  operation: string;
  method: string;
  path: string;
  model?: string;
  price: { amount: number; currency: string; per: "generation" | "image"; source: string; date: string } | null;
  claim: LatencyClaim | null;
  fixtures: Record<Provenance, number>;
}

/** A provider in this run. */
export interface ProviderRecord {
  id: string;
  displayName: string;
  /** Whether the generations of this run went to the emulator. */
  emulated: boolean;
  operations: OperationRecord[];
}

/** One run. */
export interface RunRecord {
  version: 1;
  tool: { name: "seedbed"; version: string; node: string };
  /** ISO 8601. */
  startedAt: string;
  /** Real time, in milliseconds. */
  durationMs: number;
  /** True where any generation went to the emulator: no ranking and no verdict of a provider then. */
  emulated: boolean;
  /** How much faster than real time the provider's time ran; null where no generation was made. */
  timeScale: number | null;
  /** How the replayed fixtures came to be. */
  provenance: Record<Provenance, number>;
  verdicts: Record<Verdict, number>;
  exitCode: 0 | 1 | 3;
  providers: ProviderRecord[];
  checks: CheckRecord[];
  generations: GenerationRecord[];
}
