import type { Script, Seen } from "../../../conformance/src/faults/scripted-server.ts";

/** The key that every client gets; no error and no printed client may show it. */
export const apiKey = "sk-peers-0123456789abcdef";

/** Imports a package from the folder where the peer is installed. What it gives has no type here: the newest release decides. */
// biome-ignore lint/suspicious/noExplicitAny: the peers are installed when the comparison runs, in whatever version is current
export type Load = (name: string) => Promise<any>;

/** What one generation is asked for. */
export interface Asked {
  readonly count?: number;
  readonly aspectRatio?: string;
  readonly signal?: AbortSignal;
  /** By the client's own option where it has one, else by a signal. */
  readonly timeoutMs?: number;
}

/** A client that is set up as its own README does, with nothing changed but host and key. */
export interface PeerClient {
  /** What a user would print. */
  readonly client: unknown;
  generate(asked: Asked): Promise<unknown>;
  /** Submits and waits; absent where the client has no jobs of images. */
  runJob?(asked: Asked): Promise<unknown>;
  /** The images, or their addresses, that a result or an error holds. */
  imagesOf(value: unknown): number;
}

/** How an image's provider answers when all is well. */
export interface Wire {
  /** To `generate`. `here` is the server's own address. */
  readonly good: (seen: Seen, here: string) => Script;
  /** Tells the answer that names the image. @default the one to the POST */
  readonly namesImage?: (seen: Seen) => boolean;
  /** To `runJob` when a job is in this state for ever; absent where the client has no jobs. */
  readonly job?: Readonly<Record<"running" | "unknown", (seen: Seen, here: string) => Script>>;
}

/** Statements of TypeScript; each but the first is wrong, and a good client's types say so. */
export interface TypeCases {
  readonly setUp: string;
  readonly right: string;
  readonly typo: string;
  readonly wrongEnum: string;
  readonly missing: string;
  /** Takes what may be absent as if it were there; null where the client never gives anything absent. */
  readonly unchecked: string | null;
}

/** A client that is compared. */
export interface Peer {
  readonly id: string;
  readonly label: string;
  /** What a user installs. */
  readonly packages: readonly string[];
  /** A module that makes one call: what is bundled, and imported cold. */
  readonly program: string;
  readonly wire: Wire;
  readonly types: TypeCases;
  create(load: Load, baseUrl: string): Promise<PeerClient>;
}

/** A value that has fields, or has none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** How long an array is; 0 where it is none. */
export function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** The caller's signal, or one that ends the call in time: what a client without a time-out of its own leaves to its user. */
export function signalOf({ signal, timeoutMs }: Asked): AbortSignal | undefined {
  return timeoutMs === undefined ? signal : AbortSignal.timeout(timeoutMs);
}
