import type { Provider } from "@seedbed/core";
import { createSegmind } from "./client.ts";
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
  operations,
  models,
  create(options) {
    const client = createSegmind(options);
    return { run: (operation, body, runOptions) => client[operation as keyof typeof client](body as never, runOptions) }; // the operation and body of a model's own mapping
  },
};
