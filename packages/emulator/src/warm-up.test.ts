import { expect, test } from "vitest";
import { emulation as novita } from "../../novita/emulation/index.ts";
import { startEmulator } from "./start-emulator.ts";

test("draws before the first request is there, and leaves no trace of it", async () => {
  const drawn: string[] = [];
  const draw = async ({ mediaType }: { mediaType: string }) => {
    drawn.push(mediaType);
    return new Uint8Array();
  };
  await using emulator = await startEmulator([novita], { draw });
  expect(drawn).toEqual([]);
  await emulator.warmUp();
  expect(drawn).toEqual(["image/jpeg", "image/png"]);
  expect(emulator.requests).toEqual([]);
});

test("every answer says that the emulator gave it", async () => {
  await using emulator = await startEmulator([novita]);
  for (const path of ["/novita/v3/seedream-5.0-lite", "/novita/nowhere", "/nowhere"]) {
    const { headers } = await fetch(emulator.url + path, { method: "POST" });
    expect(headers.get("x-seedbed-emulator"), path).toBe("1");
  }
});
