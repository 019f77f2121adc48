import { placeOf } from "./answer.ts";
import { decodeBase64, decodeDataUri } from "./base64.ts";
import type { ClientContext } from "./client-context.ts";
import type { Deadline } from "./deadline.ts";
import { download } from "./download.ts";
import { type ErrorDetails, ResponseValidationError, SeedbedError } from "./errors.ts";
import { type Image, type ImageReference, measureImage } from "./image.ts";
import type { Operation } from "./operation.ts";

/** A picture as a provider sends it: its bytes, or a text that is an address, a data URI or base64. */
export type ImageSource =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly text: string; readonly expiresAt?: string };

/**
 * Fetches and reads every picture that was paid for.
 *
 * @throws the first trouble, with the pictures that could be had and the addresses of the others on it
 */
export async function collectImages(
  context: ClientContext,
  operation: Operation,
  sources: readonly ImageSource[],
  deadline: Deadline,
  details: ErrorDetails = {},
): Promise<Image[]> {
  const paid: ErrorDetails = {
    ...details,
    provider: operation.provider,
    operation: operation.operationId,
    billed: "yes",
    secrets: context.secrets(),
  };
  const results = await Promise.allSettled(
    sources.map((source) => readSource(context, operation, source, deadline, paid)),
  );
  const failed = results.find((result) => result.status === "rejected");
  if (!failed) return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const images = results.flatMap<Image | ImageReference>((result, index) =>
    result.status === "fulfilled" ? [result.value] : referenceOf(sources[index]),
  );
  throw failed.reason instanceof SeedbedError ? Object.assign(failed.reason, { images }) : failed.reason;
}

async function readSource(
  context: ClientContext,
  operation: Operation,
  source: ImageSource,
  deadline: Deadline,
  paid: ErrorDetails,
): Promise<Image> {
  if ("bytes" in source) return toImage(operation, source.bytes, paid);
  const { text } = source;
  if (/^https?:\/\//i.test(text)) {
    const place = { url: text, ...(source.expiresAt ? { expiresAt: source.expiresAt } : {}) };
    return { ...toImage(operation, await download(context, operation, place, deadline, paid), paid, text), ...place };
  }
  const bytes = text.startsWith("data:") ? decodeDataUri(text)?.bytes : decodeBase64(text);
  if (!bytes) {
    throw new ResponseValidationError(
      `${placeOf(operation)} answered an image that is no address, data URI or base64: "${text.slice(0, 60)}"`,
      { ...paid, billed: "unknown", body: text.slice(0, 4096) },
    );
  }
  return toImage(operation, bytes, paid);
}

function toImage(operation: Operation, bytes: Uint8Array<ArrayBuffer>, paid: ErrorDetails, from?: string): Image {
  const measured = measureImage(bytes);
  if (!measured) {
    const start = new TextDecoder().decode(bytes.subarray(0, 200)).trim();
    const what = start.startsWith("<") ? "HTML or XML" : bytes.length === 0 ? "nothing" : "bytes that are no picture";
    throw new ResponseValidationError(
      `${placeOf(operation)} gave ${what} where an image was due${from ? ` (${from})` : ""}`,
      { ...paid, body: start },
    );
  }
  return { bytes, ...measured, sizeBytes: bytes.length };
}

/** Where a picture lies, if its provider sent an address. */
export function referenceOf(source: ImageSource | undefined): ImageReference[] {
  if (!source || "bytes" in source || !/^https?:/i.test(source.text)) return [];
  return [{ url: source.text, ...(source.expiresAt ? { expiresAt: source.expiresAt } : {}) }];
}
