import { describe, expect, test } from "vitest";
import { orderedResponse, spoilResponse } from "./spoil-response.ts";

const clock = { now: () => 0, sleep: async () => {} };
const response = () => new Response("0123456789", { status: 201, headers: { "content-length": "10", "x-id": "7" } });

test.each([
  [{ kind: "truncate" }, "01234"],
  [{ kind: "truncate", share: 0.3 }, "012"],
  [{ kind: "slow", bytesPerSecond: 20 }, "0123456789"],
  [{ kind: "mediaType", mediaType: "text/html" }, "0123456789"],
] as const)("%j keeps status and headers, and claims no length that is not so", async (fault, want) => {
  const spoilt = await spoilResponse(response(), fault, clock, async () => {});
  expect([spoilt.status, spoilt.headers.get("x-id"), spoilt.headers.get("content-length")]).toEqual([201, "7", null]);
  expect(await spoilt.text()).toBe(want);
});

test("leaves an answer as it is where the fault is not one of the body", async () => {
  const whole = response();
  expect(await spoilResponse(whole, { kind: "failed" }, clock, async () => {})).toBe(whole);
});

describe("an ordered answer", () => {
  const own = { errorBody: () => ({ error: "its own" }), errorHeaders: () => ({ "x-trace": "1" }) };
  const order = (over: object) => orderedResponse({ kind: "status", status: 500, ...over }, own, clock);

  test("has the provider's own body, or the one that was given, null too", async () => {
    expect(await order({}).json()).toEqual({ error: "its own" });
    expect(await order({ body: null }).text()).toBe("null");
    expect(await order({ body: "" }).text()).toBe("");
  });

  test("has each header once, however it is written", () => {
    const response = order({ headers: { "Content-Type": "text/csv", "RETRY-AFTER": "7" } });
    expect([response.headers.get("content-type"), response.headers.get("retry-after")]).toEqual(["text/csv", "7"]);
  });
});
