/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;
/** A 32-bit number from a text (FNV-1a), e.g. a prompt that chooses colours. */
export declare function hashText(text: string): number;
/**
 * A seeded generator: a Weyl sequence (steps of the golden ratio) through a 32-bit mixer. Good enough to draw latencies and
 * colours, of no use for secrets.
 */
export declare function createRandom(seed: number): Random;
/** A number of the standard normal distribution (Box and Muller's way). */
export declare function normal(random: Random): number;
/** A version 4 UUID out of the seeded random. */
export declare function createUuid(random: Random): string;
