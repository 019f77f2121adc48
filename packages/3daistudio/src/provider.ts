import { createClock, knownOperation, type Provider, type RunOptions, runJob } from "@seedbed/core";
import { create3DAIStudio } from "./client.ts";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { models } from "./request.ts";

/** 3D AI Studio, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider: Provider<(typeof models)[number]["id"], (typeof models)[number]["family"]> = {
  ...providerFact,
  dialect,
  operations,
  models,
  create(options = {}) {
    const clock = options.clock ?? createClock();
    const client = create3DAIStudio({ ...options, clock });
    // The operation and body come from a model's own mapping.
    const submit = (operation: string, body: object, runOptions: RunOptions = {}) =>
      client.submit(operation as "seedreamV5LiteGenerate", body as never, runOptions);
    return {
      call: async (operation, request, runOptions) =>
        client[knownOperation(providerFact.id, operations, operation)](request as never, runOptions),
      submit,
      resume: (job, runOptions) => client.waitForResult(job, runOptions),
      balance: client.balance,
      run: (operation, body, runOptions) =>
        runJob(
          {
            clock,
            timeoutMs: options.timeoutMs,
            submit: (timed) => submit(operation, body, timed),
            wait: (job, timed) => client.waitForResult(job, timed),
          },
          runOptions,
        ),
    };
  },
};
