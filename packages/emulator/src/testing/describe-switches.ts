import type { Emulation, ImageRequest } from "@seedbed/core/emulation";
import { afterEach, describe, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../index.ts";

/** How a switch is seen: what is observed at each of its values. */
export interface SwitchCase {
  /** By value. No two may be alike: a switch that changes nothing is none. */
  readonly want: Readonly<Record<string, unknown>>;
  readonly options?: EmulatorOptions;
  /** Other switches that must stand so. */
  readonly beside?: Readonly<Record<string, string | number | boolean>>;
  observe(emulator: Emulator, baseUrl: string): Promise<unknown>;
}

/** In place of an image its request, so that tests see what is to be drawn. */
const draw = async (request: ImageRequest) => new TextEncoder().encode(JSON.stringify(request));

/** Holds every value of every switch of an emulation to what is observed of it. */
export function describeSwitches(emulation: Emulation, cases: Readonly<Record<string, SwitchCase>>): void {
  const { id, switches } = emulation;
  let emulator: Emulator | undefined;
  afterEach(() => emulator?.close());

  test("there is a case for every switch, and none besides", () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(switches).toSorted());
  });

  describe.each(Object.entries(cases))("%s", (name, { want, options, beside, observe }) => {
    const values = switches[name]?.values ?? [];

    test("has something to show for each of its values, and never the same", () => {
      expect(Object.keys(want).toSorted()).toEqual(values.map(String).toSorted());
      const shown = Object.values(want).map((each) => JSON.stringify(each));
      expect(new Set(shown).size).toBe(shown.length);
    });

    test.each(values.map((value) => ({ value })))("$value", async ({ value }) => {
      const settings = { latencyScale: 0.0001, draw, switches: { [id]: { ...beside, [name]: value } } };
      emulator = await startEmulator([emulation], { ...settings, ...options });
      expect(await observe(emulator, emulator.baseUrls[id] ?? "")).toEqual(want[String(value)]);
    });
  });
}
