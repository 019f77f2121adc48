import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { measureImage } from "@seedbed/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx");
const children = new Set<ChildProcess>();

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(cwd, { recursive: true });
});

/** Starts the command in a process of its own, with no environment but the path. */
function start(args: string[]) {
  const child = spawn(process.execPath, ["--conditions=seedbed-source", "--import", tsx, cli, ...args], {
    cwd,
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...output }));
  /** What the first group of a pattern finds, as soon as it is printed. */
  const printed = async (stream: "stdout" | "stderr", pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output[stream])?.[1];
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`it ended before: ${output.stderr}`);
      await Promise.race([once(child[stream], "data"), ended]);
    }
  };
  return { child, ended, printed };
}

test("a job begun in a process that was killed is resumed from its file in another, and paid for once", async () => {
  const emulator = start(["emulate", "--json", "--port", "0", "--time-scale", "20"]);
  const addresses = JSON.parse(await emulator.printed("stdout", /^(.+)\n/));
  expect(misfits("emulate", addresses)).toEqual([]);
  const destination = ["--base-url", `3daistudio=${addresses.baseUrls["3daistudio"]}`, "--time-scale", "20", "--json"];

  const begun = start(["generate", "a fox", "--model", "3daistudio/seedream-v5-lite", "--out", "out", ...destination]);
  const file = await begun.printed("stderr", /^job kept in (.+)\n/m);
  begun.child.kill("SIGKILL");
  expect(await begun.ended).toMatchObject({ signal: "SIGKILL", stdout: "" });
  const job = JSON.parse(await readFile(path.join(cwd, file), "utf8"));

  const resumed = await start(["generate", "--job", file, "--out", "out", ...destination]).ended;
  expect(resumed).toMatchObject({ code: 0 });
  const document = JSON.parse(resumed.stdout);
  expect(misfits("generate", document)).toEqual([]);
  expect(document).toMatchObject({ emulated: true, job: { taskId: job.taskId } });
  const [{ path: image, width, height, mediaType }] = document.images;
  expect(measureImage(await readFile(path.join(cwd, image)))).toEqual({ width, height, mediaType });
  expect((await readdir(path.join(cwd, "out"))).filter((name) => name.endsWith(".job.json"))).toEqual([]);

  emulator.child.kill("SIGINT");
  expect(await emulator.ended).toMatchObject({ code: 0, stderr: "" });
});

test.skipIf(!existsSync("/dev/full"))("an output that is full is one sentence", async () => {
  const flags = ["--conditions=seedbed-source", "--import", tsx, cli, "providers", "--json"];
  const full = openSync("/dev/full", "w");
  const child = spawn(process.execPath, flags, { cwd, stdio: ["ignore", full, "pipe"] });
  let stderr = "";
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  closeSync(full);
  expect([code, stderr]).toEqual([1, "seedbed: What was found cannot be written to the output: the disk is full.\n"]);
});
