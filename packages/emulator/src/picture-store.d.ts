import type { DrawPicture, PictureRequest } from "@seedbed/core/emulation";
export interface PictureStore {
  readonly picture: DrawPicture;
  prepare(request: PictureRequest): void;
}
export interface PictureStoreLimits {
  /** Bytes of encoded pictures that are kept; the longest unused goes first. */
  readonly cacheBytes: number;
  /** Pictures drawn at the same time. Each holds its pixels, about 40 MB at 3K. */
  readonly concurrency: number;
  /** Pictures that are drawn ahead of being asked for; further ones wait until they are. */
  readonly ahead: number;
}
/**
 * Draws few pictures at a time, draws ahead while there is room, and remembers what fits. So a thousand unfinished tasks
 * hold no pictures, and a single one has its picture ready when it is due.
 */
export declare function createPictureStore(draw: DrawPicture, limits?: PictureStoreLimits): PictureStore;
