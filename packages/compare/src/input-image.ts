import { decodeDataUri, encodeBase64, InvalidRequestError, measureImage, type OptionNames } from "@seedbed/core";
import type { Target } from "./select-models.ts";

/** An image to edit or to take as a reference: a URL or data URI, or the picture itself. Paths are read in `@seedbed/compare/node`. */
export type InputImage = string | URL | Blob | ArrayBuffer | Uint8Array;

/** How images that a provider does not take as they are get fetched. */
export interface ImageFetching {
  /** @default the runtime's */
  readonly fetch?: typeof globalThis.fetch;
  /** Ends it at once when it aborts. */
  readonly signal?: AbortSignal;
}

/** The names of `ImageFetching`. */
export const imageFetchingNames = { fetch: true, signal: true } as const satisfies OptionNames<ImageFetching>;

/**
 * The images of a request in the form that a model's provider takes.
 *
 * @throws InvalidRequestError with one sentence that names the image, the limit and the provider
 */
export function inputImages(
  target: Target,
  images: readonly InputImage[],
  fetching: ImageFetching = {},
): Promise<string[]> {
  return Promise.all(images.map((image, index) => inputImage(target, image, `images[${index}]`, fetching)));
}

async function inputImage(target: Target, image: InputImage, field: string, fetching: ImageFetching): Promise<string> {
  const text = image instanceof URL ? image.href : image;
  if (typeof text !== "string") return dataUri(target, await bytesOf(text), field);
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) {
    return target.model.capabilities.takesImageUrls
      ? text
      : dataUri(target, await fetched(target, text, field, fetching), field);
  }
  const data = decodeDataUri(text);
  if (data) return dataUri(target, data.bytes, field);
  throw refused(target, field, "is no http(s) address, data URI, Blob or bytes");
}

async function bytesOf(image: Blob | ArrayBuffer | Uint8Array): Promise<Uint8Array> {
  if (image instanceof Uint8Array) return image;
  return new Uint8Array(image instanceof Blob ? await image.arrayBuffer() : image);
}

/** The picture as a data URI, once it is one that the provider takes. */
function dataUri(target: Target, bytes: Uint8Array, field: string): string {
  const { imageMediaTypes, maxImageBytes } = target.model.capabilities;
  const mediaType = imageMediaType(bytes);
  if (!mediaType)
    throw refused(target, field, "is no image that can be read (jpeg, png, webp, gif, bmp, tiff, heic or avif)");
  if (imageMediaTypes && !imageMediaTypes.includes(mediaType)) {
    throw refused(target, field, `is ${mediaType}; ${target.provider.id} takes ${imageMediaTypes.join(", ")}`);
  }
  refuseLarge(target, bytes.length, maxImageBytes, field);
  return `data:${mediaType};base64,${encodeBase64(bytes)}`;
}

function refuseLarge(target: Target, sizeBytes: number, limit: number | null, field: string): void {
  if (limit !== null && sizeBytes > limit) {
    throw refused(
      target,
      field,
      `has ${sizeBytes} bytes; ${target.provider.id} takes at most ${limit} (${limit / 2 ** 20} MiB)`,
    );
  }
}

/** What the first bytes of a picture say that it is; undefined where it is none. */
export function imageMediaType(bytes: Uint8Array): string | undefined {
  const measured = measureImage(bytes);
  if (measured) return measured.mediaType;
  const head = String.fromCharCode(...bytes.subarray(0, 4));
  if (head.startsWith("BM") && bytes.length > 26) return "image/bmp";
  return head === "II*\0" || head === "MM\0*" ? "image/tiff" : undefined;
}

/** Fetches an image for a provider that takes none by address: without a key, and no more than the provider would take. */
async function fetched(
  target: Target,
  url: string,
  field: string,
  { fetch = globalThis.fetch, signal }: ImageFetching,
): Promise<Uint8Array> {
  const limit = target.model.capabilities.maxImageBytes;
  const place = placeOf(url);
  try {
    const response = await fetch(url, { credentials: "omit", ...(signal ? { signal } : {}) });
    if (!response.ok) throw refused(target, field, `at ${place} cannot be fetched: it answers ${response.status}`);
    refuseLarge(target, Number(response.headers.get("content-length") ?? 0), limit, field);
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of response.body ?? []) {
      sizeBytes += chunk.byteLength;
      refuseLarge(target, sizeBytes, limit, field);
      chunks.push(chunk);
    }
    return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()); // chunks of a fetch are no shared memory
  } catch (error) {
    if (error instanceof InvalidRequestError || signal?.aborted) throw error;
    throw refused(target, field, `at ${place} cannot be fetched: ${reasonOf(error)}`);
  }
}

/** An address as it may be shown: user, password and query may be secrets. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** Why a fetch failed; its own message may repeat the whole address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  return cause && "code" in cause ? String(cause.code) : "it cannot be reached";
}

function refused(target: Target, field: string, text: string): InvalidRequestError {
  return new InvalidRequestError(`${target.model.id}: ${field} ${text}.`, { provider: target.provider.id, field });
}
