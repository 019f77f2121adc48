import { parseArgs } from "node:util";
import { renderBenchReports } from "../src/report/render-bench-reports.ts";
import { sampleRecord } from "../src/report/testing/sample-record.ts";

// How long every report of a run takes, from the record in memory to the last file's text. Run it with `pnpm --filter @seedbed/bench bench:report`.

const { values } = parseArgs({ options: { attempts: { type: "string", default: "100000" } } });
const record = sampleRecord({ blocks: Math.ceil(Number(values.attempts) / 3) });

const startedAt = performance.now();
let last = startedAt;
await renderBenchReports(
  record,
  (name, text) => {
    const now = performance.now();
    console.log(
      `${name.padEnd(14)} ${(text.length / 1e6).toFixed(1).padStart(6)} MB ${((now - last) / 1000).toFixed(2).padStart(6)} s`,
    );
    last = now;
  },
  { readImage: () => null },
);
const seconds = (performance.now() - startedAt) / 1000;
console.log(`${record.attempts.length.toLocaleString("en")} attempts: ${seconds.toFixed(1)} s, and 10 s are allowed`);
process.exitCode = seconds < 10 ? 0 : 1;
