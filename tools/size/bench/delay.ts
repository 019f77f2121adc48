import { monitorEventLoopDelay } from "node:perf_hooks";
import { type Contender, contender } from "./contenders.ts";

// How late the event loop is while 64 generations are in flight, for six seconds. One contender a process.

const [name = "", origin = "", latencyMs = ""] = process.argv.slice(2);
const generate = contender(name as Contender, origin); // by clients.ts
const warmMs = Number(latencyMs) + 500;
const endsMs = performance.now() + warmMs + 6000;
const histogram = monitorEventLoopDelay({ resolution: 1 });
setTimeout(() => histogram.enable(), warmMs);
await Promise.all(
  Array.from({ length: 64 }, async (_, worker) => {
    await new Promise((resolve) => setTimeout(resolve, (worker / 64) * Number(latencyMs)));
    while (performance.now() < endsMs) await generate({ prompt: "a koi pond" });
  }),
);
histogram.disable();
process.stdout.write(JSON.stringify({ p50Ms: histogram.percentile(50) / 1e6, p99Ms: histogram.percentile(99) / 1e6 }));
