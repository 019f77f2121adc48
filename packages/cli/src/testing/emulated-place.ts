import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { pixel } from "./images.ts";
import { startTestEmulator } from "./start-test-emulator.ts";

type TestEmulator = Awaited<ReturnType<typeof startTestEmulator>>;

/** For each test of a file an empty folder, and an emulator of its own that answers at once. */
export function emulatedPlace(): { readonly cwd: string; readonly emulator: TestEmulator } {
  let place: { cwd: string; emulator: TestEmulator } | undefined;
  const there = () => {
    if (!place) throw new Error("it is there while a test runs");
    return place;
  };
  beforeEach(async () => {
    const draw = async () => new Uint8Array(pixel);
    place = {
      cwd: await mkdtemp(path.join(tmpdir(), "seedbed-test-")),
      emulator: await startTestEmulator({ latencyScale: 0, rateLimits: false, draw }),
    };
  });
  afterEach(async () => {
    await there().emulator.close();
    await rm(there().cwd, { recursive: true });
  });
  return {
    get cwd() {
      return there().cwd;
    },
    get emulator() {
      return there().emulator;
    },
  };
}
