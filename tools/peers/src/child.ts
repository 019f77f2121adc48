import path from "node:path";
import { pathToFileURL } from "node:url";
import { factsOf } from "./facts-of.ts";
import type { Task, Told } from "./observation.ts";
import type { Load, Peer } from "./peer.ts";

const task: Task = JSON.parse(process.argv[2] ?? "");
const { peer }: { peer: Peer } = await import(`./peers/${task.peer}.ts`);
const { load }: { load: Load } = await import(pathToFileURL(path.join(task.folder, "load.mjs")).href);
const peerClient = await peer.create(load, task.baseUrl);
const exported = await Promise.all(
  [...new Set([...peer.packages, ...(task.peer === "ours" ? ["@seedbed/compare"] : [])])].map(load),
);

const abort = new AbortController();
const startedMs = performance.now();
let abortedMs: number | undefined;
if (task.abortAfterMs)
  setTimeout(() => {
    abortedMs = performance.now();
    abort.abort();
  }, task.abortAfterMs).unref();
const asked = {
  ...(task.count && { count: task.count }),
  ...(task.aspectRatio && { aspectRatio: task.aspectRatio }),
  ...(task.timeoutMs && { timeoutMs: task.timeoutMs }),
  ...(task.abortAfterMs && { signal: abort.signal }),
};
const keepAlive = setInterval(() => {}, 1000); // a client whose timers are unref'd must not end the process
const [outcome, value] = await (task.action === "runJob" && peerClient.runJob
  ? peerClient.runJob(asked)
  : peerClient.generate(asked)
).then(
  (value: unknown) => ["returned", value] as const,
  (error: unknown) => ["threw", error] as const,
);
const endedMs = performance.now();
clearInterval(keepAlive);

const told: Told = {
  ...factsOf(outcome, value, peerClient),
  elapsedMs: endedMs - startedMs,
  ...(abortedMs !== undefined && { abortLatencyMs: endedMs - abortedMs }),
  estimators: exported.flatMap((module) => Object.keys(module)).filter((name) => /estimate|price|cost/i.test(name)),
};
process.send?.(told, () => process.exit(0));
