import { knownOperation, type Provider, type RunOptions } from "@seedbed/core";
import { createNovita } from "./client.ts";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { models } from "./request.ts";

/** Novita, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider: Provider<(typeof models)[number]["id"], (typeof models)[number]["family"]> = {
  ...providerFact,
  dialect,
  operations,
  models,
  create(options) {
    const client = createNovita(options);
    // The body comes from a model's own mapping, or is checked by the function itself.
    const run = async (operation: string, body: object, runOptions?: RunOptions) =>
      client[knownOperation(providerFact.id, operations, operation)](body as never, runOptions);
    return { call: run, run };
  },
};
