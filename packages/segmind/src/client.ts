import {
  type Balance,
  type ClientOptions,
  checkJob,
  createApi,
  createContext,
  type Generation,
  generate,
  type Job,
  knownOperation,
  type Operation,
  type RunOptions,
  runJob,
  submitJob,
  type Transmit,
  waitForJob,
} from "@seedbed/core";
import { balanceOf, getUserCredits, type UserCredits } from "./credits.ts";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import {
  zSeedreamV3TextToImageBody,
  zSeedreamV5LiteImageToImageBody,
  zSeedreamV5LiteTextToImageBody,
} from "./gen/schemas.gen.ts";
import type { components, operations as Operations, paths } from "./gen/types.gen.ts";
import {
  askOf,
  type RequestResult,
  type RequestStatus,
  readRequest,
  readStatus,
  readSubmitted,
  type SubmittedRequest,
  submitName,
  waitCallOf,
} from "./jobs.ts";
import { readResult } from "./result.ts";

type Bodies = components["schemas"];
/** The fields of `POST /v1/seedream-v5-lite-text-to-image`, and of the same on `/v2`. @interface */
export type SeedreamV5LiteTextToImageRequest = Bodies["SeedreamV5LiteTextToImageRequest"];
/** The fields of `POST /v1/seedream-v5-lite-image-to-image`, and of the same on `/v2`. @interface */
export type SeedreamV5LiteImageToImageRequest = Bodies["SeedreamV5LiteImageToImageRequest"];
/** The fields of `POST /v1/seedream-v3-text-to-image`, and of the same on `/v2`. @interface */
export type SeedreamV3TextToImageRequest = Bodies["SeedreamV3TextToImageRequest"];
/** The fields of `GET /v2/requests/{request_id}` and of its status. @interface */
export type RequestPath = Operations["getRequestStatus"]["parameters"]["path"];

/** The functions that make images, and the fields that each takes. */
export interface Requests {
  seedreamV5LiteTextToImage: SeedreamV5LiteTextToImageRequest;
  seedreamV5LiteImageToImage: SeedreamV5LiteImageToImageRequest;
  seedreamV3TextToImage: SeedreamV3TextToImageRequest;
}

/**
 * Segmind's Seedream endpoints, one function each, with Segmind's own field names. The first three make images: in one answer of
 * the v1 API, or with `mode: "async"` through a job of the v2 API, which no seed describes. Each call of them is one paid generation.
 */
