import { expect, test } from "vitest";
import { holm } from "./holm.ts";

test.each([
  ["the worked example of Wikipedia's article", [0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]],
  ["R's p.adjust of 0.01 to 0.05", [0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.08, 0.09, 0.09, 0.09]],
  ["one question alone stays as it is", [0.03], [0.03]],
  ["never above 1", [0.6, 0.7], [1, 1]],
  ["what could not be asked counts for nothing", [null, 0.02, 0.03], [null, 0.04, 0.04]],
])("%s", (_, given, want) => {
  const adjusted = holm(given);
  for (const [index, p] of want.entries()) {
    if (p === null) expect(adjusted[index]).toBeNull();
    else expect(adjusted[index]).toBeCloseTo(p, 12);
  }
});
