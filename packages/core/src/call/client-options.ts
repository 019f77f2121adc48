import { checkOptions, type OptionNames } from "../check/check-options.ts";
import type { Image, ImagePlace } from "../images/image.ts";
import type { Job, JobProgress } from "../job/job.ts";
import type { Accounting, EarlierAttempt } from "../money/accounting.ts";
import type { ConfiguredPrices } from "../money/cost.ts";
import type { Clock } from "./clock.ts";
import type { Drift } from "./generation.ts";
import type { Operation } from "./operation.ts";
import type { RateLimit } from "./rate-limit.ts";

/** How a client is set up. Everything has a default but the key. */
export interface ClientOptions {
  /** @default the provider's environment variable, e.g. `SEGMIND_API_KEY` */
  readonly apiKey?: string;
  /** Another host with the same paths: an emulator, a gateway. @default the provider's own */
  readonly baseUrl?: string | URL;
  /**
   * The address of a proxy (`@seedbed/core/proxy`) that adds the key, such as `/api/seedbed/segmind`: no key is needed or sent,
   * and a browser is allowed. Stands in place of `apiKey` and `baseUrl`. @default none
   */
  readonly proxyUrl?: string | URL;
  /**
   * Called as `fetch(url, init)`: `url` is a string, `init` holds method, headers as a plain object, the body as text, redirect and
   * signal, so any implementation fits, such as undici's own. @default the runtime's, looked up at each call
   */
  readonly fetch?: Fetch;
  /** @default the wall clock */
  readonly clock?: Clock;
  /** Where the key's variable is looked up. @default `process.env`, where there is one */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** For the whole generation, in milliseconds. @default 300,000; for a job 600,000 */
  readonly timeoutMs?: number;
  /**
   * The least time that must be left of the timeout for a paid POST to be sent, in milliseconds by the client's clock. With less
   * left nothing is sent: a TimeoutError that was not billed. 0 sends until the end. @default 1,000
   */
  readonly minTimeoutMs?: number;
  /** The longest wait that a provider may ask for, in milliseconds. @default 60,000 */
  readonly maxRetryWaitMs?: number;
  /** The largest answer or image that is read. @default 67,108,864 */
  readonly maxResponseBytes?: number;
  /** Allows a browser, where everyone can read the key. @default false */
  readonly allowBrowser?: boolean;
  /**
   * Allows a base URL of plain `http:` on another machine, such as an emulator in a private network, though everyone on the way can
   * read the key. This machine (`localhost`, 127.0.0.0/8, `[::1]`) needs none. @default false
   */
  readonly allowInsecureHttp?: boolean;
  /** Budgets and rate limits: a ledger of `@seedbed/ledger`. @default none */
  readonly accounting?: Accounting;
  /**
   * The rate limit of your account: the times of polls and retries follow from it, and `accounting` keeps it in place of its
   * own. @default the documented one
   */
  readonly rateLimit?: RateLimit;
  /** Prices that the caller knows better than the documents. */
  readonly prices?: ConfiguredPrices;
  /**
   * How a generation is made: `sync` holds one request open until the images come, `async` submits a job and polls it. A
   * provider that has one of them alone refuses the other. @default "sync" where there are both
   */
  readonly mode?: Mode;
}

/** What is needed of a `fetch`. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** The names of `ClientOptions`. */
export const clientOptionNames: OptionNames<ClientOptions> = {
  apiKey: true,
  baseUrl: true,
  proxyUrl: true,
  fetch: true,
  clock: true,
  env: true,
  timeoutMs: true,
  minTimeoutMs: true,
  allowInsecureHttp: true,
  rateLimit: true,
  maxRetryWaitMs: true,
  maxResponseBytes: true,
  allowBrowser: true,
  accounting: true,
  prices: true,
  mode: true,
};

/** How a generation is made: in one answer, or as a job. */
export type Mode = "sync" | "async";

/** How one call is made. */
export interface RunOptions {
  /** Ends it at once when it aborts. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole generation. @default the client's */
  readonly timeoutMs?: number;
  /** The least milliseconds of it that must be left for a paid POST to be sent. @default the client's */
  readonly minTimeoutMs?: number;
  /** When that time began, by the client's clock, where a job was submitted within it. @default now */
  readonly startedAtMs?: number;
  /** Fields that the spec does not know yet, sent as they are. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /**
   * The caller's own name of this request, such as an order number: however often it is called, also from another process on
   * the same ledger, it is paid for once. One that was accepted before sends nothing: its job is given again, its images are
   * fetched again, and `earlier` of the generation, or `onEarlier`, says so. One whose outcome is not known is an
   * OutcomeUnknownError, until a person settles it. One that was refused, or never left, is sent again. Needs `accounting`.
   */
  readonly idempotencyKey?: string;
  /** What the call is counted under, for budgets by tag. Needs `accounting`. */
  readonly tags?: readonly string[];
  /** Told where the idempotency key was paid for before and nothing was sent. Errors it throws are ignored. */
  readonly onEarlier?: (earlier: EarlierAttempt) => void | Promise<void>;
  /**
   * Told as soon as a job is submitted, before the first poll: the moment to keep it. What it throws is ignored. It is awaited,
   * and so are `onEarlier` and `onDrift`, but for half of the time that is left at most, and no longer than to an abort.
   */
  readonly onJob?: (job: Job) => void | Promise<void>;
  /** Told where the answer to a submit held what no document describes. Errors it throws are ignored. */
  readonly onDrift?: (drift: readonly Drift[]) => void | Promise<void>;
  /**
   * Given each image as it has been read, and awaited: the moment to save it. At most four are at hand at a time. Where it
   * throws it is asked again, three times in all; then a SaveError holds the images, and nothing needs to be generated again.
   */
  readonly onImage?: (image: Image, place: ImagePlace) => void | Promise<void>;
  /** Lets go of the bytes that `onImage` has taken: `bytes` of the result's images is empty then. @default false */
  readonly releaseImages?: boolean;
  /** Told at each poll of a job, and not waited for. Errors it throws are ignored. */
  readonly onProgress?: (progress: JobProgress) => void;
  /** Milliseconds between polls, and before the first. @default by the documented latency and the rate limit: see `nextPollAtMs` */
  readonly pollIntervalMs?: number;
}

/** The names of `RunOptions`. */
export const runOptionNames: OptionNames<RunOptions> = {
  signal: true,
  timeoutMs: true,
  minTimeoutMs: true,
  startedAtMs: true,
  extraBody: true,
  idempotencyKey: true,
  tags: true,
  onEarlier: true,
  onJob: true,
  onDrift: true,
  onImage: true,
  releaseImages: true,
  onProgress: true,
  pollIntervalMs: true,
};

/**
 * Refuses options that a call does not have.
 *
 * @throws InvalidRequestError with the near-miss named; nothing was sent
 */
export function checkRunOptions({ provider, operationId }: Operation, options: RunOptions): void {
  checkOptions(`${provider} ${operationId}`, options, runOptionNames);
}
