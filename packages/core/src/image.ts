import { imageDimensionsFromData } from "image-dimensions";

/** One picture, however the provider sent it. */
export interface Image {
  /** Empty where a sink has taken them: see `releaseImages`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Read from the bytes, e.g. `image/jpeg`. */
  readonly mediaType: string;
  /** Pixels, read from the bytes. */
  readonly width: number;
  /** Pixels, read from the bytes. */
  readonly height: number;
  readonly sizeBytes: number;
  /** Where the provider keeps it, if it said so. */
  readonly url?: string;
  /** When that address ends, ISO 8601, if the provider says so. */
  readonly expiresAt?: string;
}

/** Which picture of a generation one is. */
export interface ImagePlace {
  /** From 0, as the provider named them. */
  readonly index: number;
  /** e.g. `segmind/seedream-v5-lite`. */
  readonly model: string | undefined;
}

/** A picture that was paid for but could not be fetched. */
export interface ImageReference {
  readonly url: string;
  readonly expiresAt?: string;
}

/** What the bytes of a picture say of themselves; undefined where they are no picture that can be read. */
export function measureImage(bytes: Uint8Array): { mediaType: string; width: number; height: number } | undefined {
  try {
    const found = imageDimensionsFromData(bytes);
    return found && { mediaType: `image/${found.type}`, width: found.width, height: found.height };
  } catch {
    return undefined;
  }
}
