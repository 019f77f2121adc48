import type { DrawImage, EmulationClock, EmulationWallet, OptionNames } from "@seedbed/core/emulation";
import type { FaultRule } from "./fault/fault.ts";
import type { OrderedFault } from "./fault/fault-rules.ts";
import type { LoggedRequest } from "./request-log.ts";
import type { EmulatorState } from "./state/emulator-state.ts";
import type { SwitchValue } from "./switches.ts";
import type { RateLimit } from "./throttle.ts";

/** How emulated providers are set up, wherever they answer. */
export interface ProvidersOptions {
  /** Provider's milliseconds in a real one. @default 1 */
  readonly timeScale?: number;
  /**
   * Lets the providers' time stand still while this process works, so that a latency is what was drawn, however slow the
   * machine is. For a client in the same process that runs on `clock`: `{ now: clock.now, delay: clock.sleep, hold: clock.hold }`.
   * A client with a clock of its own would find every latency longer. @default false
   */
  readonly pauseWhileBusy?: boolean;
  /** Of latencies, ids and colours. @default 1 */
  readonly seed?: number;
  /** Multiplies the drawn latencies; 0 answers at once. @default 1 */
  readonly latencyScale?: number;
  /** By provider, in the currency of its wallet. */
  readonly balances?: Readonly<Record<string, number>>;
  /** `false` lifts every limit; by provider, null lifts one and a limit replaces one. @default as documented */
  readonly rateLimits?: false | Readonly<Record<string, RateLimit | null>>;
  /** By provider and name, e.g. `{ segmind: { responseForm: "json" } }`. */
  readonly switches?: Readonly<Record<string, Readonly<Record<string, SwitchValue>>>>;
  /** Ordered from the start, as with `addFault`. */
  readonly faults?: readonly (FaultRule | string)[];
  /** What `saveState` gave; what it holds goes before the other options. It is checked, so it may come from anywhere. */
  readonly state?: unknown;
  /** @default drawn with @napi-rs/canvas, which is loaded for the first image; in a browser with an OffscreenCanvas */
  readonly draw?: DrawImage;
}

/** The names of `ProvidersOptions`. */
export const providersOptionNames = {
  timeScale: true,
  seed: true,
  latencyScale: true,
  balances: true,
  rateLimits: true,
  switches: true,
  faults: true,
  state: true,
  draw: true,
  pauseWhileBusy: true,
} as const satisfies OptionNames<ProvidersOptions>;

/** How an emulator is set up. */
export interface EmulatorOptions extends ProvidersOptions {
  /** @default 0, any free one. The file server always takes a free one. */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /**
   * Puts lighter ones in place of the process's own `Request` and `Response`, for good: about half as many requests again in
   * a second. For a process that does nothing else, since there an answer of `fetch` is not a `instanceof Response` any more.
   * @default false
   */
  readonly replaceGlobals?: boolean;
}

/** The names of `EmulatorOptions`. */
export const emulatorOptionNames = {
  ...providersOptionNames,
  port: true,
  host: true,
  replaceGlobals: true,
} as const satisfies OptionNames<EmulatorOptions>;

/** Emulated providers at work: what a test looks at and turns. */
export interface ProvidersControl {
  /** The providers' time. */
  readonly clock: EmulationClock & {
    readonly timeScale: number;
    /** Lets time stand still until what it gives is called, if `pauseWhileBusy` is set. */
    hold(): () => void;
    /**
     * Lets so many milliseconds of the providers' time pass at once. Waits that end in that span end in order, each at its
     * time.
     */
    advance(milliseconds: number): Promise<void>;
  };
  /** By provider. */
  readonly wallets: Readonly<Record<string, EmulationWallet>>;
  /** By provider. */
  readonly switches: Readonly<Record<string, Readonly<Record<string, SwitchValue>>>>;
  /** The latest requests, oldest first; downloads are not among them. */
  readonly requests: readonly LoggedRequest[];
  /** Tasks remembered now, of all providers. */
  taskCount(): number;
  /** @throws RangeError for a provider, switch or value that does not exist. */
  setSwitch(provider: string, name: string, value: SwitchValue): void;
  /**
   * Orders a fault, by a rule or in words such as `novita:seedream5Lite:nth=2:status=503`.
   *
   * @throws RangeError for a rule that is none, or names what is not there
   */
  addFault(rule: FaultRule | string): OrderedFault;
  /** What is ordered, oldest first. */
  faults(): OrderedFault[];
  /** @returns whether there was one of that id */
  removeFault(id: string): boolean;
  /**
   * Orders a fault, as `addFault` does.
   *
   * @returns takes the order back
   */
  inject(rule: FaultRule | string): () => void;
  /**
   * Orders a documented error, with its documented body and headers, as the next answer of an operation.
   *
   * @throws RangeError for an error or a code that the operation does not document
   */
  order(provider: string, operationId: string, status: number, code?: string): OrderedFault;
  /** Forgets `requests`. */
  clearRequests(): void;
  /** All that is remembered but `requests` and what is under way, as plain JSON. */
  saveState(): EmulatorState;
  /** @throws RangeError with one sentence where it cannot be loaded; nothing is changed then. */
  loadState(state: unknown): void;
  /** Puts everything, the clock too, back to where it was at the start. */
  reset(): void;
  /** Loads what is else loaded for the first request and image: at a high time scale that would count as latency. */
  warmUp(): Promise<void>;
}

/** A running emulator. */
export interface Emulator extends ProvidersControl, AsyncDisposable {
  /** Without a final slash. Paths that only one provider has also work here, without its mount. */
  readonly url: string;
  /** By provider: `url` and the mount. Replaces the provider's own host. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** Where results are read. */
  readonly filesUrl: string;
  /** Drops all connections and timers. */
  close(): Promise<void>;
}
