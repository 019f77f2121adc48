import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["seedbed-source"] },
  ssr: { resolve: { conditions: ["seedbed-source"] } },
  test: {
    include: ["{packages,tools}/*/{src,emulation}/**/*.test.ts", "{conformance/src,examples}/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
