import { expect, test } from "vitest";
import { spoilResponse } from "./spoil-response.ts";

const clock = { now: () => 0, sleep: async () => {} };
const response = () => new Response("0123456789", { status: 201, headers: { "content-length": "10", "x-id": "7" } });

test.each([
  [{ kind: "truncate" }, "01234"],
  [{ kind: "truncate", share: 0.3 }, "012"],
  [{ kind: "slow", bytesPerSecond: 20 }, "0123456789"],
  [{ kind: "mediaType", mediaType: "text/html" }, "0123456789"],
] as const)("%j keeps status and headers, and claims no length that is not so", async (fault, want) => {
  const spoilt = await spoilResponse(response(), fault, clock, () => {});
  expect([spoilt.status, spoilt.headers.get("x-id"), spoilt.headers.get("content-length")]).toEqual([201, "7", null]);
  expect(await spoilt.text()).toBe(want);
});

test("leaves an answer as it is where the fault is not one of the body", async () => {
  const whole = response();
  expect(await spoilResponse(whole, { kind: "failed" }, clock, () => {})).toBe(whole);
});
