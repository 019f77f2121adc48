import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { misfits } from "./fits-schema.ts";
import { runSeedbed } from "./run-seedbed.ts";
import { startTestEmulator } from "./start-test-emulator.ts";

/** What is wrong, the call, and what its one sentence says. */
export type BadCall = [name: string, args: string[], says: string | RegExp];

/** Holds every bad call to one sentence and exit code 2, with every provider at hand, so that a request would be seen. */
export function describeBadCalls(files: Record<string, string | Uint8Array>, calls: BadCall[]): void {
  let cwd: string;
  let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
  beforeAll(async () => {
    cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(path.join(cwd, name), content)));
    await mkdir(path.join(cwd, "folder"));
    emulator = await startTestEmulator({ rateLimits: false });
  });
  afterAll(async () => {
    await emulator.close();
    await rm(cwd, { recursive: true });
  });

  describe("one sentence, exit code 2, and nothing is sent or paid for", () => {
    test.each(calls)("%s", async (_name, [command = "", ...args], says) => {
      const apart = ["--base-url", "--emulate", "--time-scale"].some((flag) => args.includes(flag));
      const destination = ["generate", "compare"].includes(command) && !apart ? emulator.flags : [];
      const ran = await runSeedbed([command, ...destination, "--json", ...args], { cwd });
      expect(ran.stderr).toMatch(/^seedbed: .*\n$/);
      const sentence = ran.stderr.slice("seedbed: ".length, -1);
      if (typeof says === "string") expect(sentence).toBe(says);
      else expect(sentence).toMatch(says);
      expect(ran.exitCode).toBe(2);
      expect(misfits("error", ran.json())).toEqual([]);
      expect(ran.json()).toMatchObject({ error: { message: sentence, billed: "no" } });
      expect(ran.stdout + ran.stderr).not.toContain("hunter2");
      expect(emulator.paid()).toBe(0);
    });
  });
}
