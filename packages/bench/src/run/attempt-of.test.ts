import type { Result } from "@seedbed/compare";
import { expect, test } from "vitest";
import { attemptOfResult, type Ended } from "./attempt-of.ts";

const ended = {
  cell: { id: "c", block: 0, promptId: "p", repetition: 0, model: "acme/m", warmUp: false },
  estimate: { provider: "acme", operation: "make" },
  imagesAsked: 2,
  intendedAtMs: 0,
  emulated: false,
  wire: {},
  queuedMs: 0,
  posts: 1,
  images: [{}],
} as never as Ended; // as much as is looked at
const result = {
  operation: "make",
  images: [{}],
  shortfall: [{ index: 1, reason: "images[1] is null" }],
  cost: null,
  timing: { startedAt: "", latencyMs: 1, waitedMs: 0, downloadMs: 0 },
} as never as Result; // as much as is looked at

test("an attempt that lacks an image says why", () => {
  expect(attemptOfResult(ended, result, true)).toMatchObject({
    outcome: "partial",
    failure: { billed: "yes", message: "image 2 of 2: images[1] is null" },
  });
});
