import {
  checkOptions,
  InvalidRequestError,
  type MappedRequest,
  type NormalizedRequest,
  type OptionNames,
} from "@seedbed/core";
import {
  type ImageClient,
  type ImageFetching,
  type InputImage,
  imageFetchingNames,
  inputImages,
  refuseFetch,
} from "./input-image.ts";
import type { Target } from "./select-models.ts";

/**
 * A normalized request whose images may still be images. It is the same for every model: a setting that one lacks is told as
 * `dropped`, or refused with `strict`. Where it is to be an error of the compiler, call that provider's own client.
 */
export interface GenerationRequest extends Omit<NormalizedRequest, "images"> {
  /** Images to edit or to take as a reference. */
  readonly images?: readonly InputImage[];
}

/** How a request is prepared. */
export interface PrepareOptions extends ImageFetching {
  /** Refuses what would be dropped or approximated. @default false */
  readonly strict?: boolean;
}

/** The names of `PrepareOptions`. */
export const prepareOptionNames = {
  ...imageFetchingNames,
  strict: true,
} as const satisfies OptionNames<PrepareOptions>;

/**
 * Puts a request into a provider's words, images included. Nothing is sent to the provider.
 *
 * @param client - settings of the provider's client: its time, and a base URL in a private network may be given images of it
 * @throws InvalidRequestError with one sentence that names what is wrong, the limit and the model
 */
export async function prepare(
  target: Target,
  request: GenerationRequest,
  options: PrepareOptions = {},
  client: ImageClient = {},
): Promise<MappedRequest> {
  refuseFetch(options);
  checkOptions("prepare", options, prepareOptionNames);
  return prepareChecked(target, request, options, client);
}

/** The same with options that were looked at by their own names. */
export async function prepareChecked(
  target: Target,
  request: GenerationRequest,
  options: PrepareOptions,
  client: ImageClient = {},
): Promise<MappedRequest> {
  const { images, ...rest } = request;
  // Mapped once without the images' bytes: what is wrong elsewhere is said before an image is fetched.
  const outline = mapOutline(target, request, options);
  if (!images?.length || target.model.capabilities.maxImages === 0) return outline;
  return target.model.map({ ...rest, images: await inputImages(target, images, options, client) });
}

/** The same without looking at the images: enough for parity and cost. */
export function mapOutline(
  target: Target,
  request: GenerationRequest,
  options: Pick<PrepareOptions, "strict"> = {},
): MappedRequest {
  const { images, ...rest } = request;
  const mapped = target.model.map(images ? { ...rest, images: images.map(() => "data:image/png;base64,") } : rest);
  const lost = mapped.parity.filter(({ status }) => status === "dropped" || status === "approximated");
  if (options.strict && lost.length > 0) {
    const words = lost.map(({ setting, status }) => `${setting} would be ${status}`).join(", ");
    throw new InvalidRequestError(`${target.model.id}: ${words}, and strict was asked for.`, {
      provider: target.provider.id,
      field: lost[0]?.setting ?? "",
    });
  }
  return mapped;
}
