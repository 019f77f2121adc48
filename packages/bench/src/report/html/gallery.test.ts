import { expect, it } from "vitest";
import { sampleRecord } from "../testing/sample-record.ts";
import { galleryAttempts } from "./gallery.ts";

const record = sampleRecord({ blocks: 24 });
const shuffled = { ...record, attempts: record.attempts.toReversed() };
const shown = (most: number) => galleryAttempts(shuffled, most).map(([first]) => first);

it("shows every prompt once before any a second time, in the order of the plan", () => {
  expect(shown(1_000).map((first) => first?.block)).toEqual(Array.from({ length: 24 }, (_, block) => block));
});

it("shows whole blocks, as many as there is room for", () => {
  const blocks = galleryAttempts(shuffled, 20);
  expect(blocks.flat().flatMap(({ images }) => images).length).toBeLessThanOrEqual(20);
  expect(new Set(blocks.map((of) => of.length))).toEqual(new Set([3]));
  expect(shown(20).map((first) => first?.block)).toEqual(
    shown(1_000)
      .slice(0, blocks.length)
      .map((first) => first?.block),
  );
});
