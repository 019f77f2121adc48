import { expect, test } from "vitest";
import { enqueueRun, openLiveView, runBench, runWorker, settlePlan, sourceOfFlags } from "./index.ts";
import { renderBenchReports, summarize } from "./report/index.ts";
import { createRunFolder } from "./run/run-folder.ts";

const never = {} as never; // nothing is read of it
test.each<[string, string, (options: never) => unknown]>([
  ["runBench", "keepImage", (options) => runBench(options)],
  ["runWorker", "concurency", (options) => runWorker(options)],
  ["settlePlan", "seeds", (options) => settlePlan(sourceOfFlags({}), options)],
  ["openLiveView", "column", (options) => openLiveView(never, options)],
  ["enqueueRun", "keepImage", (options) => enqueueRun(never, never, options)],
  ["createRunFolder", "ledgers", (options) => createRunFolder("x", never, options)],
  ["renderBenchReports", "threshold", (options) => renderBenchReports(never, () => {}, options)],
  ["summarize", "nameof", (options) => summarize(never, options)],
])("%s refuses %s", async (place, name, call) => {
  await expect(async () => call({ [name]: 1 } as never)).rejects.toThrow(
    new RegExp(`^${place}: unknown option "${name}" \\(did you mean `),
  );
});
