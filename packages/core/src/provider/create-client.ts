import { createContext, type Dialect } from "../call/client-context.ts";
import type { ClientOptions, RunOptions } from "../call/client-options.ts";
import { findOperation } from "../call/find-operation.ts";
import type { Submission } from "../job/follow-job.ts";
import type { Job } from "../job/job.ts";
import type { Bound, Call } from "./call.ts";
import type { Balance } from "./provider.ts";
import type { ProviderFact } from "./provider-fact.ts";

/** A call for each function of a client that is an endpoint's. */
export type CallsOf<Client> = {
  readonly [Name in Exclude<keyof Client, "submit" | "waitForResult" | "balance">]: Client[Name] extends (
    request: infer Request extends object,
    options?: RunOptions,
  ) => Promise<infer Value>
    ? Call<Request, Value>
    : Call;
};

/** A client as data: its endpoints, and how the provider is spoken to. */
export interface ClientFact<Client extends object> {
  /** What the spec says of the provider. */
  readonly fact: ProviderFact;
  /** How it is spoken to, and how it says no. */
  readonly dialect: Dialect;
  /** Its endpoints, by the names of the client's functions. */
  readonly calls: CallsOf<Client>;
  /** Asks what the account holds, by the client's own functions. */
  balance?(client: Client, options?: RunOptions): Promise<Balance>;
}

/** Makes a client: a function for each endpoint, and `submit`, `waitForResult` and `balance` if the provider has them. */
export function createClient<Client extends object>(fact: ClientFact<Client>, options: ClientOptions): Client {
  return bind(fact, options).client;
}

/** A client, and the same behind names that hold for every provider. */
export function bind<Client extends object>(
  { fact, dialect, calls: typed, balance: ask }: ClientFact<Client>,
  options: ClientOptions,
) {
  const context = createContext(fact, dialect, { env: globalThis.process?.env, ...options });
  const bound: Bound = { context, mode: options.mode };
  const calls = Object.entries<Call>(typed);
  const functions = Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      async (request: object, options?: RunOptions) => call.invoke(bound, request, options),
    ]),
  );
  const client = { ...functions } as Client; // each function's type was looked at where its call was written
  const submissions = Object.fromEntries(
    calls.flatMap(([name, { asJob }]): [string, Submission][] => (asJob ? [[name, asJob.submission]] : [])),
  );
  const actions = calls.flatMap(([, { asJob }]) => (asJob ? [asJob.actions] : []))[0];
  const jobs = actions && {
    submit: async (name: string, request: object, options?: RunOptions): Promise<Job> =>
      (await actions.submitted(context, findOperation(fact.id, submissions, name), request, options)).job,
    waitForResult: (job: unknown, options?: RunOptions) =>
      actions.waitForResult(context, Object.values(submissions), job, options),
  };
  const balance = ask && { balance: (options?: RunOptions) => ask(client, options) };
  Object.assign(client, jobs, balance);
  return { bound, calls, functions, client, jobs, balance };
}
