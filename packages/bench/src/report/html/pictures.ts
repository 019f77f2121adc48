import { Buffer } from "node:buffer";
import { type Markup, markup, type ReadPicture } from "@seedbed/report";
import type { BenchAttempt, BenchImage } from "../../bench-record.ts";

/** A picture of the gallery. */
export interface ShownPicture {
  /** Its number on the page. */
  readonly index: number;
  readonly attempt: BenchAttempt;
  readonly image: BenchImage;
  /** Where it is: an address beside the page, or null where the page holds its bytes. */
  readonly address: string | null;
}

/** The pictures of a page, and the bytes that it holds. */
export interface PagePictures {
  /** By attempt. */
  readonly byAttempt: ReadonlyMap<BenchAttempt, readonly ShownPicture[]>;
  /** What is inside the page, as inert text: read only when the picture comes near to view. */
  readonly inside: readonly Markup[];
}

/**
 * Puts the pictures into the page where all of them together are at most so large, and otherwise refers to the files beside
 * it: a page is the one or the other.
 */
export function placePictures(
  attempts: readonly BenchAttempt[],
  readPicture: ReadPicture,
  inlineBytes: number,
): PagePictures {
  const kept = attempts.flatMap((attempt) =>
    attempt.images.flatMap((image) => (image.path === null ? [] : [{ attempt, image, path: image.path }])),
  );
  const inline = kept.reduce((sum, { image }) => sum + image.sizeBytes, 0) <= inlineBytes;
  const inside: Markup[] = [];
  const shown = kept.flatMap(({ attempt, image, path }, index): ShownPicture[] => {
    if (!inline) return [{ index, attempt, image, address: encodeURI(path) }];
    const file = readPicture(path);
    if (file === null) return [];
    const data = `data:${file.mediaType};base64,${Buffer.from(file.bytes).toString("base64")}`;
    inside.push(markup`<script type="text/plain" id="bytes-${index}">${data}</script>\n`);
    return [{ index, attempt, image, address: null }];
  });
  return { byAttempt: Map.groupBy(shown, ({ attempt }) => attempt), inside };
}
