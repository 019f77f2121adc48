import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { openEmulatedBench, pixel } from "../testing/emulated-bench.ts";
import { startTelemetry } from "./telemetry.ts";

test("nothing is started where no variable asks for it", async () => {
  expect(await startTelemetry({})).toBeUndefined();
  expect(await startTelemetry({ OTEL_TRACES_EXPORTER: "none" })).toBeUndefined();
});

test("a collector gets a span and a duration of each generation, in the conventions for generative AI", async () => {
  const received = new Map<string, string>();
  const collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("latin1");
    received.set(request.url ?? "", (received.get(request.url ?? "") ?? "") + text);
    response.end();
  });
  await once(collector.listen(0, "127.0.0.1"), "listening");
  const { port } = collector.address() as AddressInfo; // it listens on a port
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "none",
    OTEL_NODE_RESOURCE_DETECTORS: "none",
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const plan = {
    models: ["segmind/seedream-v3"],
    prompts: ["a fox"],
    settings: { aspectRatio: "1:1" as const },
    repetitions: 2,
  };
  await using bench = await openEmulatedBench(plan, { draw: async () => pixel, latencyScale: 0 });
  const telemetry = await startTelemetry(env);
  if (!telemetry) throw new Error("it was asked for");
  await bench.run({ telemetry });
  await telemetry.close();
  collector.close();
  vi.unstubAllEnvs();
  const spans = received.get("/v1/traces") ?? "";
  expect(spans.match(/generate_content segmind\/seedream-v3/g)).toHaveLength(2);
  for (const name of ["gen_ai.provider.name", "gen_ai.request.model", "gen_ai.output.type", "seedbed.emulated"])
    expect(spans).toContain(name);
  expect(received.get("/v1/metrics")).toContain("gen_ai.client.operation.duration");
});
