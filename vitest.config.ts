import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["seedbed-source"] },
  ssr: { resolve: { conditions: ["seedbed-source"] } },
  test: {
    include: ["{packages,tools}/*/{src,emulation}/**/*.test.ts", "{conformance/src,examples}/**/*.test.ts"],
    // Much of the time is waiting, for a provider's pace or a process: more workers than this machine has cores.
    maxWorkers: 3,
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
