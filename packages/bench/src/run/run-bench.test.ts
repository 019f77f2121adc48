import { readFile } from "node:fs/promises";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import schema from "../../schemas/bench.schema.json" with { type: "json" };
import { openEmulatedBench, pixel } from "../testing/emulated-bench.ts";

const noLimit = { rateLimit: null };
const all = {
  family: "seedream-5.0-lite",
  prompts: ["a fox", "a heron"],
  providers: { segmind: noLimit, "3daistudio": noLimit, novita: noLimit },
  prices: { models: { "novita/seedream-5.0-lite": 0.035 } },
  pollIntervalSeconds: 5,
};
const draw = async () => pixel;

test("a record fits its schema; what a provider does not tell is null, and what was polled is an interval", async () => {
  await using bench = await openEmulatedBench({ ...all, warmUp: 1, repetitions: 2 }, { draw, timeScale: 200 });
  const record = await bench.run();
  const validate = new Ajv2020({ strict: false }).compile(schema);
  validate(record);
  expect(validate.errors).toBeNull();
  expect(record.attempts).toHaveLength(15);
  expect(record.attempts.filter(({ warmUp }) => warmUp)).toHaveLength(3);
  for (const { provider, latency, phases, outcome, images, lateMs, waitedMs } of record.attempts) {
    expect(outcome).toBe("delivered");
    const polled = provider === "3daistudio";
    expect((latency?.maxMs ?? 0) - (latency?.minMs ?? 0) > 0).toBe(polled);
    expect(phases.queueMs).toBeNull();
    expect(phases.generationMs === null).toBe(provider !== "segmind");
    expect(phases.connectMs).toBeGreaterThanOrEqual(0);
    expect(phases.firstByteMs).toBeGreaterThan(0);
    expect(phases.totalMs).toBeGreaterThanOrEqual(latency?.maxMs ?? Number.POSITIVE_INFINITY);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(waitedMs).toBeLessThan(phases.totalMs ?? 0);
    expect(images[0]).toMatchObject({ mediaType: "image/gif", width: 1, height: 1, blank: null });
  }
  const waits = record.attempts.map(({ waitedMs }) => waitedMs ?? Number.NaN).toSorted((a, b) => a - b);
  expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(1000); // one may be held up by the machine
  expect(record.attempts.some(({ phases }) => phases.connectMs === 0)).toBe(true);
  expect(JSON.parse(await readFile(path.join(bench.folder.folder, "bench.json"), "utf8"))).toEqual(record);
});

test("the wait for a rate limit stands apart from the latency", async () => {
  const plan = {
    models: ["segmind/seedream-v3"],
    prompts: ["a fox"],
    settings: { aspectRatio: "1:1" as const },
    repetitions: 4,
    schedule: { kind: "closed" as const, inFlight: 4 },
    providers: { segmind: { concurrency: 4, rateLimit: { requests: 1, perSeconds: 100 } } },
  };
  await using bench = await openEmulatedBench(plan, { draw, latencyScale: 0.1, pauseWhileBusy: true });
  const { attempts } = await bench.run();
  const [longest] = attempts.toSorted((a, b) => (b.waitedMs ?? 0) - (a.waitedMs ?? 0));
  expect(longest?.waitedMs).toBeGreaterThan(200_000);
  expect(longest?.latency?.maxMs).toBeLessThan(longest?.waitedMs ?? 0);
});

test("an open loop starts cells at their time whatever is in flight, and latency counts from then", async () => {
  const plan = {
    models: ["segmind/seedream-v3"],
    prompts: ["a fox"],
    settings: { aspectRatio: "1:1" as const },
    repetitions: 6,
    schedule: { kind: "constant" as const, perMinute: 60 },
    providers: { segmind: { concurrency: 1 } },
  };
  await using bench = await openEmulatedBench(plan, { draw, timeScale: 100 });
  const { attempts } = await bench.run();
  const intended = attempts.map(({ intendedAt }) => Date.parse(intendedAt ?? ""));
  for (const [index, at] of intended.slice(1).entries()) expect(at - (intended[index] ?? 0)).toBeCloseTo(1000, -1);
  // One at a time: each waits for those before it, and that is its user's latency.
  const late = attempts.map(({ lateMs }) => lateMs ?? 0);
  expect(late).toEqual(late.toSorted((a, b) => a - b));
  for (const { latency, lateMs } of attempts) expect(latency?.maxMs).toBeGreaterThan(lateMs ?? 0);
});

test("a full disk stops the run in one sentence; what was in flight is in the ledger and is not sent again", async () => {
  const plan = { ...all, repetitions: 4 };
  await using bench = await openEmulatedBench(plan, { draw, latencyScale: 0 });
  let appended = 0;
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", syscall: "write" });
  const folder = {
    ...bench.folder,
    append: async (attempt: Parameters<typeof bench.folder.append>[0]) => {
      appended += 1;
      if (appended > 3) throw full;
      await bench.folder.append(attempt);
    },
  };
  await expect(bench.run({ folder })).rejects.toThrow(
    /^The run's folder .* cannot be written: the disk is full\. Nothing more was sent, and what was paid for is in its ledger/,
  );
  const posts = () => bench.emulator.requests.filter(({ method }) => method === "POST").length;
  expect(posts()).toBeLessThan(24);
  const { attempts } = await bench.run();
  expect(posts()).toBe(24);
  expect(attempts.every(({ outcome }) => outcome === "delivered")).toBe(true);
});

test("a wall clock that jumps changes no latency", async () => {
  await using bench = await openEmulatedBench({ ...all, repetitions: 2 }, { draw, latencyScale: 0.2 });
  const { now } = Date;
  const jump = setTimeout(() => {
    Date.now = () => now() - 86_400_000;
  }, 50);
  try {
    const { attempts } = await bench.run();
    for (const { latency } of attempts) {
      expect(latency?.minMs).toBeGreaterThanOrEqual(0);
      expect(latency?.maxMs).toBeLessThan(86_400_000 / 2);
    }
  } finally {
    clearTimeout(jump);
    Date.now = now;
  }
});

test("callbacks and telemetry that throw do not end a run", async () => {
  const plan = {
    models: ["segmind/seedream-v3"],
    prompts: ["a fox"],
    settings: { aspectRatio: "1:1" as const },
    providers: { segmind: noLimit },
    repetitions: 2,
  };
  await using bench = await openEmulatedBench(plan, { draw, latencyScale: 0.01 });
  let calls = 0;
  const thrown = (): never => {
    calls += 1;
    throw new Error("the caller's own bug");
  };
  const telemetry = { start: thrown, close: async () => {} };
  const { attempts } = await bench.run({ onAttempt: thrown, onProgress: thrown, telemetry });
  expect(attempts.map(({ outcome }) => outcome)).toEqual(["delivered", "delivered"]);
  expect(calls).toBeGreaterThanOrEqual(5);
});

test("a job that failed unbilled gives its money back to the run's budget", async () => {
  const plan = {
    models: ["3daistudio/seedream-v5-lite"],
    prompts: ["a fox"],
    providers: { "3daistudio": noLimit },
    pollIntervalSeconds: 5,
  };
  await using bench = await openEmulatedBench(plan, { draw, latencyScale: 0.1, pauseWhileBusy: true });
  bench.emulator.inject({ fault: { kind: "failed" } });
  const { attempts } = await bench.run();
  expect(attempts).toMatchObject([{ outcome: "failed", failure: { name: "GenerationFailedError", billed: "no" } }]);
  expect(bench.ledger.attempts()).toMatchObject([{ state: "rejected" }]);
  expect(bench.ledger.spent()).toEqual({});
});
