import { joinChunks, sizeOf } from "../network/read-body.ts";

/**
 * An answer that may have been paid for and could not be used, as it came: whole, or as much as came of it. Its bytes are not
 * part of what is printed or written as JSON, and unlike every other part of an error they are not redacted.
 */
export interface KeptAnswer {
  /** As the answer says, without parameters; empty if it names none. */
  readonly mediaType: string;
  /** How many bytes there are. */
  readonly sizeBytes: number;
  /** The bytes. Not enumerable: a logger does not see them. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Keeps an answer for an error.
 *
 * @param chunks - its body, in the parts that it came in
 * @param limitBytes - what is beyond is cut off
 */
export function keepAnswer(
  chunks: readonly Uint8Array[],
  mediaType: string,
  limitBytes = Number.POSITIVE_INFINITY,
): KeptAnswer {
  const sizeBytes = Math.min(sizeOf(chunks), limitBytes);
  const answer = { mediaType: mediaType.slice(0, 100), sizeBytes };
  // Joined when it is asked for: most errors are never looked at so closely, and a large answer would be held twice.
  Object.defineProperty(answer, "bytes", { get: () => joinChunks(chunks).subarray(0, sizeBytes), enumerable: false });
  return answer as KeptAnswer; // with its bytes
}
