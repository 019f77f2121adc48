/** What is asked of a peer's process. */
export interface Task {
  readonly peer: string;
  /** Where the peer is installed. */
  readonly folder: string;
  readonly baseUrl: string;
  readonly action: "generate" | "runJob";
  readonly count?: number;
  readonly aspectRatio?: string;
  readonly timeoutMs?: number;
  /** Aborts so long after the call began. */
  readonly abortAfterMs?: number;
}

/** What a peer's process tells of its one call. Holds no path and no host: it may be printed. */
export interface Told {
  readonly outcome: "returned" | "threw";
  readonly elapsedMs: number;
  /** From the abort until the call ended; absent where it ended before. */
  readonly abortLatencyMs?: number;
  /** Class of what was thrown. */
  readonly error?: string;
  /** Whether it is an error that a program can tell from another by more than its text: a class of the client's own. */
  readonly typed: boolean;
  /** Whether the text `provider-says-no` stands anywhere on the error. */
  readonly keepsText: boolean;
  /** Whether result or error say what became of a setting. */
  readonly tellsSetting: boolean;
  /** Whether result or error name a cost that is known. */
  readonly tellsCost: boolean;
  /** Whether result or error say if the call was paid for. */
  readonly tellsBilled: boolean;
  /** Whether the job's id stands on the error. */
  readonly keepsJob: boolean;
  readonly keyInError: boolean;
  readonly keyInClient: boolean;
  /** Names, among what the packages export, that estimate a cost. */
  readonly estimators: readonly string[];
  readonly images: number;
  /** Whether there was a result at all. */
  readonly empty: boolean;
}

/** A call as server and client saw it. */
export interface Observation {
  /** Absent where the call had not ended when the time was up. */
  readonly told?: Told;
  /** Until the call ended, or was cut off. */
  readonly elapsedMs: number;
  /** Requests by method, at the server and at the one where a redirect leads. */
  readonly posts: number;
  readonly gets: number;
  readonly elsewhere: number;
  readonly keyElsewhere: boolean;
  /** Between the first two POSTs. */
  readonly gapMs?: number;
  /** Bodies of the POSTs, in one. */
  readonly sent: string;
  /** What the client printed by itself. */
  readonly printed: string;
}
