import {
  type Answer,
  type ClientContext,
  type Drift,
  type ImageSource,
  imageInAnswer,
  type Operation,
  parseAnswer,
  unreadable,
} from "@seedbed/core";
import { zSeedream5LiteResponse } from "./gen/schemas.gen.ts";

/** Reads Novita's answer: each image is an address, a data URI or base64. */
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
  const { value, drift } = parseAnswer(context, operation, answer, zSeedream5LiteResponse);
  if (value.images.length === 0)
    throw unreadable(context, operation, answer, "answered without an image", { field: "images" });
  return { images: value.images.map((text) => ({ text })), drift };
}
