import {
  type Answer,
  type ClientContext,
  type Cost,
  type Drift,
  findImages,
  type ImageSource,
  type ImagesPath,
  imageInAnswer,
  type Operation,
  readAnswer,
  reportedCost,
  unreadable,
} from "@seedbed/core";
import { zJsonResult } from "./gen/schemas.gen.ts";

/** Where images are in any of the JSON forms, those of v2 among them. */
export const imagesPath: ImagesPath = { at: ["images", "output", "image", ""] };

/** Reads Segmind's answer: the image itself, or JSON that names one or several. The seeds do not agree which. */
export function readResult(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
): { images: ImageSource[]; reported?: Cost; drift: Drift[] } {
  const reported = costHeader(answer.headers);
  const cost = reported ? { reported } : {};
  const image = imageInAnswer(answer);
  if (image) return { images: [image], ...cost, drift: mislabelled(answer) };
  if (answer.mediaType.startsWith("image/"))
    throw unreadable(context, operation, answer, `answered ${answer.mediaType} that is not an image`);
  const { value, drift } = readAnswer(context, operation, answer, zJsonResult);
  return { images: findImages(value, imagesPath), ...cost, drift };
}

/** `x-cost`: what the call cost in US dollars. No document gives its format, so what cannot be a cost is ignored. */
export function costHeader(headers: Headers): Cost | undefined {
  return reportedCost(headers.get("x-cost")?.trim().replace(/^\$/, ""), "USD", "x-cost header");
}

/** An image that came under a name that is in no document. */
export function mislabelled(answer: Answer): Drift[] {
  const documented = ["image/jpeg", "image/png", "image/webp"];
  if (documented.includes(answer.mediaType)) return [];
  return [{ field: "content-type", message: `an image came as "${answer.mediaType}", which is in no document` }];
}
