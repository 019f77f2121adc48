import { expect, test } from "vitest";
import { emulation as novita } from "../../novita/emulation/index.ts";
import { emulation as segmind } from "../../segmind/emulation/index.ts";
import { emulateWithMsw } from "./msw.ts";
import type { ProvidersOptions } from "./options.ts";
import { startEmulator } from "./start-emulator.ts";

test.each<[ProvidersOptions, string]>([
  [{ timeScale: Infinity }, "timeScale must be above 0, and 1000000 at most, not Infinity"],
  [{ timeScale: Number.NaN }, "timeScale must be above 0"],
  [{ latencyScale: -1 }, "latencyScale is a number from 0; it is -1"],
  [{ latencyScale: Infinity }, "latencyScale is a number from 0; it is Infinity"],
  [{ seed: Number.NaN }, "seed is a whole number; it is NaN"],
  [{ balances: { novita: Number.NaN } }, "the balance of novita is a number from 0 to 1e+100; it is NaN"],
  [{ balances: { novita: 1e308 } }, "the balance of novita is a number from 0 to 1e+100; it is 1e+308"],
  [{ balances: { novita: -5 } }, "the balance of novita is a number from 0 to 1e+100; it is -5"],
  [
    { rateLimits: { novita: JSON.parse("{}") } },
    "the rate limit of novita is null, or requests (a whole number from 0) in perMs (above 0); it is {}",
  ],
  [{ rateLimits: { novita: JSON.parse('{"requests":1}') } }, "the rate limit of novita is null, or requests"],
  [{ rateLimits: { novita: { requests: 1, perMs: 0 } } }, "the rate limit of novita is null, or requests"],
  [{ rateLimits: { toString: null } }, 'no provider "toString"'],
])("refuses what no emulator can be set up with: %j", async (options, want) => {
  await expect(startEmulator([novita, segmind], options)).rejects.toThrow(RangeError);
  await expect(startEmulator([novita, segmind], options)).rejects.toThrow(want);
  expect(() => emulateWithMsw([novita, segmind], options)).toThrow(want);
});

test("takes what an emulator can be set up with", async () => {
  const rateLimits = { novita: null, segmind: { requests: 0, perMs: 0.5 } };
  await using emulator = await startEmulator([novita, segmind], {
    balances: { novita: 0 },
    rateLimits,
    latencyScale: 0,
    seed: -1,
  });
  expect(emulator.wallets.novita?.balance()).toBe(0);
});

test("refuses a provider that is given twice", async () => {
  await expect(startEmulator([novita, segmind, novita])).rejects.toThrow("novita is given twice");
});
