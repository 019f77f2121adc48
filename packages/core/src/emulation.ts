/**
 * What an emulated provider is given and what it gives back. Types only: an emulation is written from the documents and
 * shares nothing else with the clients. The emulator itself checks its options by the functions of the clients.
 */

export { type OptionNames, unknownOption } from "./check/check-options.ts";

/** A switch for an open question of the documents: its default, the other answers, and why it is open. */
export interface EmulationSwitch {
  /** Its value where none is set. */
  readonly default: string | number | boolean;
  /** Every allowed value, where they can be listed. */
  readonly values?: readonly (string | number | boolean)[];
  /** What the switch decides, in a sentence. */
  readonly description: string;
}

/** The provider's time. At a time scale of 100, `sleep(1000)` takes 10 ms. */
export interface EmulationClock {
  /** Milliseconds since 1970, in the provider's time. */
  now(): number;
  /** Resolves after `milliseconds` of the provider's time; rejects with the signal's reason. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The balance of the one account that the emulated provider knows. */
export interface EmulationWallet {
  /** In `currency`: "USD" or "credits". */
  balance(): number;
  /** US dollars, or the provider's credits. */
  readonly currency: "USD" | "credits";
  /** Takes the amount and answers true, or takes nothing and answers false where the balance is too small. */
  charge(amount: number): boolean;
  /** Gives the amount back, as for a failed job: now, or once it is `at` (provider's time), also in a state that was saved. */
  refund(amount: number, at?: number): void;
}

/** What the emulated provider remembers of its jobs. The emulation chooses the payload; it must be plain JSON, to be saved. */
export interface EmulationTasks {
  /** The task of that id; undefined where there is none. */
  get(taskId: string): unknown;
  /** Remembers a task. */
  set(taskId: string, task: unknown): void;
  /** Tasks remembered now. */
  readonly size: number;
}

/** An image that an emulated provider asks for. */
export interface ImageRequest {
  /** Shown in the image. */
  readonly prompt: string;
  /** Shown in the image, e.g. "Segmind (emulated)". */
  readonly label: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** e.g. `image/jpeg`. */
  readonly mediaType: "image/jpeg" | "image/png" | "image/webp";
  /** The same seed draws the same colours. */
  readonly seed: number;
  /** Number of this image among those of one request, from 1. */
  readonly index: number;
  /** How many images the request has. */
  readonly count: number;
  /** Whether a mark is put into the image. */
  readonly watermark: boolean;
}

/** Draws an image of exactly the width and height asked for, and encodes it. Injected: a browser brings its own. */
export type DrawImage = (request: ImageRequest) => Promise<Uint8Array<ArrayBuffer>>;

/** A file that an emulated provider puts on the file server. */
export interface PublishedFile {
  /** An image is drawn when the file is read. */
  readonly content: Uint8Array<ArrayBuffer> | ImageRequest;
  /** e.g. `image/jpeg`. */
  readonly mediaType: string;
  /** Provider's time, ms. After it the file answers 404. */
  readonly expiresAt?: number;
  /** Answers 400 where the request carries an Authorization header. */
  readonly refusesAuthorization?: boolean;
}

/** What a test wants to become of one generation, besides success. */
export type GenerationFault = "neverEnding" | "unknownState" | "expired" | "failed" | "moderated";

/** One way in which a body or parameter breaks the provider's schema. */
export interface EmulationIssue {
  /** The field, e.g. `image_urls[3]` or `size`; empty for the body itself. */
  readonly field: string;
  /** The schema keyword that failed: `required`, `enum`, `maximum`, `additionalProperties`, `x-pixels`, … */
  readonly keyword: string;
  /** One sentence that names the field and the limit. */
  readonly message: string;
}

/** What an emulation works with. Nothing in it is global, so that many can run side by side. */
export interface EmulationContext {
  /** The provider's time. */
  readonly clock: EmulationClock;
  /** From 0 to 1, seeded. */
  random(): number;
  /** A version 4 UUID out of the seeded random. */
  uuid(): string;
  /** What the account holds. */
  readonly wallet: EmulationWallet;
  /** What was submitted. */
  readonly tasks: EmulationTasks;
  /** The value of each switch of the emulation. */
  readonly switches: Readonly<Record<string, string | number | boolean>>;
  /** Draws an image. */
  readonly image: DrawImage;
  /** Says that an image will be asked for. It is drawn meanwhile if there is room for it; else when it is asked for. */
  prepare(request: ImageRequest): void;
  /** Puts a file on the emulator's file server and gives its public URL. */
  publish(file: PublishedFile): string;
  /** Milliseconds that a generation takes, drawn around the `x-latency` of the operation; 0 where that is null. */
  latency(operationId: string, imageCount: number): number;
  /** Where a request came in, without a slash at the end: below it stand the provider's paths for whoever sent it. */
  addressOf(request: Request): string;
  /** What a test has ordered for the generation that this request starts. */
  generationFault(request: Request): GenerationFault | undefined;
  /** Holds the JSON body of an operation against the provider's `openapi.json`, with a validator that is not ours. */
  validate(operationId: string, body: unknown): EmulationIssue[];
  /**
   * Counts one request against the account's limit.
   *
   * @returns 0 where it is allowed, else the milliseconds (provider's time) until the next is.
   */
  throttle(): number;
}

/** One emulated provider. */
export interface Emulation {
  /** The provider's id, as in the folder names. */
  readonly id: string;
  /** The bundled OpenAPI document; its paths decide what is mounted. */
  readonly openapi: unknown;
  /** What the documents leave open, by name. */
  readonly switches: Readonly<Record<string, EmulationSwitch>>;
  /** What the account holds at the start. */
  readonly wallet: { readonly balance: number; readonly currency: "USD" | "credits" };
  /** Requests allowed in a window of the provider's time; null where the documents give none. */
  readonly rateLimit: { readonly requests: number; readonly perMs: number } | null;
  /**
   * The provider's body for an error that a test orders by its status, and by its code where the provider has codes. A text
   * is a page of HTML, all else JSON.
   */
  errorBody(status: number, switches: EmulationContext["switches"], code?: string): unknown;
  /** The headers that such an error has beside its body. @default none */
  errorHeaders?(status: number, context: EmulationContext): Record<string, string>;
  /** The provider's behaviour. Paths are the provider's own, from the root. */
  emulate(context: EmulationContext): (request: Request) => Promise<Response>;
}
