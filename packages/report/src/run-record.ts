/**
 * The record of one run of `seedbed check`: plain JSON, from which every format is made.
 * Its JSON Schema is `conformance/schemas/run.schema.json`.
 */

import type { SpentRecord } from "./spent-record.ts";

/** What came of a case. */
export type Verdict = "ok" | "violation" | "drift" | "transport" | "harness" | "skipped";

/** Where a fixture comes from. */
export type Provenance = "recorded" | "documented" | "synthetic";

/**
 * Where a check was made: on the specs, on fixtures, on recorded traffic, on a client by a case of its spec, on a server by the same case, by
 * a real generation, or on what all these exercised.
 */
export type Layer = "lint" | "replay" | "har" | "client" | "server" | "smoke" | "coverage";

/** One thing that a check found. */
export interface Finding {
  /** Where: `expect.images[0].width`, `response.body.images`, a line of a spec. */
  field: string;
  /** One sentence. */
  message: string;
  /** What ought to be, where that says more. */
  expected?: unknown;
  /** What was seen, where that says more. */
  actual?: unknown;
  /** Set where nothing documented is broken: what was seen that no document names. */
  drift?: DriftKind;
  /** What the spec would have to say for it to be documented. */
  overlay?: OverlayAction;
  /** Why it is expected, where the file of expected findings lists it: it does not count then. */
  known?: string;
}

/** What is undocumented: a field, a status, a value of an enum, a header's form, a media type, a job's state; `form`: a statement that was only inferred does not hold; `claim`: what the provider says of its own latency or price does not. */
export type DriftKind = "field" | "status" | "value" | "header" | "media-type" | "state" | "form" | "claim";

/** One action of an OpenAPI Overlay 1.0 document. */
export interface OverlayAction {
  /** JSONPath into the bundled spec. */
  target: string;
  /** What is merged in there. */
  update: Record<string, unknown>;
}

/** A sentence of a spec, and how well it is known. */
export interface StatementRecord {
  /** As the spec has it. */
  text: string;
  /** seed, vendor, third-party, inferred, unknown or observed. */
  evidence: string;
  /** The seed or page. */
  source: string | null;
}

/** One HTTP request with its response, as a report shows it: secrets gone, what is long cut short. */
export interface ExchangeRecord {
  /** What was sent; its headers are left out. */
  request: {
    /** HTTP method. */
    method: string;
    /** Path with query, or the address of a download. */
    path: string;
    /** As parsed JSON; absent where there was none. */
    body?: unknown;
  };
  /** What came back; absent where nothing did. */
  response?: {
    /** HTTP status. */
    status: number;
    /** By name in lower case; cookies are left out. */
    headers: Record<string, string>;
    /** JSON as parsed, or text; absent where it was neither. */
    body?: unknown;
  };
}

/** One lint, one replayed fixture, or one generation. */
export interface CheckRecord {
  /** e.g. `novita/seedream5Lite/sample`. */
  id: string;
  /** What was looked at. */
  layer: Layer;
  /** Provider id, e.g. `segmind`. */
  provider: string;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  operation?: string;
  /** What it shows, in a few words. */
  title: string;
  /** What came of it. */
  verdict: Verdict;
  /** Real time, in milliseconds. */
  durationMs: number;
  /** The file that holds the fixture or spec, relative to the repo. */
  file?: string;
  /** The line of that file that the first finding is about. */
  line?: number;
  /** How its fixture came to be. */
  provenance?: Provenance;
  /** The day on which its fixture was recorded or its source read: `2026-02-25`. */
  date?: string;
  /** Why it was skipped. */
  reason?: string;
  /** What is not wrong and wants a look, such as a fixture that is old. */
  warning?: string;
  /** The sentence of the spec that it rests on. */
  statement?: StatementRecord;
  /** Its request for a shell, with the key as a variable. */
  curl?: string;
  /** What was found; empty where all holds. */
  findings: Finding[];
  /** What was sent and came back, where something was found. */
  exchanges?: ExchangeRecord[];
}

/** What a generation cost, or may have cost. */
export interface CostRecord {
  /** The least that it may be. */
  min: number;
  /** The most that it may be: the worst case. */
  max: number;
  /** "USD" or "credits". */
  currency: string;
  /** Whether the provider, a document or the caller says so. */
  basis: "reported" | "price-table" | "configured";
  /** The document or page that says so. */
  source?: string;
}

/** What the provider says of itself; never judged by an emulated run. */
export interface LatencyClaim {
  /** Milliseconds, at least. */
  minMs: number;
  /** Milliseconds, at most. */
  maxMs: number;
  /** Whether several images of one generation take it once or each. */
  per: "generation" | "image";
  /** The document or page that says so. */
  source: string;
}

/** Where a measured figure lies to a claimed one. */
export type ClaimStanding = "within" | "below" | "above";

