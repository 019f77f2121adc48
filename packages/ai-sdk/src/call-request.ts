import type { ImageModelV4CallOptions, ImageModelV4File, SharedV4Warning } from "@ai-sdk/provider";
import type { GenerationRequest, InputImage } from "@seedbed/compare";
import { type AspectRatio, decodeBase64, InvalidRequestError, type Size } from "@seedbed/core";
import { readProviderOptions } from "./provider-options.ts";

/** A call of the AI SDK in Seedbed's words. */
export interface CallRequest {
  /** Without its count, which is divided among the generations. */
  readonly request: Omit<GenerationRequest, "count">;
  readonly strict: boolean;
  /** What has no word at Seedbed. */
  readonly warnings: readonly SharedV4Warning[];
}

/**
 * Puts a call into a normalized request.
 *
 * @throws InvalidRequestError for what no model takes
 */
export function callRequest(options: ImageModelV4CallOptions): CallRequest {
  const { prompt, size, aspectRatio, seed, files } = options;
  const { strict = false, ...settings } = readProviderOptions(options.providerOptions);
  const warnings = [...maskWarnings(options), ...headerWarnings(options)];
  if (strict && options.mask)
    throw new InvalidRequestError("mask would be dropped, and strict was asked for.", { field: "mask" });
  const request = {
    prompt: prompt ?? "",
    ...(files?.length ? { images: files.map(inputImage) } : {}),
    ...(size === undefined ? {} : { size: readSize(size) }),
    // Which ratios there are is the mapping's to say.
    ...(aspectRatio === undefined ? {} : { aspectRatio: aspectRatio as AspectRatio }),
    ...(seed === undefined ? {} : { seed }),
    ...settings,
  };
  return { request, strict, warnings };
}

function readSize(size: string): Size {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  if (width === undefined) {
    throw new InvalidRequestError(`size must be width and height in pixels, such as 2048x2048; it is "${size}".`, {
      field: "size",
    });
  }
  return { width: Number(width), height: Number(height) };
}

function inputImage(file: ImageModelV4File, index: number): InputImage {
  if (file.type === "url") return file.url;
  if (typeof file.data !== "string") return file.data;
  const bytes = decodeBase64(file.data);
  if (bytes) return bytes;
  throw new InvalidRequestError(`files[${index}] is not valid base64.`, { field: "files" });
}

function maskWarnings({ mask }: ImageModelV4CallOptions): SharedV4Warning[] {
  if (!mask) return [];
  return [{ type: "unsupported", feature: "mask", details: "No Seedream model takes a mask; none was sent." }];
}

/** `generateImage` always adds its own user agent: that one is ignored silently. */
function headerWarnings({ headers = {} }: ImageModelV4CallOptions): SharedV4Warning[] {
  const names = Object.keys(headers).filter(
    (name) => name.toLowerCase() !== "user-agent" && headers[name] !== undefined,
  );
  if (names.length === 0) return [];
  return [{ type: "unsupported", feature: "headers", details: `Not sent: ${names.join(", ")}.` }];
}
