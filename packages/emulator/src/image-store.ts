import type { DrawImage, ImageRequest } from "@seedbed/core/emulation";

export interface ImageStore {
  readonly image: DrawImage;
  prepare(request: ImageRequest): void;
  /** Resolves when what is asked for by now is drawn; undefined where nothing is. */
  drawing(): Promise<unknown> | undefined;
}

export interface ImageStoreLimits {
  /** Bytes of encoded images that are kept; the longest unused goes first. */
  readonly cacheBytes: number;
  /** Images drawn at the same time. Each holds its pixels, about 40 MB at 3K. */
  readonly concurrency: number;
  /** Images that are drawn ahead of being asked for; further ones wait until they are asked for. */
  readonly ahead: number;
  /** Real time after which an image drawn ahead no longer counts as awaited. */
  readonly awaitedMs: number;
}

const LIMITS: ImageStoreLimits = { cacheBytes: 48 * 1024 * 1024, concurrency: 2, ahead: 8, awaitedMs: 120_000 };

/**
 * Draws few images at a time, draws ahead while there is room, and remembers what fits. So a thousand unfinished tasks
 * hold no images, and a single one has its image ready when it is due.
 */
export function createImageStore(draw: DrawImage, limits: ImageStoreLimits = LIMITS): ImageStore {
  const cache = new Map<string, Uint8Array<ArrayBuffer>>();
  const underWay = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  /** When what was drawn ahead was begun, by key, oldest first. */
  const awaited = new Map<string, number>();
  const asked = new Set<Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let cachedBytes = 0;
  let drawing = 0;

  const limited: DrawImage = async (request) => {
    if (drawing >= limits.concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else drawing++;
    try {
      return await draw(request);
    } finally {
      const next = waiting.shift();
      if (next === undefined) drawing--;
      else next();
    }
  };

  const keep = (key: string, bytes: Uint8Array<ArrayBuffer>) => {
    if (!cache.delete(key)) cachedBytes += bytes.byteLength;
    cache.set(key, bytes);
    for (const [oldest, { byteLength }] of cache) {
      if (cachedBytes <= limits.cacheBytes) break;
      cache.delete(oldest);
      cachedBytes -= byteLength;
    }
  };

  const drawOnce = (request: ImageRequest, key: string): Promise<Uint8Array<ArrayBuffer>> => {
    const cached = cache.get(key);
    if (cached !== undefined) {
      keep(key, cached);
      return Promise.resolve(cached);
    }
    const shared = underWay.get(key);
    if (shared !== undefined) return shared;
    const drawn = limited(request)
      .then((bytes) => {
        keep(key, bytes);
        return bytes;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, drawn);
    return drawn;
  };

  return {
    image(request) {
      const key = JSON.stringify(request);
      awaited.delete(key);
      const drawn = drawOnce(request, key);
      const answered = () => void asked.delete(drawn);
      asked.add(drawn);
      drawn.then(answered, answered);
      return drawn;
    },
    drawing: () => (asked.size === 0 ? undefined : Promise.allSettled(asked)),
    prepare(request) {
      const now = performance.now();
      for (const [key, begunAt] of awaited) {
        if (now - begunAt < limits.awaitedMs) break;
        awaited.delete(key);
      }
      if (awaited.size >= limits.ahead) return;
      const key = JSON.stringify(request);
      awaited.set(key, now);
      // What goes wrong now goes wrong again where the image is asked for.
      drawOnce(request, key).catch(() => {});
    },
  };
}