export interface SegmindClient {
  /** Seedream 5.0 lite from text. 0.035 USD per generation, about 36.4 s (seed 000). */
  seedreamV5LiteTextToImage(request: SeedreamV5LiteTextToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Seedream 5.0 lite from text and up to 10 images. 0.035 USD per generation, about 46.51 s (seed 001). */
  seedreamV5LiteImageToImage(request: SeedreamV5LiteImageToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Seedream 3.0 from text. 0.037 USD per generation, about 5.8 s (seed 002). */
  seedreamV3TextToImage(request: SeedreamV3TextToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Submits Seedream 5.0 lite from text to the v2 API: paid for, and to be polled. */
  submitSeedreamV5LiteTextToImage(
    request: SeedreamV5LiteTextToImageRequest,
    options?: RunOptions,
  ): Promise<SubmittedRequest>;
  /** Submits Seedream 5.0 lite from text and up to 10 images to the v2 API: paid for, and to be polled. */
  submitSeedreamV5LiteImageToImage(
    request: SeedreamV5LiteImageToImageRequest,
    options?: RunOptions,
  ): Promise<SubmittedRequest>;
  /** Submits Seedream 3.0 from text to the v2 API: paid for, and to be polled. */
  submitSeedreamV3TextToImage(request: SeedreamV3TextToImageRequest, options?: RunOptions): Promise<SubmittedRequest>;
  /** Tells how a v2 request stands. @throws GenerationFailedError where it failed */
  getRequestStatus(request: RequestPath, options?: RunOptions): Promise<RequestStatus>;
  /** Gives what a completed v2 request made. @throws GenerationFailedError where it failed */
  getRequestResult(request: RequestPath, options?: RunOptions): Promise<RequestResult>;
  /** Tells what the account holds, in Segmind's own words. */
  getUserCredits(request?: object, options?: RunOptions): Promise<UserCredits>;
  /** Tells what the account holds, in US dollars. */
  balance(options?: RunOptions): Promise<Balance>;
  /** Submits to the v2 API, in either mode, and gives the job as plain JSON, to be resumed here or in another process. */
  submit<Name extends keyof Requests>(operation: Name, request: Requests[Name], options?: RunOptions): Promise<Job>;
  /**
   * Waits for a job from `submit`, in either mode, and fetches its images.
   *
   * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job, which can be waited for again
   */
  waitForResult(job: Job, options?: RunOptions): Promise<Generation>;
}

const validators = {
  seedreamV5LiteTextToImage: zSeedreamV5LiteTextToImageBody,
  seedreamV5LiteImageToImage: zSeedreamV5LiteImageToImageBody,
  seedreamV3TextToImage: zSeedreamV3TextToImageBody,
};
/** What is read of any of the three bodies. */
interface Body {
  readonly prompt?: string;
  readonly max_images?: number;
  readonly image_input?: readonly string[];
}

/**
 * Creates a client for Segmind.
 *
 * @param options - the key comes from `SEGMIND_API_KEY` unless given; `mode: "async"` makes images through the v2 API
 * @throws AuthenticationError where there is no key
 */
export function createSegmind(options: ClientOptions = {}): SegmindClient {
  const context = createContext(providerFact, dialect, { env: globalThis.process?.env, ...options });
  const api = createApi<paths>(context);
  const { clock, timeoutMs } = context;
  const images = ({ max_images }: Body) => ({ min: 1, max: max_images ?? 1 });
  /** A path that belongs to a body: both are of one operation, whose validator has let the body pass. */
  const transmit =
    ({ path }: Operation) =>
    (body: object): Transmit =>
    (init) =>
      api.POST(path as "/v1/seedream-v3-text-to-image", { body: body as SeedreamV3TextToImageRequest, ...init });
  const ask = askOf(context, api);

  const submitted = (name: keyof Requests, request: Body, runOptions?: RunOptions) => {
    const operation = operations[submitName(name)];
    return submitJob<Body, SubmittedRequest>(
      context,
      {
        operation,
        validator: validators[name],
        imageFields: ["image_input"],
        images,
        transmit: transmit(operation),
        read: (_context, answer) => readSubmitted(context, operation, answer),
      },
      request,
      runOptions,
    );
  };
  const submit = async (name: keyof Requests, request: Body, runOptions?: RunOptions) =>
    (await submitted(knownOperation(providerFact.id, validators, name), request, runOptions)).job;
  const waitForResult = async (job: Job, runOptions?: RunOptions) =>
    waitForJob(context, waitCallOf(context, ask, checkJob(providerFact.id, job)), job, runOptions);
  const make = (name: keyof Requests) => (request: Body, runOptions?: RunOptions) => {
    if (options.mode === "async") {
      const wait = waitForResult;
      return runJob({ clock, timeoutMs, submit: (timed) => submit(name, request, timed), wait }, runOptions);
    }
    const operation = operations[name];
    return generate<Body>(
      context,
      {
        operation,
        validator: validators[name],
        images,
        transmit: transmit(operation),
        read: (_context, answer) => readResult(context, operation, answer),
      },
      request,
      runOptions,
    );
  };
  const submitOnly = (name: keyof Requests) => async (request: Body, runOptions?: RunOptions) =>
    (await submitted(name, request, runOptions)).reply;
  const credits = (_request?: object, runOptions?: RunOptions) =>
    getUserCredits(context, (init) => api.GET("/v1/get-user-credits", { ...init }), runOptions);

  return {
    seedreamV5LiteTextToImage: make("seedreamV5LiteTextToImage"),
    seedreamV5LiteImageToImage: make("seedreamV5LiteImageToImage"),
    seedreamV3TextToImage: make("seedreamV3TextToImage"),
    submitSeedreamV5LiteTextToImage: submitOnly("seedreamV5LiteTextToImage"),
    submitSeedreamV5LiteImageToImage: submitOnly("seedreamV5LiteImageToImage"),
    submitSeedreamV3TextToImage: submitOnly("seedreamV3TextToImage"),
    getRequestStatus: async (request, runOptions) => readStatus(context, await ask.status(request, runOptions)).value,
    getRequestResult: async (request, runOptions) => readRequest(context, await ask.result(request, runOptions)).value,
    getUserCredits: credits,
    balance: async (runOptions) => balanceOf(await credits(undefined, runOptions)),
    submit,
    waitForResult,
  };
}
