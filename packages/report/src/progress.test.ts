import { expect, it } from "vitest";
import { createProgress } from "./progress.ts";

function play(isTty: boolean, width = 80): string[] {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text), isTty, colour: false, width });
  progress.start(2, "lint");
  progress.step({ id: "lint/novita", verdict: "ok" });
  progress.step({ id: "lint/segmind\u001b[2J", verdict: "skipped" });
  progress.start(1, "replay");
  progress.step({ id: "novita/seedream5Lite/sample", verdict: "violation" });
  progress.finish();
  progress.finish();
  return written;
}

it("writes failures at once and a line per layer where there is no terminal", () => {
  expect(play(false)).toEqual([
    "lint: 2 of 2, 1 ok, 1 skipped\n",
    "violation novita/seedream5Lite/sample\n",
    "replay: 1 of 1, 1 violation\n",
  ]);
});

it("rewrites one line on a terminal, and clears it at the end", () => {
  const written = play(true, 40);
  expect(written.join("")).not.toContain("\n");
  expect(written.every((text) => text.startsWith("\r\u001b[2K"))).toBe(true);
  expect(written[4]).toBe("\r\u001b[2Kreplay 1/1  1 violation  novita/seedrea");
  expect(written[2]).not.toContain("\u001b[2J");
  expect(written.at(-1)).toBe("\r\u001b[2K");
});

it("says nothing where nothing began", () => {
  const written: string[] = [];
  createProgress({ write: (text) => written.push(text), isTty: true, colour: true }).finish();
  expect(written).toEqual([]);
});
