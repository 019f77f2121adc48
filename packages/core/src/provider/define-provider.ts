import type { RunOptions } from "../call/client-options.ts";
import { findOperation } from "../call/find-operation.ts";
import type { Generation } from "../call/generation.ts";
import type { Call } from "./call.ts";
import { bind, type ClientFact } from "./create-client.ts";
import type { Model, Provider } from "./provider.ts";

/** A provider as `@seedbed/compare` and the `seedbed` command take it: its models, and its client behind the same names. */
export function defineProvider<Client extends object, const Models extends readonly Model[]>(
  client: ClientFact<Client>,
  models: Models,
): Provider<Models[number]["id"], Models[number]["family"]> {
  const { fact, dialect, calls } = client;
  const all = Object.entries<Call>(calls);
  return {
    ...fact,
    dialect,
    operations: Object.fromEntries(all.map(([name, { operation }]) => [name, operation])),
    models,
    create(options = {}) {
      const { bound, functions, jobs, balance } = bind(client, options);
      const runs = Object.fromEntries(
        all.flatMap(([name, { run }]) =>
          run ? [[name, (body: object, options?: RunOptions): Promise<Generation> => run(bound, body, options)]] : [],
        ),
      );
      return {
        call: async (name, request, options) => findOperation(fact.id, functions, name)(request, options),
        run: async (name, body, options) => findOperation(fact.id, runs, name)(body, options),
        ...(jobs && { submit: jobs.submit, resume: jobs.waitForResult }),
        ...balance,
      };
    },
  };
}
