import { describe, expect, test } from "vitest";
import type { LatencyFact } from "../call/operation.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, waitCall } from "../testing/fake-provider.ts";
import { pngDataUri } from "../testing/image.ts";
import type { Job } from "./job.ts";
import { nextPollAtMs, type PollFacts } from "./poll-schedule.ts";
import { waitForJob } from "./wait-for-job.ts";

const claim = (minMs: number, maxMs = minMs, per: LatencyFact["per"] = "generation"): LatencyFact => ({
  minMs,
  maxMs,
  per,
  evidence: "seed",
  source: "a test",
});
const threeAMinute = { requests: 3, perMs: 60_000 };

/** The first polls of a job that does not end. */
function polls(facts: PollFacts, count: number): number[] {
  const times: number[] = [];
  while (times.length < count) times.push(Math.round(nextPollAtMs(facts, times.at(-1))));
  return times;
}

describe("the polls", () => {
  test.each<[string, Partial<PollFacts>, number[]]>([
    ["near the documented figure", { latency: claim(100_000) }, [80_000, 86_400, 93_312, 100_777]],
    ["near the middle of a range", { latency: claim(50_000, 150_000) }, [80_000, 86_400]],
    ["later where each image takes its time", { latency: claim(10_000, 10_000, "image"), images: 4 }, [32_000]],
    [
      "as often as a tight limit allows",
      { latency: claim(20_000, 40_000, "image"), rateLimit: threeAMinute },
      [20_000, 41_000, 62_000],
    ],
    [
      "the same where more images take longer",
      { latency: claim(20_000, 40_000, "image"), images: 6, rateLimit: threeAMinute },
      [20_000, 41_000],
    ],
    ["as if the limit were tight where nothing is known", {}, [20_000, 41_000, 62_000]],
    ["by the limit where the latency is not known", { rateLimit: { requests: 6, perMs: 60_000 } }, [10_000, 20_500]],
    [
      "never closer than the limit",
      { latency: claim(100_000), rateLimit: { requests: 8, perMs: 60_000 } },
      [80_000, 87_875],
    ],
  ])("come %s", (_name, facts, want) => {
    expect(polls({ latency: null, images: 1, rateLimit: null, ...facts }, want.length)).toEqual(want);
  });

  test("grow rarer once it takes half as long again, and are a minute apart at most", () => {
    const facts = { latency: claim(100_000), images: 1, rateLimit: null };
    expect(nextPollAtMs(facts, 160_000)).toBe(200_000);
    expect(nextPollAtMs(facts, 3_600_000)).toBe(3_660_000);
  });
});

describe.each([5800, 36_400, 46_510])("over 200 jobs that take about %i ms, as many clocks later", (documentedMs) => {
  const runs = simulate(claim(documentedMs), 200);

  test("half are known within 5 % of their own time after they finished", async () => {
    expect(median((await runs).map(({ lateShare }) => lateShare))).toBeLessThanOrEqual(0.05);
  });

  test("half take 4 polls at most, and three in four take 6", async () => {
    const counts = (await runs).map(({ count }) => count).sort((a, b) => a - b);
    expect(median(counts)).toBeLessThanOrEqual(4);
    expect(counts[Math.floor(counts.length * 0.75)]).toBeLessThanOrEqual(6);
  });

  test("the true time lies within the interval that is told", async () => {
    for (const { latencyMs, polled } of await runs) {
      expect(polled?.minMs).toBeLessThanOrEqual(latencyMs);
      expect(polled?.maxMs).toBeGreaterThanOrEqual(latencyMs);
    }
  });
});

test("where 3 a minute are allowed, all of 100 jobs are known at most 21 s after they finished, and no poll is too early", async () => {
  const runs = await simulate(claim(30_000), 100, threeAMinute);
  for (const { lateMs, polled, asked } of runs) {
    expect(lateMs).toBeLessThanOrEqual(21_000);
    expect((polled?.maxMs ?? 0) - (polled?.minMs ?? 0)).toBeLessThanOrEqual(21_000);
    for (const at of asked) expect(asked.filter((one) => one >= at && one < at + 60_000).length).toBeLessThanOrEqual(3);
  }
});

/** Follows jobs whose latencies are drawn, log-normal, around the documented figure, each to its end. */
async function simulate(latency: LatencyFact, jobs: number, rateLimit: PollFacts["rateLimit"] = null) {
  const random = seeded(7);
  return Promise.all(
    Array.from({ length: jobs }, async () => {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const latencyMs = latency.minMs * Math.exp(0.22 * normal); // the emulator's spread: a quarter up or down
      const clock = createFakeClock();
      const startMs = clock.now();
      const asked: number[] = [0]; // the submit
      const plain = contextOf({
        clock,
        fetch: async () => {
          asked.push(clock.now() - startMs);
          const done = clock.now() - startMs >= latencyMs;
          return Response.json(done ? { state: "succeeded", images: [pngDataUri(4, 3)] } : { state: "running" });
        },
      });
      const context = { ...plain, provider: { ...plain.provider, rateLimit } };
      const { timing } = await clock.finish(waitForJob(context, { ...waitCall(context), latency }, jobAt(startMs)));
      const lateMs = timing.latencyMs - latencyMs;
      const count = asked.length - 1;
      return { latencyMs, count, asked, lateMs, lateShare: lateMs / latencyMs, polled: timing.polled };
    }),
  );
}

function jobAt(submittedMs: number): Job {
  const submittedAt = new Date(submittedMs).toISOString();
  return {
    version: 1,
    provider: "acme",
    model: "acme/m",
    operation: "submit",
    taskId: "t-1",
    submittedAt,
    request: {},
  };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
