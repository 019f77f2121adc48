import { knownOperation, type Provider, type ProviderClient, type RunOptions } from "@seedbed/core";
import { createSegmind, type Requests } from "./client.ts";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { models } from "./request.ts";

/** Segmind, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider: Provider<(typeof models)[number]["id"], (typeof models)[number]["family"]> = {
  ...providerFact,
  dialect,
  operations,
  models,
  create(options) {
    const client = createSegmind(options);
    // The body comes from a model's own mapping, or is checked by the function itself.
    const call: ProviderClient["call"] = async (operation, request, runOptions) =>
      client[knownOperation(providerFact.id, operations, operation)](request as never, runOptions);
    const submit = (operation: string, body: object, runOptions?: RunOptions) =>
      client.submit(modelFunction(operation), body as never, runOptions);
    return {
      call,
      submit,
      // An operation of v2 is a job in either mode.
      run: async (operation, body, runOptions) => {
        const name = modelFunction(operation);
        const of = name === operation ? client : createSegmind({ ...options, mode: "async" });
        return of[name](body as never, runOptions);
      },
      resume: client.waitForResult,
      balance: client.balance,
    };
  },
};

const { seedreamV5LiteTextToImage, seedreamV5LiteImageToImage, seedreamV3TextToImage } = operations;

/** The function that makes images, of an operation of v1 or v2. */
function modelFunction(operation: string): keyof Requests {
  const name = operation.replace(/^submit./, (start) => start.slice(-1).toLowerCase());
  const known = { seedreamV5LiteTextToImage, seedreamV5LiteImageToImage, seedreamV3TextToImage };
  return knownOperation(providerFact.id, known, name);
}
