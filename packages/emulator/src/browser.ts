import type { Emulation } from "@seedbed/core/emulation";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { HttpHandler } from "msw";
import { drawOffscreen } from "./image/draw-offscreen.ts";
import { type MockedProviders, type MockOptions, mockProviders } from "./mock-providers.ts";

export type { MockedProviders, MockOptions } from "./mock-providers.ts";

/**
 * Plays the given providers by MSW in a browser: they answer at their own hosts, and images are drawn by the browser.
 *
 * @throws RangeError for an option that names a provider, switch or value that does not exist
 */
export function emulateWithMsw(emulations: readonly Emulation[], options: MockOptions = {}): MockedProviders {
  return mockProviders(emulations, options, { draw: drawOffscreen, loadAjv: () => ({ Ajv2020, addFormats }) });
}

/** The handlers of `emulateWithMsw` alone: `setupWorker(...handlers([novita]))`. */
export function handlers(emulations: readonly Emulation[], options: MockOptions = {}): HttpHandler[] {
  return emulateWithMsw(emulations, options).handlers;
}
