import type { DocumentedLatency } from "./operations.ts";
import { type Random } from "./random.ts";
/**
 * Draws how long a generation takes: log-normal around the documented figure, or inside the documented range.
 *
 * @returns milliseconds of the provider's time; 0 where nothing is documented.
 */
export declare function drawLatency(documented: DocumentedLatency | null, imageCount: number, random: Random): number;
