import { expect, test } from "vitest";
import { emulateWithMsw, handlers } from "./msw.ts";
import { startEmulator } from "./start-emulator.ts";

test("an emulator is not started with an option that is mistyped", async () => {
  const wrong = { timescale: 100 } as object;
  const says = /: unknown option "timescale" \(did you mean timeScale\?\)\. Its options are timeScale, seed/;
  await expect(startEmulator([], wrong)).rejects.toThrow(says);
  expect(() => emulateWithMsw([], wrong)).toThrow(says);
  expect(() => handlers([], wrong)).toThrow(says);
  await expect(startEmulator([], wrong)).rejects.toBeInstanceOf(RangeError);
});
