import type { Answer } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { Drift } from "../call/generation.ts";
import type { Operation } from "../call/operation.ts";
import { readAnswer, unreadable } from "../call/parse-answer.ts";
import type { Validator } from "../check/check-request.ts";
import type { Cost } from "../money/cost.ts";
import type { ImageSource } from "./collect-images.ts";
import { findImages, type ImagesPath } from "./find-images.ts";
import { imageInAnswer } from "./image-in-answer.ts";

/** Where an answer has its images, and what it says that they cost. */
export interface ImagesFact {
  /** Its JSON by the spec. */
  readonly answer: Validator<unknown>;
  /** The fields that have the images. */
  readonly images: ImagesPath;
  /** What the answer says it cost. `value` is its JSON, as it came; undefined if it is an image. @default it does not say */
  cost?(answer: Answer, value: unknown): Cost | undefined;
}

/** Reads the images of an answer: the image itself, or JSON that has one or several. */
export function readImages(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  { answer: validator, images, cost }: ImagesFact,
): { images: ImageSource[]; reported?: Cost; drift: Drift[] } {
  const { mediaType } = answer;
  const image = imageInAnswer(answer);
  if (!image && operation.imageTypes && mediaType.startsWith("image/"))
    throw unreadable(context, operation, answer, `answered ${mediaType} that is not an image`);
  const { value, drift } = image
    ? { value: undefined, drift: unexpectedImage(operation, mediaType) }
    : readAnswer(context, operation, answer, validator);
  const reported = cost?.(answer, value);
  return { images: image ? [image] : findImages(value, images), drift, ...(reported ? { reported } : {}) };
}

/** An image that came where, or under a name that, no document says. */
function unexpectedImage({ imageTypes }: Operation, mediaType: string): Drift[] {
  if (imageTypes?.includes(mediaType)) return [];
  const how = imageTypes ? "which is in no document" : "without the JSON around it that is documented";
  return [{ field: "content-type", message: `an image came as "${mediaType}", ${how}` }];
}
