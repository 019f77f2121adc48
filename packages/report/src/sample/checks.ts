import type { CheckRecord } from "../run-record.ts";
import { sampleGenerations } from "./generations.ts";

const replayed = (provider: string, operation: string, cases: string[], provenance: "documented" | "synthetic") =>
  cases.map(
    (name, index): CheckRecord => ({
      id: `${provider}/${operation}/${name}`,
      layer: "replay",
      provider,
      operation,
      title: name.replaceAll("-", " "),
      verdict: "ok",
      durationMs: 4 + index,
      file: `conformance/fixtures/${provider}/${operation}/${name}.json`,
      provenance,
      findings: [],
    }),
  );

const lints = ["segmind", "3daistudio", "novita"].map(
  (provider): CheckRecord => ({
    id: `lint/${provider}`,
    layer: "lint",
    provider,
    title: "the bundled spec is valid OpenAPI 3.1",
    verdict: "ok",
    durationMs: 118,
    file: `specs/${provider}/openapi.yaml`,
    findings: [],
  }),
);

const smokes = sampleGenerations.map(
  (generation): CheckRecord => ({
    id: generation.checkId,
    layer: "smoke",
    provider: generation.provider,
    operation: generation.operation,
    title: `${generation.model} makes an image (${generation.mode})`,
    verdict: generation.verdict,
    durationMs: (generation.latencyMs ?? 3_000) / 100,
    findings:
      generation.verdict === "violation"
        ? [
            {
              field: "expect.images[0].width",
              message: "the image is not of the size that was asked for",
              expected: 2848,
              actual: 2048,
            },
            {
              field: "response.body.images",
              message: "an answer <script>alert(1)</script> holds a field of the wrong type",
              expected: { type: "array", items: { type: "string", format: "uri" }, minItems: 1, maxItems: 15 },
              actual: [{ image_url: "https://images.example.com/output/5f3a9c1d2b.jpg", ttl: 3600, type: "jpeg" }],
            },
          ]
        : generation.error
          ? [{ field: "exchange", message: generation.error.message }]
          : [],
  }),
);

/** Checks of every layer, with every verdict but `harness`. */
export const sampleChecks: CheckRecord[] = [
  ...lints,
  ...replayed("segmind", "seedreamV5LiteTextToImage", ["sample", "several-images", "bytes"], "documented"),
  ...replayed("segmind", "seedreamV5LiteTextToImage", ["html-error-page", "truncated-json"], "synthetic"),
  ...replayed("segmind", "seedreamV5LiteImageToImage", ["sample", "two-images"], "documented"),
  ...replayed("segmind", "seedreamV3TextToImage", ["sample", "no-credits"], "documented"),
  ...replayed("3daistudio", "seedreamV5LiteGenerate", ["sample", "throttled"], "documented"),
  ...replayed("3daistudio", "seedreamV5LiteEdit", ["sample"], "documented"),
  ...replayed("3daistudio", "generationStatus", ["finished", "failed"], "documented"),
  ...replayed("3daistudio", "generationStatus", ["unknown-state", "never-ending"], "synthetic"),
  ...replayed("novita", "seedream5Lite", ["sample", "not-enough-balance"], "documented"),
  {
    id: "novita/seedream5Lite/extra-field",
    layer: "replay",
    provider: "novita",
    operation: "seedream5Lite",
    title: "an answer with a field that no document names",
    verdict: "drift",
    durationMs: 6,
    file: "conformance/fixtures/novita/seedream5Lite/extra-field.json",
    line: 14,
    warning: "read on 2026-02-25, 269 days ago: see whether seed 004 still says so",
    provenance: "documented",
    date: "2026-02-25",
    findings: [
      {
        field: "response.body.seed",
        message: "body.seed is in no document",
        actual: 42,
        drift: "field",
        overlay: {
          target: '$["components"]["schemas"]["ImagesResult"]["properties"]',
          update: { seed: { type: "number", "x-evidence": "observed" } },
        },
      },
      {
        field: "response.body.usage",
        message: "body.usage is in no document",
        actual: {},
        drift: "field",
        known: "seen since March, and said to be temporary",
      },
    ],
    exchanges: [
      {
        request: { method: "POST", path: "/v3/seedream-5.0-lite", body: { prompt: "a <b>koi</b> pond", size: "2K" } },
        response: {
          status: 200,
          headers: { "content-type": "application/json" },
          body: { images: ["https://images.example.com/output/5f3a9c1d2b.jpg?[cut]"], seed: 42, usage: {} },
        },
      },
    ],
  },
  ...(["client", "server"] as const).map(
    (layer): CheckRecord => ({
      id: `novita/seedream5Lite/${layer}/size-over`,
      layer,
      provider: "novita",
      operation: "seedream5Lite",
      title: 'size "3226x3226" is refused',
      verdict: "ok",
      durationMs: 1,
      statement: { text: "Outside what is documented of size.", evidence: "seed", source: "seed 004" },
      curl: `curl -sS -i 'https://api.novita.ai/v3/seedream-5.0-lite' -H "authorization: Bearer $NOVITA_API_KEY" -d '{"prompt":"a","size":"3226x3226"}'`,
      findings: [],
    }),
  ),
  {
    id: "novita/seedream5Lite/live-sample",
    layer: "replay",
    provider: "novita",
    operation: "seedream5Lite",
    title: "a recorded answer of the sample request",
    verdict: "skipped",
    durationMs: 0,
    reason: "no recording yet: it needs a key",
    findings: [],
  },
  ...smokes,
];
