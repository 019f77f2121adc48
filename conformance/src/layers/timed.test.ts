import { expect, test, vi } from "vitest";
import { timed } from "./timed.ts";

test("what was run is told with the milliseconds it took, to a tenth", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValueOnce(1000).mockReturnValueOnce(1012.34);
  expect(await timed(async () => "made")).toEqual({ value: "made", durationMs: 12.3 });
  now.mockRestore();
});
