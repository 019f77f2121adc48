// What the check of the API reference must find: of each pair, the one without a word.

/** Said. */
export const said = 1;
export const unsaid = 1;

/** Said. */
export interface Said {
  /** Said. */
  readonly said: string;
  readonly unsaid: string;
  unsaidMethod(): void;
}

export type Unsaid = {
  unsaid: string;
};

export function unsaidFunction(): void {}
