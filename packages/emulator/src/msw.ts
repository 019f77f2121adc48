import type { Emulation } from "@seedbed/core/emulation";
import type { HttpHandler } from "msw";
import { drawOnFirstUse } from "./image/draw-on-first-use.ts";
import { type MockedProviders, type MockOptions, mockProviders } from "./mock-providers.ts";
import { requireAjv } from "./require-ajv.ts";

export type { MockedProviders, MockOptions } from "./mock-providers.ts";

/**
 * Plays the given providers by MSW in Node: they answer at their own hosts, and nothing listens anywhere.
 *
 * @throws RangeError for an option that names a provider, switch or value that does not exist
 */
export function emulateWithMsw(emulations: readonly Emulation[], options: MockOptions = {}): MockedProviders {
  return mockProviders(emulations, options, { draw: drawOnFirstUse, loadAjv: requireAjv });
}

/** The handlers of `emulateWithMsw` alone: `setupServer(...handlers([novita]))`. */
export function handlers(emulations: readonly Emulation[], options: MockOptions = {}): HttpHandler[] {
  return emulateWithMsw(emulations, options).handlers;
}
