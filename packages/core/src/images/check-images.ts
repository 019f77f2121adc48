import { type Answer, placeOf } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import { type ErrorDetails, isSeedbedError } from "../call/errors.ts";
import type { Operation } from "../call/operation.ts";
import { unreadable } from "../call/parse-answer.ts";
import { printableText, redact } from "../redaction/redact.ts";
import { type ImageSource, isAddress, readInline } from "./collect-images.ts";
import { type Shortfall, shortfallText } from "./shortfall.ts";

/** Characters of the reason why an image is missing. */
const longestProblem = 300;

/**
 * Looks at each image of a paid answer that came within it; what is not an image comes back as its reason.
 *
 * @param text - what the error says before the reasons
 * @throws ResponseValidationError if there is no image at all: with the reason of each, and the answer
 */
export function checkImages(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
  sources: readonly ImageSource[],
  text = "answered without an image",
  details: ErrorDetails = {},
): ImageSource[] {
  const checked = sources.map((source) => checkImage(context, operation, source));
  if (checked.some((source) => !("problem" in source))) return checked;
  const shortfall = shortfallOf(checked);
  const reasons = shortfallText(shortfall, checked.length);
  throw unreadable(context, operation, answer, `${text}${reasons && `: ${reasons}`}`, {
    ...details,
    ...(shortfall.length > 0 ? { shortfall } : {}),
  });
}

function checkImage(context: ClientContext, operation: Operation, source: ImageSource): ImageSource {
  if ("problem" in source) return { problem: printableText(source.problem, context.secrets(), longestProblem) };
  if (isAddress(source)) return source;
  try {
    const { bytes, mediaType } = readInline(operation, source, { secrets: context.secrets() });
    return { bytes, mediaType };
  } catch (error) {
    if (!isSeedbedError(error)) throw error;
    const { message } = error;
    const place = `${placeOf(operation)} `;
    return { problem: redact(message.startsWith(place) ? message.slice(place.length) : message, context.secrets()) };
  }
}

/** The images that are missing, and why. */
export function shortfallOf(sources: readonly ImageSource[]): Shortfall[] {
  return sources.flatMap((source, index) => ("problem" in source ? [{ index, reason: source.problem }] : []));
}
