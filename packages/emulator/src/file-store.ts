import type { DrawImage, EmulationClock, ImageRequest, PublishedFile } from "@seedbed/core/emulation";
import { forgetOldest } from "./forget-oldest.ts";

const EXTENSIONS: Record<string, string> = { "image/jpeg": ".jpeg", "image/png": ".png", "image/webp": ".webp" };

/** Older files are forgotten, so that a server that runs for days does not grow. */
const KEPT = 10_000;

/** A file, as it is saved. */
export interface SavedFile extends Omit<PublishedFile, "content"> {
  /** Where it is read, below the file server's address. */
  readonly path: string;
  /** What it shows; or else its bytes. */
  readonly image?: ImageRequest;
  /** In base64. */
  readonly base64?: string;
}

/** The files that the emulated providers have published, and how they are read. */
export interface FileStore {
  publish(file: PublishedFile): string;
  read(request: Request): Promise<Response>;
  /** Files remembered now, expired ones too until they are asked for. */
  readonly size: number;
  /** Oldest first. */
  save(): SavedFile[];
  /**
   * Reads what was saved.
   *
   * @returns puts it in place of what is there
   * @throws RangeError for a file that is damaged
   */
  prepareLoad(saved: readonly SavedFile[]): () => void;
}

/** @param origin gives the address of the file server; it is known once the server listens. */
export function createFileStore(
  clock: Pick<EmulationClock, "now">,
  origin: () => string,
  draw: DrawImage,
  kept = KEPT,
): FileStore {
  const files = new Map<string, PublishedFile>();
  return {
    get size() {
      return files.size;
    },
    publish(file) {
      // Not from the seeded random: an address must not be guessed from a seed.
      const path = `/files/${crypto.randomUUID()}${EXTENSIONS[file.mediaType] ?? ""}`;
      files.set(path, file);
      forgetOldest(files, kept);
      return `${origin()}${path}`;
    },
    save: () => Array.from(files, ([path, { content, ...file }]) => ({ path, ...file, ...savedContent(content) })),
    prepareLoad(saved) {
      const read = saved.map(({ path, image, base64 = "", ...file }, index): [string, PublishedFile] => [
        path,
        { ...file, content: image ?? bytesOf(base64, index) },
      ]);
      return () => {
        files.clear();
        for (const [path, file] of read) files.set(path, file);
      };
    },
    async read(request) {
      const { pathname } = new URL(request.url);
      const file = files.get(pathname);
      if (file?.expiresAt !== undefined && file.expiresAt <= clock.now()) files.delete(pathname);
      if (file === undefined || !files.has(pathname)) return plain(404, "Not found");
      if (request.method !== "GET" && request.method !== "HEAD") return plain(405, "Method not allowed");
      if (file.refusesAuthorization && request.headers.has("authorization")) {
        return plain(400, "Only one auth mechanism allowed");
      }
      const bytes = file.content instanceof Uint8Array ? file.content : await draw(file.content);
      return respond(request, bytes, file.mediaType);
    },
  };
}

function savedContent(content: PublishedFile["content"]): Pick<SavedFile, "image" | "base64"> {
  if (!(content instanceof Uint8Array)) return { image: content };
  return { base64: btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join("")) };
}

function bytesOf(base64: string, index: number): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw new RangeError(`it is damaged at /files/${index}/base64: must be base64`);
  }
}

function respond(request: Request, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Response {
  const headers = { "content-type": mediaType, "accept-ranges": "bytes" };
  const isHead = request.method === "HEAD";
  const range = parseRange(request.headers.get("range"), bytes.byteLength);
  if (range === "unsatisfiable") {
    return plain(416, "Range not satisfiable", { "content-range": `bytes */${bytes.byteLength}` });
  }
  if (range === undefined) {
    return new Response(isHead ? null : bytes, { headers: { ...headers, "content-length": String(bytes.byteLength) } });
  }
  const part = bytes.subarray(range.start, range.end + 1);
  return new Response(isHead ? null : part, {
    status: 206,
    headers: {
      ...headers,
      "content-length": String(part.byteLength),
      "content-range": `bytes ${range.start}-${range.end}/${bytes.byteLength}`,
    },
  });
}

/** One range of bytes; several, or a header that is none, give the whole file, as the standard allows. */
function parseRange(header: string | null, size: number): { start: number; end: number } | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}

const plain = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(text, { status, headers: { "content-type": "text/plain", ...headers } });
