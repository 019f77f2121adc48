/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

/** A 32-bit number from a text (FNV-1a), e.g. a prompt that chooses colours. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Where a generator stands; it goes on from there. */
export interface RandomPosition {
  /** 32 bits. */
  at: number;
}

/** A generator that begins at a seed. */
export const createRandom = (seed: number): Random => randomFrom({ at: seed >>> 0 });

/**
 * A generator that goes on from a position, and moves it: a Weyl sequence (steps of the golden ratio) through a 32-bit mixer.
 * Good enough to draw latencies and colours, of no use for secrets.
 */
export function randomFrom(position: RandomPosition): Random {
  return () => {
    const state = (position.at + 0x9e3779b9) >>> 0;
    position.at = state;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** A number of the standard normal distribution (Box and Muller's way). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const hexDigits = "0123456789abcdef";

/** A version 4 UUID out of the seeded random. */
export function createUuid(random: Random): string {
  let uuid = "";
  for (const mark of "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx") {
    if (mark === "x") uuid += hexDigits[Math.floor(random() * 16)];
    else if (mark === "y") uuid += hexDigits[8 + Math.floor(random() * 4)];
    else uuid += mark;
  }
  return uuid;
}
