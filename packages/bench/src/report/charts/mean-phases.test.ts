import { expect, it } from "vitest";
import { attempt } from "../../statistics/testing/attempts.ts";
import { meanPhases } from "./mean-phases.ts";

const none = { connectMs: null, firstByteMs: null, queueMs: null, generationMs: null, downloadMs: null, totalMs: null };

it("counts what is not told as such, so that the phases add up to the total", () => {
  const attempts = [
    attempt({ block: 0, phases: { ...none, queueMs: 2_000, generationMs: 6_000, totalMs: 10_000 } }),
    attempt({ block: 1, phases: { ...none, generationMs: 4_000, totalMs: 10_000 } }),
    attempt({ block: 2, phases: none }),
    attempt({ block: 3, outcome: "failed", phases: { ...none, totalMs: 90_000 } }),
  ];
  const [found] = meanPhases(attempts).values();
  expect(found).toEqual({
    n: 2,
    means: { connect: null, queue: 1_000, generation: 5_000, download: null, "not told": 4_000 },
    firstByteMs: null,
    totalMs: 10_000,
  });
});
