import { abortable } from "../call/abortable.ts";
import { callOf, placeOf } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { RunOptions } from "../call/client-options.ts";
import type { Deadline } from "../call/deadline.ts";
import { type ErrorDetails, ResponseValidationError, SaveError, SeedbedError } from "../call/errors.ts";
import { failureText } from "../call/failure-text.ts";
import type { Drift } from "../call/generation.ts";
import { keepAnswer } from "../call/kept-answer.ts";
import type { Operation } from "../call/operation.ts";
import { stopped } from "../call/stopped.ts";
import { headText } from "../network/read-body.ts";
import { printableText, redact } from "../redaction/redact.ts";
import { decodeInline } from "./base64.ts";
import { download } from "./download.ts";
import { describeImage, type Image, type ImageReference } from "./image.ts";

/**
 * An image as a provider sends it: its bytes and what they are called, or a text that is an address, a data URI or base64; or why
 * there is none in its place.
 */
export type ImageSource =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType?: string }
  | { readonly text: string; readonly expiresAt?: string }
  | { readonly problem: string };

/** Images that wait for a sink at a time: one that is slow holds back what is fetched next. */
const maxAtSink = 4;
/** Downloads at a time. */
const maxDownloads = 8;
/** Addresses of one answer that are fetched: several times what any model documents. What else it names stays an address. */
const maxAddresses = 64;
const maxSaves = 3;

/**
 * Fetches and reads every image that was paid for, and hands each to the caller's sink.
 *
 * @throws the first trouble, with the images that could be had and the addresses of the others on it
 */
export async function collectImages(
  context: ClientContext,
  operation: Operation,
  sources: readonly ImageSource[],
  deadline: Deadline,
  details: ErrorDetails = {},
  { onImage, releaseImages }: Pick<RunOptions, "onImage" | "releaseImages"> = {},
): Promise<Image[]> {
  const paid: ErrorDetails = {
    ...details,
    ...callOf(context, operation),
    billed: "yes",
  };
  const images: (Image | ImageReference)[][] = sources.map(referenceOf);
  const troubles: unknown[] = [];
  let addresses = 0;
  /** The number of each address, from 1; 0 for what is not an address. */
  const places = sources.map((source) => {
    if (referenceOf(source).length === 0) return 0;
    addresses += 1;
    return addresses;
  });
  const todo = sources.entries();
  const lane = async () => {
    for (const [index, source] of todo) {
      if ("problem" in source) continue; // it is part of the shortfall
      try {
        if ((places[index] ?? 0) > maxAddresses) throw tooMany(operation, addresses, paid);
        const image = await readSource(context, operation, source, deadline, paid);
        images[index] = [image];
        if (!onImage) continue;
        const save = () => onImage(image, { index, model: operation.model ?? details.job?.model });
        await handOver(context, operation, `image ${index + 1} of ${sources.length}`, save, deadline, paid);
        if (releaseImages) images[index] = [{ ...image, bytes: new Uint8Array() }];
      } catch (error) {
        troubles[index] = error;
      }
    }
  };
  await Promise.all(Array.from({ length: onImage ? maxAtSink : maxDownloads }, lane));
  const [trouble] = Object.values(troubles);
  if (trouble === undefined) return images.flat() as Image[]; // each was read
  throw trouble instanceof SeedbedError ? Object.assign(trouble, { images: images.flat() }) : trouble;
}

function tooMany(operation: Operation, addresses: number, paid: ErrorDetails): ResponseValidationError {
  const message = `${placeOf(operation)} answered ${addresses} addresses of images: ${maxAddresses} are fetched, the others are on this error`;
  return new ResponseValidationError(message, paid);
}

/** Gives an image to the caller's sink, and again where that fails. */
async function handOver(
  context: ClientContext,
  operation: Operation,
  name: string,
  save: () => void | Promise<void>,
  deadline: Deadline,
  paid: ErrorDetails,
): Promise<void> {
  for (let saves = 1; ; saves += 1) {
    try {
      deadline.signal.throwIfAborted();
      return await abortable(Promise.resolve(save()), deadline.signal);
    } catch (error) {
      if (deadline.signal.aborted) throw stopped(context, operation, deadline, paid);
      if (saves === maxSaves) {
        const text = `${placeOf(operation)}: ${name} could not be saved: ${failureText(error)}`;
        throw new SaveError(text, { ...paid, cause: error });
      }
      await context.clock.delay(500 * saves, deadline.signal).catch(() => {}); // looked at above
    }
  }
}

async function readSource(
  context: ClientContext,
  operation: Operation,
  source: ReadableSource,
  deadline: Deadline,
  paid: ErrorDetails,
): Promise<Image> {
  if (!isAddress(source)) return readInline(operation, source, paid);
  const { text } = source;
  const place = { url: text, ...(source.expiresAt && { expiresAt: source.expiresAt }) };
  return { ...toImage(operation, await download(context, operation, place, deadline, paid), paid, text), ...place };
}

/** A source that an image may be read of. */
type ReadableSource = Exclude<ImageSource, { readonly problem: string }>;

/** Whether the image lies elsewhere and must be fetched. */
export function isAddress(source: ReadableSource): source is Extract<ImageSource, { readonly text: string }> {
  return "text" in source && /^https?:\/\//i.test(source.text);
}

/**
 * Reads an image that came within the answer.
 *
 * @throws ResponseValidationError if it is none
 */
export function readInline(operation: Operation, source: ReadableSource, paid: ErrorDetails = {}): Image {
  if ("bytes" in source) return toImage(operation, source, paid);
  const { text } = source;
  const inline = decodeInline(text);
  if (!inline) {
    const { secrets = [] } = paid;
    throw new ResponseValidationError(
      `${placeOf(operation)} answered an image that is not an address, data URI or base64: "${printableText(text, secrets, 60)}"`,
      { ...paid, billed: "unknown", body: redact(text, secrets).slice(0, 4096) },
    );
  }
  return toImage(operation, inline, paid);
}

function toImage(
  operation: Operation,
  { bytes, mediaType }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType?: string },
  paid: ErrorDetails,
  from?: string,
): Image {
  const facts = describeImage(bytes, mediaType);
  if (!facts) {
    const start = headText(bytes, paid.secrets ?? [])
      .slice(0, 200)
      .trim();
    const what = start.startsWith("<") ? "HTML or XML" : bytes.length === 0 ? "nothing" : "bytes that are no image";
    throw new ResponseValidationError(
      `${placeOf(operation)} gave ${what} where an image was due${from ? ` (${from})` : ""}`,
      { ...paid, body: start, answer: keepAnswer([bytes], "") },
    );
  }
  return { bytes, ...facts, sizeBytes: bytes.length };
}

/** What is remarkable about images: not what was documented, and yet not lost. */
export function driftOfImages(images: readonly Image[]): Drift[] {
  return images.flatMap(({ mediaType, width, truncated }, index) => {
    const field = `images[${index}]`;
    if (truncated) return [{ field, message: `${field} is cut off: the end of the ${mediaType} is missing` }];
    return width === null ? [{ field, message: `${field} is ${mediaType}, whose size cannot be read` }] : [];
  });
}

/** Where an image lies, if its provider sent an address. */
export function referenceOf(source: ImageSource | undefined): ImageReference[] {
  if (!source || !("text" in source) || !/^https?:/i.test(source.text)) return [];
  return [{ url: source.text, ...(source.expiresAt && { expiresAt: source.expiresAt }) }];
}
