import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the code in the README runs, and is the code that is tested here", async () => {
  const code = readFileSync(new URL("./testing/readme-example.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${code}\`\`\``);
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await import("./testing/readme-example.ts");
  const printed = log.mock.calls;
  log.mockRestore();
  expect(printed).toEqual([
    ["image/png", expect.any(Number)],
    [[expect.objectContaining({ type: "compatibility", feature: "aspectRatio" })]],
    [expect.objectContaining({ min: 20, max: 20, currency: "credits" })],
  ]);
});

test("the README says how many operations rest on a recorded success", () => {
  expect(readme).toMatch(/Recorded successes: 0 of \d+ operations, \d+ of which rest on a seed/);
});
