import { defineConfig } from "vitest/config";

/** Tests that leave the process as they found it: they share workers, which spares the start of one for each file. */
const tidy = [
  "packages/{core,novita,segmind,3daistudio}/**/*.test.ts",
  "packages/compare/**/!(save-without-links).test.ts", // that one puts another file system below the process
  "packages/ledger/**/!(sqlite-close).test.ts", // that one puts another disk below the process
  "packages/bench/src/statistics/*.test.ts",
];

export default defineConfig({
  resolve: { conditions: ["seedbed-source"] },
  ssr: { resolve: { conditions: ["seedbed-source"] } },
  test: {
    // Much of the time is waiting: every core may have a worker.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "tidy", include: tidy, isolate: false } },
      {
        extends: true,
        test: {
          name: "each alone",
          include: ["{packages,tools}/*/{src,emulation}/**/*.test.ts", "{conformance/src,examples}/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...tidy],
        },
      },
    ],
  },
});
