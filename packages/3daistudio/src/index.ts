import { createClock, knownOperation, type Provider, type RunOptions } from "@seedbed/core";
import { create3DAIStudio } from "./client.ts";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { models } from "./request.ts";

export {
  create3DAIStudio,
  type GetGenerationRequestStatusRequest,
  type SeedreamV5LiteEditRequest,
  type SeedreamV5LiteGenerateRequest,
  type ThreeDAIStudioClient,
} from "./client.ts";
export type { SubmittedTask, TaskStatus } from "./result.ts";

/** 3D AI Studio, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider: Provider = {
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
      async run(operation, body, runOptions = {}) {
        const startedAtMs = clock.now();
        const timeoutMs = runOptions.timeoutMs ?? options.timeoutMs ?? 600_000;
        const job = await submit(operation, body, { ...runOptions, timeoutMs });
        return client.waitForResult(job, { ...runOptions, timeoutMs, startedAtMs });
      },
    };
  },
};
