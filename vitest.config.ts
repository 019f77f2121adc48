import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What the tests start, package managers and compilers among it, does not compile itself anew each time. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url));

const every = ["{packages,tools}/*/{src,emulation}/**/*.test.ts", "{conformance/src,examples}/**/*.test.ts"];

/** Tests that leave the process as they found it: they share workers, which spares the start of one for each file. */
const tidy = [
  "packages/{core,novita,segmind,3daistudio}/**/*.test.ts",
  "packages/compare/**/!(save-without-links).test.ts", // that one puts another file system below the process
  "packages/ledger/**/!(sqlite-close|postgres-driver).test.ts", // these put another disk or driver below the process
  "packages/bench/src/statistics/*.test.ts",
];

export default defineConfig({
  resolve: { conditions: ["seedbed-source"] },
  ssr: { resolve: { conditions: ["seedbed-source"] } },
  test: {
    // Much of the time is waiting: every core may have a worker.
    maxWorkers: "100%",
    // What hangs ends; a busy machine, on which everything takes ten times as long, gets its time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    exclude: ["**/node_modules/**"],
    projects: [
      { extends: true, test: { name: "tidy", include: tidy, isolate: false } },
      {
        extends: true,
        test: { name: "each alone", include: every, exclude: ["**/node_modules/**", ...tidy] },
      },
    ],
  },
});