/** How one normalized setting reached the provider. */
export interface ParityRecord {
  /** A setting, or the name of a field that went unchecked. */
  setting: string;
  /** null: not asked for. */
  requested: unknown;
  /** The provider's own field and value; null: nothing was sent. */
  sent: unknown;
  /** How it reached the provider. */
  status: "exact" | "mapped" | "approximated" | "defaulted" | "dropped" | "unchecked";
}

/** One image that a generation gave. */
export interface ImageRecord {
  /** Relative to the folder of the report. */
  path?: string;
  /** e.g. `image/jpeg`; `application/octet-stream` if it is not known. */
  mediaType: string;
  /** Pixels, read from the bytes; null if they cannot be read. */
  width: number | null;
  /** Pixels; null if they cannot be read. */
  height: number | null;
  /** Whether its end is missing. */
  truncated?: true;
  /** Bytes of the file. */
  sizeBytes: number;
  /** Digest of the file, in hex. */
  sha256: string;
}

/** One real generation, against a provider or the emulator. */
export interface GenerationRecord {
  /** The id of its check. */
  checkId: string;
  /** Provider id, e.g. `segmind`. */
  provider: string;
  /** Model id, e.g. `segmind/seedream-v3`. */
  model: string;
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  operation: string;
  /** What was asked for: from text alone, from an image, several at once, or an edit. */
  mode: "text" | "image" | "several" | "edit";
  /** What the image shows. */
  prompt: string;
  /** Whether it went to the emulator: it then says nothing of the provider. */
  emulated: boolean;
  /** What came of it. */
  verdict: Verdict;
  /** The provider's time (see timeScale); null where nothing came back. */
  latencyMs: number | null;
  /** What the provider claims, where a document says so. */
  claim: LatencyClaim | null;
  /** null: the price is unknown. */
  cost: CostRecord | null;
  /** The size that was asked for, where the documents say what it is in pixels. */
  askedSize: { width: number; height: number } | null;
  /** How many images were asked for. */
  imagesAsked: number;
  /** How it stands to what the provider says of itself; null: nothing to hold it against. Absent in an emulated run. */
  againstClaim?: { latency: ClaimStanding | null; cost: ClaimStanding | null };
  /** What came. */
  images: ImageRecord[];
  /** What became of each setting. */
  parity: ParityRecord[];
  /** Why there are no images. */
  error?: { name: string; message: string; billed: "no" | "yes" | "unknown"; status?: number; code?: string };
}

/** An operation as the spec describes it, with what the fixtures cover. */
export interface OperationRecord {
  /** Operation id, e.g. `seedreamV3TextToImage`. */
  operation: string;
  /** HTTP method. */
  method: string;
  /** As in the spec. */
  path: string;
  /** Model id, e.g. `segmind/seedream-v3`. */
  model?: string;
  /** As a document states it; null: unknown. */
  price: { amount: number; currency: string; per: "generation" | "image"; source: string; date: string } | null;
  /** How long it takes, by the provider's own word; null: it gives none. */
  claim: LatencyClaim | null;
  /** How many it has, by how they came to be. */
  fixtures: Record<Provenance, number>;
}

/** A provider in this run. */
export interface ProviderRecord {
  /** Provider id, e.g. `segmind`. */
  id: string;
  /** For people, e.g. `3D AI Studio`. */
  displayName: string;
  /** Whether the generations of this run went to the emulator. */
  emulated: boolean;
  /** Its endpoints, with what they rest on. */
  operations: OperationRecord[];
}

/** Where traffic was seen: from files and scripts, at the emulator, or at a provider. */
export type CoverageLayer = "replay" | "emulator" | "live";

/** What of a provider's spec one layer exercised. */
export interface CoverageRecord {
  /** Id of the provider. */
  provider: string;
  /** Where its traffic was seen. */
  layer: CoverageLayer;
  /** By what is counted: operations, media types, parameters, values, bounds, statuses, properties, headers, transitions, faults. */
  kinds: { kind: string; covered: number; total: number }[];
  /** What was not exercised, by name. */
  missing: string[];
  /** What is exercised or not by the pace of the machine, by name: no floor holds it. */
  paced?: string[];
}

/** One run. */
export interface RunRecord {
  /** Of this form. */
  version: 1;
  /** What made the record. */
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
  /** How many checks came to each verdict. */
  verdicts: Record<Verdict, number>;
  /** 0: all holds; 1: a violation; 3: no one can tell. */
  exitCode: 0 | 1 | 3;
  /** Those that were checked. */
  providers: ProviderRecord[];
  /** What of each spec was exercised, by layer: a layer that never ran has covered nothing. */
  coverage: CoverageRecord[];
  /** Every check, in the order that it ran. */
  checks: CheckRecord[];
  /** What the smoke run made. */
  generations: GenerationRecord[];
  /** What was paid, by provider and currency; absent where nothing was asked that may cost. */
  spent?: SpentRecord[];
}
