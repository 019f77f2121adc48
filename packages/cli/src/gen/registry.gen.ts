// Generated from the folder names in specs/ by `pnpm generate`. Do not edit.

import { provider as _3daistudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";

/** Every provider, by its id. */
export const providers = [_3daistudio, novita, segmind] as const;

/** Loads what emulates a provider; nothing of it is loaded before. */
export const loadEmulation = {
  "3daistudio": async () => (await import("@seedbed/3daistudio/emulation")).emulation,
  "novita": async () => (await import("@seedbed/novita/emulation")).emulation,
  "segmind": async () => (await import("@seedbed/segmind/emulation")).emulation,
} as const;
