import type { Answer } from "../call/answer.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { Mode, RunOptions } from "../call/client-options.ts";
import { generate } from "../call/generate.ts";
import type { Generation } from "../call/generation.ts";
import type { Operation } from "../call/operation.ts";
import { parseAnswer, readAnswer } from "../call/parse-answer.ts";
import { singleCall } from "../call/single-call.ts";
import { transmitOf } from "../call/transmit.ts";
import { checkRequest, type Validator } from "../check/check-request.ts";
import { type ImagesFact, readImages } from "../images/read-images.ts";
import { jobActions, type Submission } from "../job/follow-job.ts";

/** What all calls of a client share. */
export interface Bound {
  /** Its settings. */
  readonly context: ClientContext;
  /** As the client's options say. */
  readonly mode: Mode | undefined;
}

/** One endpoint: the facts about it, and what is done with a request. */
export interface Call<Request extends object = object, Value = unknown> {
  /** What is called. */
  readonly operation: Operation;
  /** How it is submitted as a job, if it can be, and what is done with jobs. */
  readonly asJob?: { readonly submission: Submission; readonly actions: typeof jobActions };
  /** What the client's function of that name does. */
  invoke(bound: Bound, request: Request, options?: RunOptions): Promise<Value>;
  /** Runs it to its images, a job included; absent if it makes none. */
  run?(bound: Bound, request: Request, options?: RunOptions): Promise<Generation>;
}

/** A paid endpoint that answers with its images. */
export interface GenerationFact<Body extends object> extends ImagesFact {
  /** What is called. */
  readonly operation: Operation & { readonly model: string };
  /** Its body by the spec. */
  readonly body: Validator<Body>;
  /** The fewest and the most images that a body can give. */
  count(body: Body): { min: number; max: number };
  /** The call that makes the same as a job, in mode `async`. */
  readonly jobCall?: Required<Pick<Call, "asJob">>;
}

/** Makes the call of an endpoint that answers with its images. */
export function generation<Body extends object>(fact: GenerationFact<Body>): Call<Body, Generation> {
  const { operation, body: validator, count, jobCall } = fact;
  const run: Call<Body, Generation>["invoke"] = async ({ context, mode }, request, options) => {
    if (mode === "async" && jobCall) {
      const { submission, actions } = jobCall.asJob;
      return actions.run(context, submission, request, options);
    }
    return generate(
      context,
      {
        operation,
        validator,
        images: count,
        transmit: (body) => transmitOf(context, operation, { body }),
        read: (_, answer) => readImages(context, operation, answer, fact),
      },
      request,
      options,
    );
  };
  return { operation, ...(jobCall && { asJob: jobCall.asJob }), invoke: run, run };
}

/** Makes the call of an endpoint that answers with a task: its function gives the provider's reply. */
export function submission<Body extends object, Reply>(
  fact: Submission<Body, Reply>,
): Call<Body, Reply> & Required<Pick<Call, "asJob">> {
  return {
    operation: fact.operation,
    asJob: { submission: fact, actions: jobActions },
    invoke: async ({ context }, request, options) =>
      (await jobActions.submitted(context, fact, request, options)).reply,
    run: async ({ context }, request, options) => jobActions.run(context, fact, request, options),
  };
}

/** A free endpoint: a balance, or the state or the result of a task. */
export interface QueryFact<Path extends object = object, Value = unknown> {
  /** What is called. */
  readonly operation: Operation;
  /** The parameters in its path; absent if there are none. */
  readonly path?: Validator<Path>;
  /** Its answer by the spec. */
  readonly answer: Validator<Value>;
  /** The fields that must be as documented, while all else that is not is drift. @default all of the answer */
  readonly binding?: readonly string[];
}

/** Makes the call of a free endpoint. */
export function query<Path extends object, Value>(
  fact: QueryFact<Path, Value>,
): Call<Path, Value> & QueryFact<Path, Value> {
  const { operation, path } = fact;
  return {
    ...fact,
    async invoke({ context }, request, options) {
      const parts = path ? { path: checkRequest(operation, path, request) } : {};
      const answer = await singleCall(context, operation, transmitOf(context, operation, parts), options);
      return readQuery(context, fact, answer).value;
    },
  };
}

function readQuery<Value>(context: ClientContext, fact: QueryFact<object, Value>, answer: Answer) {
  const { operation, answer: validator, binding } = fact;
  if (!binding) return parseAnswer(context, operation, answer, validator);
  const { value, drift } = readAnswer(context, operation, answer, validator, binding);
  return { value: value as Value, drift }; // what binds is as documented; what else is not, is drift
}
