import { expect, test } from "vitest";
import { setText } from "./set-text.ts";

/** Every character is half as wide as the type is high. */
const measure = (text: string, size: number) => (text.length * size) / 2;
const box = { width: 100, height: 60, largest: 20, smallest: 10, lineHeight: 1 };

test("sets a short text at the largest size", () => {
  expect(setText("a fox", box, measure)).toEqual({ lines: ["a fox"], fontSize: 20 });
});

test("breaks between words", () => {
  expect(setText("a fox in the snow", box, measure).lines).toEqual(["a fox in", "the snow"]);
});

test("takes smaller type for a longer text", () => {
  const { lines, fontSize } = setText("word ".repeat(12), box, measure);
  expect(fontSize).toBeLessThan(20);
  expect(lines.length * fontSize).toBeLessThanOrEqual(60);
  expect(lines.join(" ")).toBe("word ".repeat(12).trim());
});

test("cuts at the smallest size, with an ellipsis", () => {
  const { lines, fontSize } = setText("word ".repeat(400), box, measure);
  expect(fontSize).toBe(10);
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toMatch(/…$/);
  for (const line of lines) expect(measure(line, fontSize)).toBeLessThanOrEqual(100);
});

test("breaks Chinese between any two characters", () => {
  expect(setText("一只水彩狐狸在三个季节里奔跑", box, measure).lines).toEqual(["一只水彩狐狸在三个季", "节里奔跑"]);
});

test("breaks a word that is wider than a line", () => {
  const { lines } = setText("https://example.com/a/long/address", box, measure);
  expect(lines.join("")).toBe("https://example.com/a/long/address");
  expect(lines.length).toBeGreaterThan(1);
});

test("bears an empty text", () => {
  expect(setText("  ", box, measure).lines).toEqual([]);
});
