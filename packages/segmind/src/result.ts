import {
  type Answer,
  type ClientContext,
  type Cost,
  type Drift,
  type ImageSource,
  imageInAnswer,
  type Operation,
  parseAnswer,
  unreadable,
} from "@seedbed/core";
import { zJsonResult } from "./gen/schemas.gen.ts";
import type { components } from "./gen/types.gen.ts";

type JsonResult = components["schemas"]["JsonResult"];

/** Reads Segmind's answer: the picture itself, or JSON that names one or several. The seeds do not agree which. */
export function readResult(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
): { images: ImageSource[]; reported?: Cost; drift: Drift[] } {
  const reported = reportedCost(answer.headers);
  const cost = reported ? { reported } : {};
  const image = imageInAnswer(answer);
  if (image) return { images: [image], ...cost, drift: mislabelled(answer) };
  if (answer.mediaType.startsWith("image/"))
    throw unreadable(context, operation, answer, `answered ${answer.mediaType} that is no picture`);
  const { value, drift } = parseAnswer<JsonResult>(context, operation, answer, zJsonResult);
  const texts = imageTexts(value);
  if (texts.length === 0)
    throw unreadable(context, operation, answer, "answered JSON without an image", { field: "output" });
  return { images: texts.map((text) => ({ text })), ...cost, drift };
}

/** Where pictures stand in any of the JSON forms, those of v2 among them. */
interface Pictures {
  readonly image?: string;
  readonly images?: readonly (string | { readonly url: string })[] | null;
  readonly output?: string | string[] | null;
}

/** The addresses, data URIs or base64 texts in an answer. */
export function imageTexts(value: Pictures | string[]): string[] {
  if (Array.isArray(value)) return value;
  const { image, images, output } = value;
  if (images?.length) return images.map((item) => (typeof item === "string" ? item : item.url));
  return [output ?? image ?? []].flat();
}

/** `x-cost`: what the call cost in US dollars. No document gives its format, so what is no number is passed over. */
function reportedCost(headers: Headers): Cost | undefined {
  const text = headers.get("x-cost")?.replace(/^\$/, "").trim();
  const amount = Number(text);
  if (!text || !Number.isFinite(amount) || amount < 0) return undefined;
  return { min: amount, max: amount, currency: "USD", basis: "reported", source: "x-cost header" };
}

/** An image that came under a name that is in no document. */
export function mislabelled(answer: Answer): Drift[] {
  const documented = ["image/jpeg", "image/png", "image/webp"];
  if (documented.includes(answer.mediaType)) return [];
  return [{ field: "content-type", message: `a picture came as "${answer.mediaType}", which is in no document` }];
}
