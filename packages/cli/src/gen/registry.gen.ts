// Generated from the folder names in specs/ by `pnpm generate`. Do not edit.

import { provider as _3daistudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import type { Provider } from "@seedbed/core";

/** Every provider, by its id. What a person types is any text: the ids of their models are not part of the type. */
export const providers: readonly Provider[] = [_3daistudio, novita, segmind];

/** Loads what emulates a provider; nothing of it is loaded before. */
export const loadEmulation = {
  "3daistudio": async () => (await import("@seedbed/3daistudio/emulation")).emulation,
  "novita": async () => (await import("@seedbed/novita/emulation")).emulation,
  "segmind": async () => (await import("@seedbed/segmind/emulation")).emulation,
} as const;
