import { writeFile } from "node:fs/promises";
import path from "node:path";
import { generate, selectModels } from "@seedbed/compare";
import { createLedger, type RateLimit } from "@seedbed/ledger";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "../../../core/src/testing/fake-clock.ts";
import { providers } from "../gen/registry.gen.ts";
import { emulatedPlace } from "../testing/emulated-place.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { progressText } from "./progress-text.ts";

const model = "3daistudio/seedream-v5-lite";
const documented = providers.find(({ id }) => id === "3daistudio")?.rateLimit ?? null;

/** Follows jobs that never end: when each is asked for, and when its last answer said that it would be, in milliseconds. */
async function follow(jobs: number, polls: number, pollIntervalMs?: number, rateLimit?: RateLimit) {
  const clock = createFakeClock();
  const startMs = clock.now();
  const [target] = selectModels(providers, [model]);
  const ledger = createLedger({ rateLimits: { "3daistudio": documented }, clock });
  const stop = new AbortController();
  const all: number[] = [0];
  const asked = new Map<string, number[]>();
  const said = new Map<string, number[]>();
  const keep = (of: Map<string, number[]>, task: string, at: number) => of.set(task, [...(of.get(task) ?? []), at]);
  let tasks = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    const at = clock.now() - startMs;
    if (method === "POST") {
      if (tasks > 0) all.push(at);
      tasks += 1;
      return Response.json({ task_id: `00000000-0000-4000-8000-00000000000${tasks}` });
    }
    all.push(at);
    const task = /(\d)\/status/.exec(url)?.[1] ?? "";
    keep(asked, task, at);
    if (all.length === jobs + polls) stop.abort();
    return Response.json({ status: "IN_PROGRESS", progress: 50, failure_reason: null, results: [] });
  };
  const client = { apiKey: "key", clock, fetch, accounting: ledger, ...(rateLimit ? { rateLimit } : {}) };
  const each = Array.from({ length: jobs }, (_, index) =>
    generate(
      target as NonNullable<typeof target>,
      { prompt: `fox ${index}` },
      {
        // the model is there
        client: () => client,
        signal: stop.signal,
        timeoutMs: 10_000_000,
        ...(pollIntervalMs === undefined ? {} : { pollIntervalMs }),
        onProgress: ({ job, nextPollMs = Number.NaN }) =>
          void keep(said, job.taskId.slice(-1), clock.now() - startMs + nextPollMs),
      },
    ).catch(() => {}),
  );
  await clock.finish(Promise.all(each));
  return { all, asked, said };
}

test("the moment that is said is the moment that it happens, whatever interval is asked for", async () => {
  const { asked, said } = await follow(1, 8, 200);
  const times = asked.get("1") ?? [];
  expect(times).toHaveLength(8);
  expect(said.get("1")?.slice(0, 7).map(Math.round)).toEqual(times.slice(1).map(Math.round));
  expect(Math.max(...times)).toBeGreaterThan(120_000); // 3 a minute
});

test("of several jobs under one limit none is asked for before the moment that is said", async () => {
  const { all, asked, said } = await follow(2, 10, 200);
  for (const task of ["1", "2"]) {
    const times = asked.get(task) ?? [];
    expect(times.length).toBeGreaterThan(3);
    for (const [index, at] of times.slice(1).entries())
      expect(at).toBeGreaterThanOrEqual(Math.floor(said.get(task)?.[index] ?? Number.NaN));
  }
  for (const at of all) expect(all.filter((one) => one >= at && one < at + 60_000).length).toBeLessThanOrEqual(3);
});

test("a client's own rate limit decides when polls come, and what the ledger admits", async () => {
  const own = { requests: 60, perMs: 60_000 };
  const often = await follow(1, 8, 200, own);
  expect(often.asked.get("1")?.at(-1)).toBe(1_600);
  const byLatency = await follow(1, 3, undefined, own);
  const byDocument = await follow(1, 3);
  const gaps = ({ asked }: typeof often) => (asked.get("1")?.[1] ?? 0) - (asked.get("1")?.[0] ?? 0);
  expect(gaps(byLatency)).toBeLessThan(gaps(byDocument));
  const tight = await follow(1, 4, 200, { requests: 1, perMs: 100_000 });
  const times = tight.asked.get("1") ?? [];
  expect(times.slice(1).map((at, index) => Math.round(at - (times[index] ?? 0)))).toEqual([101_667, 101_667, 101_667]);
});

test("a moment that other calls share is printed as the earliest", () => {
  const request = { prompt: "a fox" };
  const job = {
    version: 1,
    provider: "3daistudio",
    model,
    operation: "o",
    taskId: "t",
    submittedAt: "",
    request,
  } as const;
  const progress = { state: "running", providerState: "IN_PROGRESS", progress: 50, elapsedMs: 20_400, job } as const;
  const line = `${model}: IN_PROGRESS 50 % after 20 s`;
  expect(progressText({ ...progress, nextPollMs: 40_600 }, false)).toBe(`${line}, asked again in 40.6 s`);
  expect(progressText({ ...progress, nextPollMs: 40_600 }, true)).toBe(
    `${line}, asked again in 40.6 s at the earliest`,
  );
  expect(progressText(progress, true)).toBe(line);
});

describe("the flag", () => {
  const place = emulatedPlace();
  test("--rate-limit is in the plan of a benchmark, in place of its file's, and the built-in emulator has it", async () => {
    const { cwd } = place;
    const file = {
      models: [model],
      prompts: ["a fox"],
      providers: { "3daistudio": { concurrency: 7, rateLimit: null } },
    };
    await writeFile(path.join(cwd, "plan.yaml"), JSON.stringify(file)); // JSON is YAML
    const planOf = async (...args: string[]) => {
      const ran = await runSeedbed(["bench", "--dry-run", "--json", "--rate-limit", "3daistudio=2/s", ...args], {
        cwd,
      });
      return ran.json<{ plan: { providers: object } }>().plan.providers;
    };
    const rateLimit = { requests: 2, perMs: 1000 };
    expect(await planOf("--plan", "plan.yaml")).toEqual({ "3daistudio": { concurrency: 7, rateLimit } });
    expect(await planOf("--model", model, "--prompt", "a fox")).toMatchObject({ "3daistudio": { rateLimit } });
    // The documented limit would refuse the third poll, and the fourth would come a minute later.
    const stop = new AbortController();
    const said: string[] = [];
    const onStderr = (text: string) => {
      if (text.includes("asked again") && said.push(text) === 4) stop.abort();
    };
    const often = ["--rate-limit", "3daistudio=6000/min", "--poll-interval", "0.1", "--emulate", "--time-scale", "1"];
    await runSeedbed(["generate", "a fox", "--model", model, ...often], { cwd, signal: stop.signal, onStderr });
    expect(said.length).toBeGreaterThanOrEqual(4);
    for (const line of said) expect(line).toContain("asked again in 0.1 s\n");
  });
});
