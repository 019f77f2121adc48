import type {
  Capabilities,
  ClientOptions,
  Generation,
  Job,
  Model,
  Operation,
  Provider,
  RunOptions,
  SeedbedError,
} from "@seedbed/core";
import { checkNormalized, parityOf, sentAsIs } from "@seedbed/core/provider";

/** How a provider of the tests behaves. */
export interface FakeProvider {
  readonly capabilities?: Partial<Capabilities>;
  /** Thrown where a client is made. */
  readonly refuses?: SeedbedError;
  /** Thrown where a generation is run. */
  readonly fails?: Error;
  /** Done where a generation is run; what it gives is added to it. */
  readonly acts?: (options: RunOptions, client: ClientOptions) => Partial<Generation> | Promise<Partial<Generation>>;
  /** Told of every generation that is run, and of every job that is resumed. */
  readonly log?: string[];
  readonly family?: string;
  readonly price?: Operation["price"];
  readonly jobs?: boolean;
}

/** A provider with one model, `<id>/m`, that takes images, a count and a seed. */
export function fakeProvider(id: string, fake: FakeProvider = {}): Provider {
  const operation: Operation = {
    provider: id,
    operationId: "make",
    method: "POST",
    path: "/make",
    model: `${id}/m`,
    price: fake.price ?? null,
    latency: { minMs: 5000, maxMs: 9000, per: "generation", evidence: "vendor", source: "page" },
    resultExpiresMs: null,
    job: null,
    fields: {},
    errors: [],
  };
  const model: Model = {
    id: `${id}/m`,
    provider: id,
    displayName: id,
    family: fake.family ?? "m",
    capabilities: {
      maxCount: 4,
      maxImages: 2,
      aspectRatios: [],
      resolutions: [],
      maxImageBytes: 100,
      imageMediaTypes: ["image/gif", "image/bmp"],
      takesImageUrls: true,
      ...fake.capabilities,
    },
    map(request) {
      checkNormalized(model, request);
      const { body, sent } = sentAsIs(request, { images: "images", count: "n", seed: "seed" });
      const count = request.count ?? 1;
      return {
        operation,
        body: { prompt: request.prompt, ...body },
        parity: parityOf(request, sent),
        askedSize: null,
        count,
        fewest: 1,
      };
    },
  };
  const generation = {
    provider: id,
    operation: "make",
    model: model.id,
    images: [],
    cost: null,
    timing: { startedAt: "2026-01-01T00:00:00.000Z", latencyMs: 1, waitedMs: 0, downloadMs: 0 },
    drift: [],
  };
  return {
    id,
    displayName: id,
    createFunction: "create",
    keyVariable: "KEY",
    baseUrl: "https://example.invalid",
    rateLimit: null,
    operations: { make: operation },
    dialect: { authorize: (apiKey) => ({ "x-api-key": apiKey }), readError: () => ({}) },
    models: [model],
    create(client = {}) {
      const resume = async (job: Job) => {
        fake.log?.push(`${id} ${job.taskId}`);
        return generation;
      };
      if (fake.refuses) throw fake.refuses;
      return {
        call: async () => undefined,
        async run(_operation, body, options = {}) {
          fake.log?.push(`${id} ${JSON.stringify(body)}`);
          if (fake.fails) throw fake.fails;
          return { ...generation, ...(await fake.acts?.(options, client)) };
        },
        ...(fake.jobs ? { resume } : {}),
      };
    },
  };
}
