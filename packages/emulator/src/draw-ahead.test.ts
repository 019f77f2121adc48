import type { Emulation, EmulationContext } from "@seedbed/core/emulation";
import { expect, test, vi } from "vitest";
import { startEmulator } from "./start-emulator.ts";

test.each([
  { latencyScale: 0, drawn: 0 },
  { latencyScale: 1, drawn: 1 },
])("draws $drawn images ahead at a latency of $latencyScale", async ({ latencyScale, drawn }) => {
  const draw = vi.fn(async () => new Uint8Array());
  const image = { prompt: "", label: "", width: 1, height: 1, mediaType: "image/png" } as const;
  const emulate = (context: EmulationContext) => async () => {
    context.prepare({ ...image, seed: 1, index: 1, count: 1, watermark: false });
    return Response.json({});
  };
  const openapi = { paths: { "/v1/make": { post: { operationId: "make" } } } };
  const acme: Emulation = {
    id: "acme",
    openapi,
    switches: {},
    wallet: { balance: 5, currency: "credits" },
    rateLimit: { requests: 100, perMs: 60_000 },
    errorBody: (status) => ({ status }),
    emulate,
  };
  await using emulator = await startEmulator([acme], { latencyScale, draw });
  await fetch(`${emulator.url}/v1/make`, { method: "POST", body: "{}" });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await expect.poll(() => draw.mock.calls.length).toBe(drawn);
});
