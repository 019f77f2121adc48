import { type Emulator, type EmulatorOptions, startEmulator } from "@seedbed/emulator";
import { loadEmulation } from "../gen/registry.gen.ts";
import { plainImage } from "./plain-image.ts";

/** An emulator of every provider, with the flags that lead a command to it. */
export async function startTestEmulator(
  options: EmulatorOptions = {},
): Promise<Emulator & { readonly flags: string[]; paid(): number }> {
  const emulations = await Promise.all(Object.values(loadEmulation).map((load) => load()));
  const timeScale = options.timeScale ?? 100;
  const emulator = await startEmulator(emulations, { draw: plainImage, ...options, timeScale });
  const to = Object.entries(emulator.baseUrls).flatMap(([id, url]) => ["--base-url", `${id}=${url}`]);
  return {
    ...emulator,
    flags: [...to, "--time-scale", String(timeScale)],
    /** Requests that may have been paid for. */
    paid: () => emulator.requests.filter(({ method }) => method === "POST").length,
  };
}
