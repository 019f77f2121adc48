import { expect, test } from "vitest";
import { type Shortfall, shortfallText } from "./shortfall.ts";

const missing = (count: number): Shortfall[] => [...Array(count).keys()].map((index) => ({ index, reason: "is null" }));

test("no text if no image is missing", () => {
  expect(shortfallText([], 3)).toBe("");
});

test("each missing image is named by its place among all of them, counted from 1", () => {
  const shortfall = [
    { index: 0, reason: "images[0] is null" },
    { index: 2, reason: "images[2].url is null" },
  ];
  expect(shortfallText(shortfall, 3)).toBe("image 1 of 3: images[0] is null; image 3 of 3: images[2].url is null");
});

test("fifteen reasons are given, and of any more how many there are", () => {
  const whole = shortfallText(missing(15), 20);
  expect(whole.split("; ")).toHaveLength(15);
  expect(whole).toMatch(/; image 15 of 20: is null$/);
  expect(shortfallText(missing(16), 20)).toBe(`${whole}; and 1 more`);
  expect(shortfallText(missing(18), 20)).toBe(`${whole}; and 3 more`);
});
