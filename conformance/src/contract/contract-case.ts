import type { Billed, ErrorName } from "@seedbed/core";

/** One statement of a spec, put to the test: of a client by a scripted server, of a server by a real request. */
export interface ContractCase {
  /** `<provider>/<operation>/contract/<name>`. */
  readonly id: string;
  readonly provider: string;
  readonly operation: string;
  /** What holds, as a fact. */
  readonly title: string;
  /** The sentence of the spec that it rests on. */
  readonly rests: Statement;
  readonly request: ContractRequest;
  readonly expect: Expectation;
  /** What a scripted server answers to a client, by operation; the last one again when they run out. */
  readonly answers: Readonly<Record<string, readonly ScriptedAnswer[]>>;
}

/** A statement of a spec with what it rests on. */
export interface Statement {
  readonly text: string;
  /** seed, vendor, third-party, inferred, unknown. */
  readonly evidence: string;
  readonly source: string | null;
}

/** The request of a case. */
export interface ContractRequest {
  readonly method: "GET" | "POST";
  /** As in the spec. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly key: "valid" | "missing" | "invalid";
  /** absent: none is sent. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What must come of a case. */
export type Expectation =
  /** The request is taken. A paid one makes a generation. */
  | { readonly outcome: "accepted" }
  /** A client sends nothing; a server refuses with a documented status among these. */
  | { readonly outcome: "refused"; readonly statuses: readonly number[] }
  /** The server's no for this key: a client tells it as this error. */
  | { readonly outcome: "unauthorized"; readonly statuses: readonly number[] }
  /** The server answers this status: a client tells it as one of these errors. */
  | { readonly outcome: "error"; readonly status: number; readonly errors: readonly ErrorReading[] }
  /** A task goes through these states: a client ends as told. */
  | { readonly outcome: "job"; readonly states: readonly string[]; readonly end: "succeeded" | "failed" };

/** What a documented error answer means. */
export interface ErrorReading {
  readonly error: ErrorName;
  readonly billed: Billed;
}

/** An answer of the scripted server. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly mediaType: string;
  /** JSON or text; an image of this media type where it is absent. */
  readonly body?: unknown;
}
