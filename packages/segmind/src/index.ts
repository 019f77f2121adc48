import { knownOperation, type Provider, type RunOptions } from "@seedbed/core";
import { createSegmind } from "./client.ts";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { models } from "./request.ts";

export {
  createSegmind,
  type SeedreamV3TextToImageRequest,
  type SeedreamV5LiteImageToImageRequest,
  type SeedreamV5LiteTextToImageRequest,
  type SegmindClient,
} from "./client.ts";

/** Segmind, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider: Provider = {
  ...providerFact,
  dialect,
  operations,
  models,
  create(options) {
    const client = createSegmind(options);
    // The body comes from a model's own mapping, or is checked by the function itself.
    const run = async (operation: string, body: object, runOptions?: RunOptions) =>
      client[knownOperation(providerFact.id, operations, operation)](body as never, runOptions);
    return { call: run, run };
  },
};
