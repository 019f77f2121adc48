import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What the tests start, package managers and compilers among it, does not compile itself anew each time. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url));

const every = ["{packages,tools}/*/{src,emulation}/**/*.test.ts", "{conformance/src,examples}/**/*.test.ts"];

/**
 * Tests that want a process of their own: they count its timers or its memory, look at the fetch that it began with, put another module below it, or start what ends with it.
 * All others leave the process as they found it and share workers, which spares the start of one, and of all that it imports, for each file.
 */
const alone = [
  "conformance/src/faults/{abort,anything,foreign-bytes,memory}.test.ts",
  "packages/ai-sdk/src/readme.test.ts",
  "packages/bench/src/run/telemetry.test.ts",
  "packages/compare/src/save-without-links.test.ts",
  "packages/core/src/network/runtime-fetch.test.ts",
  "packages/emulator/src/msw.test.ts",
  "packages/ledger/src/{sqlite-close,postgres-driver}.test.ts",
  "tools/publish/src/publish.test.ts",
];

export default defineConfig({
  resolve: { conditions: ["seedbed-source"] },
  ssr: { resolve: { conditions: ["seedbed-source"] } },
  test: {
    // Much of the time is waiting: every core may have two workers.
    maxWorkers: Math.min(16, 2 * availableParallelism()),
    // What hangs ends; a busy machine, on which everything takes ten times as long, gets its time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    exclude: ["**/node_modules/**"],
    projects: [
      {
        extends: true,
        test: {
          name: "tidy",
          include: every,
          exclude: ["**/node_modules/**", ...alone],
          isolate: false,
          setupFiles: ["tools/floors/src/leaves-no-trace.ts"],
        },
      },
      { extends: true, test: { name: "each alone", include: alone } },
    ],
  },
});
