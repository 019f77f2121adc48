import { EventEmitter } from "node:events";
import { access, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pixel } from "../testing/images.ts";
import { endStarted, type Started, startSeedbed, until } from "../testing/start-seedbed.ts";
import { startTestEmulator } from "../testing/start-test-emulator.ts";
import { stopSignal } from "./stop-signal.ts";

let cwd: string;
let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
/** Lets every image be drawn that an answer waits for. */
let release: () => void;
/** Images that an answer waits for, or has waited for. */
let drawn: number;
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
  const released = new Promise<void>((resolve) => (release = resolve));
  drawn = 0;
  const draw = async () => {
    drawn += 1;
    await released;
    return new Uint8Array(pixel);
  };
  emulator = await startTestEmulator({ latencyScale: 0, rateLimits: false, timeScale: 1, draw });
});
afterEach(async () => {
  endStarted();
  release();
  await emulator.close();
  await rm(cwd, { recursive: true });
});

const to = (id: string) => ["--base-url", `${id}=${emulator.baseUrls[id]}`];
const start = (...args: string[]) => startSeedbed(args, { cwd });
/** Sends a signal while an image that is paid for is waited for. */
async function stopWhilePaid(started: Started, signal: NodeJS.Signals): Promise<void> {
  await until(() => drawn > 0, started);
  started.child.kill(signal);
}
const check = () =>
  start("check", "--case", `${model}/text`, "--provider", "novita", "--report", "report", ...to("novita"));
const model = "novita/seedream-5.0-lite";

test.skipIf(process.platform === "win32").each(["SIGHUP", "SIGTERM"] as const)(
  "%s ends a job as Ctrl-C does: it goes on, and is said to",
  async (signal) => {
    emulator.inject({ provider: "3daistudio", fault: { kind: "neverEnding" } });
    const args = ["--model", "3daistudio/seedream-v5-lite", "--out", "out", ...to("3daistudio")];
    const started = start("generate", "a fox", ...args);
    await until(() => started.output.stderr.includes("job kept in"), started);
    started.child.kill(signal);
    expect(await started.ended).toEqual({ code: 1, signal: null });
    const [file = ""] = await readdir(path.join(cwd, "out"));
    expect(file).toMatch(/\.job\.json$/);
    expect(started.output.stderr).toContain(`The job goes on. Resume it with: seedbed generate --job out/${file}`);
  },
);

describe.skipIf(process.platform === "win32")("SIGHUP", () => {
  test("ends a paid POST whose answer is waited for with what is known of it", async () => {
    const started = start("generate", "a fox", "--model", "segmind/seedream-v5-lite", "--json", ...to("segmind"));
    await stopWhilePaid(started, "SIGHUP");
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(JSON.parse(started.output.stdout)).toMatchObject({ error: { name: "OutcomeUnknownError" } });
  });

  test("ends a download with the address of what was paid for", async () => {
    const started = start("compare", "a fox", "--model", model, ...to("novita"));
    await stopWhilePaid(started, "SIGHUP");
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(started.output.stdout).toContain("Not saved: http://127.0.0.1:");
  });

  test("stops a benchmark: what is in flight is finished, and it can be resumed", async () => {
    const plan = ["--prompt", "a fox", "--prompt", "a hen", "--prompt", "an owl", "--in-flight", "1"];
    const price = ["--price", `${model}=0.035`];
    const began = start("bench", ...plan, "--model", model, ...price, "--out", "run", ...to("novita"));
    await stopWhilePaid(began, "SIGHUP");
    release();
    expect(await began.ended).toEqual({ code: 1, signal: null });
    expect(began.output.stderr).toContain("Not all was sent. Go on with: seedbed bench --resume");
    expect(emulator.paid()).toBe(1);
    const resumed = start("bench", "--resume", "run", ...to("novita"));
    expect(await resumed.ended).toEqual({ code: 0, signal: null });
    expect(emulator.paid()).toBe(3);
  });

  test("stops a check, which writes its report", async () => {
    const started = check();
    await stopWhilePaid(started, "SIGHUP");
    await until(() => started.output.stderr.includes("Stopping"), started);
    release();
    expect((await started.ended).signal).toBeNull();
    const run = JSON.parse(await readFile(path.join(cwd, "report/run.json"), "utf8"));
    expect(run.generations).toHaveLength(1);
    await access(path.join(cwd, "report/index.html"));
  });
});

test.skipIf(process.platform === "win32").each([
  ["SIGINT", "SIGTERM"],
  ["SIGHUP", "SIGTERM"],
] as const)("%s and then %s end it at once", async (first, second) => {
  const started = check();
  await stopWhilePaid(started, first);
  await until(() => started.output.stderr.includes("Stopping"), started);
  let isOver = false;
  void started.ended.then(() => (isOver = true));
  while (!isOver) {
    started.child.kill(second);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await started.ended).toEqual({ code: null, signal: second });
});

/** What becomes of signals that arrive at these times, in milliseconds. */
function received(...signals: [signal: NodeJS.Signals, atMs: number][]) {
  const receiver = new EventEmitter();
  const killed: unknown[] = [];
  let now = 0;
  const process = {
    pid: 7,
    on: receiver.on.bind(receiver),
    off: receiver.off.bind(receiver),
    kill: (...args: unknown[]) => killed.push(args) > 0,
  };
  const stop = stopSignal(process as never, () => now); // what it uses of a process
  for (const [signal, atMs] of signals) {
    now = atMs;
    receiver.emit(signal, signal);
  }
  return { reason: stop.reason?.message, killed, listeners: receiver.eventNames().length };
}

test("what arrives twice for one request to stop is one: a terminal that is closed, npx with Ctrl-C", () => {
  expect(received()).toEqual({ reason: undefined, killed: [], listeners: 3 });
  for (const [signal, againMs] of [
    ["SIGHUP", 1_000],
    ["SIGINT", 20],
    ["SIGTERM", 20],
  ] as const) {
    const once = { reason: `stopped by ${signal}`, killed: [], listeners: 3 };
    expect(received([signal, 0], [signal, againMs])).toEqual(once);
    const twice = { ...once, killed: [[7, signal]], listeners: 0 };
    expect(received([signal, 0], [signal, againMs], [signal, againMs + 2_000])).toEqual(twice);
    expect(received([signal, 0], ["SIGQUIT", 1])).toEqual(once);
  }
  expect(received(["SIGHUP", 0], ["SIGTERM", 1]).killed).toEqual([[7, "SIGTERM"]]);
});
