import type { Emulation } from "@seedbed/core/emulation";
import { emulation as segmind } from "@seedbed/segmind/emulation";
import { expect, test } from "vitest";
import { summarize } from "../statistics/summarize.ts";
import { openEmulatedBench, pixel } from "../testing/emulated-bench.ts";

/** Provider's time in real time. It stands still while this machine works: its own delays are in no latency. */
const timeScale = 10;
const price = 0.035;

test(`at ${timeScale} times real time the latencies, failures and costs are those that the emulator drew`, async () => {
  const drawnMs: number[] = [];
  const watched: Emulation = {
    ...segmind,
    emulate: (context) =>
      segmind.emulate({
        ...context,
        latency(operationId, images) {
          const drawn = context.latency(operationId, images);
          drawnMs.push(drawn);
          return drawn;
        },
      }),
  };
  const plan = {
    models: ["segmind/seedream-v5-lite"],
    prompts: ["a fox"],
    repetitions: 60,
    warmUp: 4,
    schedule: { kind: "constant" as const, perMinute: 60 },
    budget: { usd: 5 },
    seed: 11,
  };
  const options = { timeScale, pauseWhileBusy: true, draw: async () => pixel, seed: 20261121 };
  await using bench = await openEmulatedBench(plan, options, [watched]);
  const { emulator } = bench;
  const model = { provider: "segmind", operationId: "seedreamV5LiteTextToImage" };
  emulator.addFault({ ...model, nth: 5, probability: 0.15, seed: 2, fault: { kind: "status", status: 400 } });
  emulator.addFault({ ...model, nth: 5, probability: 0.15, seed: 9, fault: { kind: "status", status: 503 } });
  const balance = emulator.wallets.segmind?.balance() ?? 0;
  const record = await bench.run();
  const [summary] = summarize(record).models;
  const measured = record.attempts.filter(({ warmUp }) => !warmUp);

  const answers = emulator.requests.filter(({ method }) => method === "POST");
  const statuses = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect(answers).toHaveLength(64);
  expect(statuses(400)).toBeGreaterThan(2);
  expect(statuses(503)).toBeGreaterThan(2);
  expect(summary?.failures).toMatchObject({ n: 60, count: statuses(400) + statuses(503) });
  expect(measured.filter(({ outcome }) => outcome === "failed")).toHaveLength(statuses(400));
  expect(measured.filter(({ outcome }) => outcome === "unknown")).toHaveLength(statuses(503));

  const drawn = drawnMs.slice(4).toSorted((a, b) => a - b);
  expect(drawn).toHaveLength(60 - statuses(400) - statuses(503));
  const found = summary?.latency.percentiles.p50.value;
  const truth = medianRange(drawn);
  expect(found?.minMs).toBeGreaterThanOrEqual(truth.low);
  expect(found?.maxMs).toBeLessThan(truth.high * 1.01);

  const charged = balance - (emulator.wallets.segmind?.balance() ?? 0);
  expect(record.spent[0]?.confirmed).toBeCloseTo(charged, 6);
  expect(record.spent[0]?.worst).toBeCloseTo(charged + statuses(503) * price, 6);
});

/** The two order statistics between which a median lies. */
function medianRange(sorted: readonly number[]): { low: number; high: number } {
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { low: at(Math.floor((sorted.length - 1) / 2)), high: at(Math.ceil((sorted.length - 1) / 2)) };
}
