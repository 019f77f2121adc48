import {
  type Answer,
  type ClientContext,
  type Drift,
  findImages,
  type ImageSource,
  type ImagesPath,
  imageInAnswer,
  type Operation,
  readAnswer,
} from "@seedbed/core";
import { zSeedream5LiteResponse } from "./gen/schemas.gen.ts";

/** Each image is an address, a data URI or base64. */
const images: ImagesPath = { at: ["images"] };

/** Reads Novita's answer. */
export function readResult(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
): { images: ImageSource[]; drift: Drift[] } {
  const image = imageInAnswer(answer);
  if (image) {
    const message = `an image came as "${answer.mediaType}", without the JSON around it that is documented`;
    return { images: [image], drift: [{ field: "content-type", message }] };
  }
  const { value, drift } = readAnswer(context, operation, answer, zSeedream5LiteResponse);
  return { images: findImages(value, images), drift };
}
