import {
  type ClientOptions,
  decodeDataUri,
  encodeBase64,
  type Fetch,
  fetchImage,
  ImageStatusError,
  InvalidRequestError,
  judgedAddress,
  measureImage,
  type OptionNames,
  RefusedAddressError,
  TimeoutError,
} from "@seedbed/core";
import type { Target } from "./select-models.ts";

/** An image to edit or to take as a reference: a URL or data URI, or the image itself. Paths are read in `@seedbed/compare/node`. */
export type InputImage = string | URL | Blob | ArrayBuffer | Uint8Array;

/** How images that a provider does not take as they are get fetched. */
export interface ImageFetching {
  /**
   * Fetches input images for providers that take none by address, and nothing else. Calls to a provider go by the `fetch` of its
   * client: `client: () => ({ fetch })`. @default the runtime's
   */
  readonly fetchImages?: Fetch;
  /** Ends it at once when it aborts. */
  readonly signal?: AbortSignal;
}

/** What of a provider's client says how its input images are fetched: its time, and whether it is in a private network itself. */
export type ImageClient = Pick<ClientOptions, "baseUrl" | "proxyUrl" | "clock" | "timeoutMs">;

/** The names of `ImageFetching`. */
export const imageFetchingNames = { fetchImages: true, signal: true } as const satisfies OptionNames<ImageFetching>;

/**
 * The images of a request in the form that a model's provider takes.
 *
 * @throws InvalidRequestError with one sentence that names the image, the limit and the provider
 */
export function inputImages(
  target: Target,
  images: readonly InputImage[],
  fetching: ImageFetching = {},
  client: ImageClient = {},
): Promise<string[]> {
  const all = { ...fetching, ...client };
  return Promise.all(images.map((image, index) => inputImage(target, image, `images[${index}]`, all)));
}

/**
 * Refuses a `fetch`, which would be taken for the one that sends the calls.
 *
 * @throws InvalidRequestError
 */
export function refuseFetch(options: object): void {
  if (!("fetch" in options) || options.fetch === undefined) return;
  throw new InvalidRequestError(
    "fetch is not an option here: fetchImages fetches input images, and client: () => ({ fetch }) sends the calls.",
    { field: "fetch" },
  );
}

async function inputImage(
  target: Target,
  image: InputImage,
  field: string,
  fetching: ImageFetching & ImageClient,
): Promise<string> {
  const text = image instanceof URL ? image.href : image;
  if (typeof text !== "string") return dataUri(target, await bytesOf(text), field);
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) {
    return target.model.capabilities.takesImageUrls
      ? judged(target, text, field, baseUrlOf(target, fetching))
      : dataUri(target, await fetched(target, text, field, fetching), field);
  }
  const data = decodeDataUri(text);
  if (data) return dataUri(target, data.bytes, field);
  throw refused(target, field, "is not an http(s) address, data URI, Blob or bytes");
}

async function bytesOf(image: Blob | ArrayBuffer | Uint8Array): Promise<Uint8Array> {
  if (image instanceof Uint8Array) return image;
  return new Uint8Array(image instanceof Blob ? await image.arrayBuffer() : image);
}

/** The image as a data URI, once it is one that the provider takes. */
function dataUri(target: Target, bytes: Uint8Array, field: string): string {
  const { imageMediaTypes, maxImageBytes } = target.model.capabilities;
  const mediaType = imageMediaType(bytes);
  if (!mediaType)
    throw refused(target, field, "is not an image that can be read (jpeg, png, webp, gif, bmp, tiff, heic or avif)");
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

/** What the first bytes of an image say that it is; undefined where it is none. */
export function imageMediaType(bytes: Uint8Array): string | undefined {
  const measured = measureImage(bytes);
  if (measured) return measured.mediaType;
  const head = String.fromCharCode(...bytes.subarray(0, 4));
  if (head.startsWith("BM") && bytes.length > 26) return "image/bmp";
  return head === "II*\0" || head === "MM\0*" ? "image/tiff" : undefined;
}

/** Where a provider's calls go; a page names what is on its own origin by a path. */
function baseUrlOf({ provider }: Target, { baseUrl, proxyUrl }: ImageClient): string {
  const given = proxyUrl ?? baseUrl;
  const page = globalThis.location?.href;
  return given !== undefined && URL.canParse(given, page) ? new URL(given, page).href : provider.baseUrl;
}

/** An address that a provider may be given. */
function judged(target: Target, address: string, field: string, baseUrl: string): string {
  try {
    return judgedAddress(address, baseUrl);
  } catch (error) {
    throw error instanceof RefusedAddressError ? refused(target, field, error.message) : error;
  }
}

/** Fetches an image for a provider that takes none by address: without a key, and no more than the provider would take. */
async function fetched(
  target: Target,
  url: string,
  field: string,
  { fetchImages, signal, clock, timeoutMs = 300_000, ...client }: ImageFetching & ImageClient,
): Promise<Uint8Array> {
  const limit = target.model.capabilities.maxImageBytes;
  const place = placeOf(url);
  try {
    return await fetchImage(url, {
      baseUrl: baseUrlOf(target, client),
      timeoutMs,
      ...(fetchImages ? { fetch: fetchImages } : {}),
      ...(signal ? { signal } : {}),
      ...(clock ? { clock } : {}),
      checkSize: (sizeBytes) => refuseLarge(target, sizeBytes, limit, field),
    });
  } catch (error) {
    if (error instanceof InvalidRequestError || signal?.aborted) throw error;
    if (error instanceof RefusedAddressError) throw refused(target, field, `at ${place} ${error.message}`);
    if (error instanceof DOMException && error.name === "TimeoutError") {
      const text = `at ${place} could not be fetched within ${timeoutMs / 1000} s; nothing was sent`;
      throw new TimeoutError(`${target.model.id}: ${field} ${text}.`, { provider: target.provider.id, field });
    }
    const reason = error instanceof ImageStatusError ? `it ${error.message}` : reasonOf(error);
    throw refused(target, field, `at ${place} cannot be fetched: ${reason}`);
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
