import type { Provider } from "@seedbed/core";
import { createNovita } from "./client.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { models } from "./request.ts";

export { createNovita, type NovitaClient, type Seedream5LiteRequest } from "./client.ts";

/** Novita, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider: Provider = {
  ...providerFact,
  operations,
  models,
  create(options) {
    const client = createNovita(options);
    return { run: (operation, body, runOptions) => client[operation as keyof typeof client](body as never, runOptions) }; // the operation and body of a model's own mapping
  },
};
