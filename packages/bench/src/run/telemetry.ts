import { metrics, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Target } from "@seedbed/compare";
import { InvalidRequestError } from "@seedbed/core";
import type { BenchAttempt, Cell } from "../bench-record.ts";

/** Traces and metrics of a run, in OpenTelemetry's conventions for generative AI. */
export interface Telemetry {
  /** Begins the span of a cell. */
  start(cell: Cell, target: Target): { end(attempt: BenchAttempt): void };
  /** Sends what is left. */
  close(): Promise<void>;
}

const variables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER"];

/**
 * Starts OpenTelemetry where its variables ask for it; undefined, and nothing is loaded, where they do not.
 *
 * @throws InvalidRequestError where they do and `@opentelemetry/sdk-node` is not installed
 */
export async function startTelemetry(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Telemetry | undefined> {
  const asked = variables.find((name) => (env[name] ?? "none") !== "none");
  if (!asked || env.OTEL_SDK_DISABLED === "true") return undefined;
  const { NodeSDK } = await import("@opentelemetry/sdk-node").catch(() => {
    throw new InvalidRequestError(
      `${asked} asks for OpenTelemetry, which is not installed: add @opentelemetry/sdk-node, or unset it.`,
      { field: asked },
    );
  });
  const sdk = new NodeSDK({ serviceName: env.OTEL_SERVICE_NAME ?? "seedbed" });
  sdk.start();
  return { ...telemetryOf(), close: () => sdk.shutdown().catch(() => {}) }; // a collector that is away must not fail the run
}

/** Spans and metrics over whatever is registered with `@opentelemetry/api`. */
export function telemetryOf(): Pick<Telemetry, "start"> {
  const tracer = trace.getTracer("seedbed");
  const meter = metrics.getMeter("seedbed");
  const duration = meter.createHistogram("gen_ai.client.operation.duration", {
    unit: "s",
    description: "From the intended start to the result, in the provider's time",
  });
  const cost = meter.createCounter("seedbed.cost", { description: "What is confirmed to be billed, by currency" });
  return {
    start(cell, { provider, model }) {
      const common = {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": provider.id,
        "gen_ai.request.model": model.id,
        "gen_ai.output.type": "image",
      };
      const span = tracer.startSpan(`generate_content ${model.id}`, {
        kind: SpanKind.CLIENT,
        attributes: {
          ...common,
          "gen_ai.request.choice.count": cell.request.count ?? 1,
          ...(cell.request.seed === undefined ? {} : { "gen_ai.request.seed": cell.request.seed }),
          "seedbed.cell": cell.id,
        },
      });
      return {
        end({ failure, latency, requestId, emulated, outcome, confirmed }) {
          const failed = failure ? { "error.type": failure.name } : {};
          const all = { ...common, ...failed, "seedbed.emulated": emulated };
          span.setAttributes({
            ...failed,
            "seedbed.emulated": emulated,
            "seedbed.outcome": outcome,
            ...(requestId === null ? {} : { "gen_ai.response.id": requestId }),
          });
          if (failure) span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
          span.end();
          if (latency) duration.record(latency.maxMs / 1000, all);
          if (confirmed) cost.add(confirmed.max, { ...all, "seedbed.currency": confirmed.currency });
        },
      };
    },
  };
}
