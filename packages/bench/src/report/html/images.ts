import { Buffer } from "node:buffer";
import { type Markup, markup, type ReadImage } from "@seedbed/report";
import type { BenchAttempt, BenchImage } from "../../bench-record.ts";

/** An image of the gallery. */
export interface ShownImage {
  /** Its number on the page. */
  readonly index: number;
  readonly attempt: BenchAttempt;
  readonly image: BenchImage;
  /** Where it is: an address beside the page, or null where the page holds its bytes. */
  readonly address: string | null;
}

/** The images of a page, and the bytes that it holds. */
export interface PageImages {
  /** By attempt. */
  readonly byAttempt: ReadonlyMap<BenchAttempt, readonly ShownImage[]>;
  /** What is inside the page, as inert text: read only when the image comes near to view. */
  readonly inside: readonly Markup[];
}

/**
 * Puts the images into the page where all of them together are at most so large, and otherwise refers to the files beside
 * it: a page is the one or the other.
 */
export function placeImages(attempts: readonly BenchAttempt[], readImage: ReadImage, inlineBytes: number): PageImages {
  const kept = attempts.flatMap((attempt) =>
    attempt.images.flatMap((image) => (image.path === null ? [] : [{ attempt, image, path: image.path }])),
  );
  const inline = kept.reduce((sum, { image }) => sum + image.sizeBytes, 0) <= inlineBytes;
  const inside: Markup[] = [];
  const shown = kept.flatMap(({ attempt, image, path }, index): ShownImage[] => {
    if (!inline) return [{ index, attempt, image, address: encodeURI(path) }];
    const file = readImage(path);
    if (file === null) return [];
    const data = `data:${file.mediaType};base64,${Buffer.from(file.bytes).toString("base64")}`;
    inside.push(markup`<script type="text/plain" id="bytes-${index}">${data}</script>\n`);
    return [{ index, attempt, image, address: null }];
  });
  return { byAttempt: Map.groupBy(shown, ({ attempt }) => attempt), inside };
}
