import type { Emulation } from "@seedbed/core/emulation";
import { expect, test } from "vitest";
import { startEmulator } from "./start-emulator.ts";

test("gives the same ids and latencies for the same seed, whatever other providers do", async () => {
  const drawn: string[] = [];
  const openapi = {
    paths: { "/v1/make": { post: { operationId: "make", "x-latency": { minMs: 10, maxMs: 20, per: "image" } } } },
  };
  const acme: Emulation = {
    id: "acme",
    openapi,
    switches: {},
    wallet: { balance: 5, currency: "credits" },
    rateLimit: null,
    errorBody: () => ({}),
    emulate: (context) => async () => {
      drawn.push(`${context.uuid()} ${context.latency("make", 1)}`);
      return new Response();
    },
  };
  for (const seed of [1, 1, 2]) {
    await using emulator = await startEmulator([acme], { seed });
    await fetch(`${emulator.url}/v1/make`, { method: "POST", body: "{}" });
  }
  expect(drawn[0]).toBe(drawn[1]);
  expect(drawn[0]).not.toBe(drawn[2]);
});
