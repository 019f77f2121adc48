import {
  type Balance,
  type ClientOptions,
  checkJob,
  createApi,
  createContext,
  estimateCost,
  type Generation,
  type Job,
  knownOperation,
  type Operation,
  type RunOptions,
  type SubmitCall,
  submitJob,
  waitForJob,
} from "@seedbed/core";
import { dialect } from "./errors.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import { zSeedreamV5LiteEditBody, zSeedreamV5LiteGenerateBody } from "./gen/schemas.gen.ts";
import type { operations as Operations, paths } from "./gen/types.gen.ts";
import { readJob, readSubmitted, type SubmittedTask, type TaskStatus } from "./result.ts";
import { checkTaskId, getStatus } from "./status.ts";
import { balanceOf, getWallet, type Wallet, type WalletOperation } from "./wallet.ts";

type BodyOf<Id extends "seedreamV5LiteGenerate" | "seedreamV5LiteEdit"> =
  Operations[Id]["requestBody"]["content"]["application/json"];

/** The fields of `POST /v1/images/seedream/v5/lite/generate/`. @interface */
export type SeedreamV5LiteGenerateRequest = BodyOf<"seedreamV5LiteGenerate">;
/** The fields of `POST /v1/images/seedream/v5/lite/edit/`. @interface */
export type SeedreamV5LiteEditRequest = BodyOf<"seedreamV5LiteEdit">;

/** The fields of `GET /v1/generation-request/{task_id}/status/`. @interface */
export type GetGenerationRequestStatusRequest = Operations["getGenerationRequestStatus"]["parameters"]["path"];

/** 3D AI Studio's Seedream endpoints, one function each, with its own field names; and what a job needs beside them. */
export interface ThreeDAIStudioClient {
  /** Submits Seedream 5.0 lite from text. 10 credits per image, 20 to 40 s (seed 003). */
  seedreamV5LiteGenerate(request: SeedreamV5LiteGenerateRequest, options?: RunOptions): Promise<SubmittedTask>;
  /** Submits Seedream 5.0 lite from text and 1 to 10 images. 10 credits per image, 20 to 40 s (seed 003). */
  seedreamV5LiteEdit(request: SeedreamV5LiteEditRequest, options?: RunOptions): Promise<SubmittedTask>;
  /** Tells how a task stands. Costs nothing; may count towards the 3 requests a minute. */
  getGenerationRequestStatus(request: GetGenerationRequestStatusRequest, options?: RunOptions): Promise<TaskStatus>;
  /** Tells what the account holds, in credits. */
  getWallet(request?: object, options?: RunOptions): Promise<Wallet>;
  /** The same at the path that an older page of 3D AI Studio shows. */
  getWalletAtOlderPath(request?: object, options?: RunOptions): Promise<Wallet>;
  /** Tells what the account holds, at whichever of the two paths there is. */
  balance(options?: RunOptions): Promise<Balance>;
  /** Submits and gives the job as plain JSON, to be resumed here or in another process. */
  submit(
    operation: "seedreamV5LiteGenerate",
    request: SeedreamV5LiteGenerateRequest,
    options?: RunOptions,
  ): Promise<Job>;
  submit(operation: "seedreamV5LiteEdit", request: SeedreamV5LiteEditRequest, options?: RunOptions): Promise<Job>;
  /**
   * Waits for a task, or for a job from `submit`, and fetches its images.
   *
   * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job, which can be waited for again
   */
  waitForResult(taskOrJob: string | Job, options?: RunOptions): Promise<Generation>;
}

/**
 * Creates a client for 3D AI Studio.
 *
 * @param options - the key comes from `THREEDAISTUDIO_API_KEY` unless given
 * @throws AuthenticationError where there is no key
 */
export function create3DAIStudio(options: ClientOptions = {}): ThreeDAIStudioClient {
  const context = createContext(providerFact, dialect, { env: globalThis.process?.env, ...options });
  const api = createApi<paths>(context);
  const images = (body: { num_images?: number }) => ({ min: body.num_images ?? 1, max: body.num_images ?? 1 });
  const reader =
    (operation: Operation): SubmitCall<object, SubmittedTask>["read"] =>
    (context, answer) =>
      readSubmitted(context, operation, answer);

  const generateCall: SubmitCall<SeedreamV5LiteGenerateRequest, SubmittedTask> = {
    operation: operations.seedreamV5LiteGenerate,
    validator: zSeedreamV5LiteGenerateBody,
    imageFields: [],
    images,
    transmit: (body) => (init) => api.POST("/v1/images/seedream/v5/lite/generate/", { body, ...init }),
    read: reader(operations.seedreamV5LiteGenerate),
  };
  const editCall: SubmitCall<SeedreamV5LiteEditRequest, SubmittedTask> = {
    operation: operations.seedreamV5LiteEdit,
    validator: zSeedreamV5LiteEditBody,
    imageFields: ["image_urls"],
    images,
    transmit: (body) => (init) => api.POST("/v1/images/seedream/v5/lite/edit/", { body, ...init }),
    read: reader(operations.seedreamV5LiteEdit),
  };
  const transmitStatus = (taskId: string) => (init: object) =>
    api.GET("/v1/generation-request/{task_id}/status/", { params: { path: { task_id: taskId } }, ...init });
  const wallet = (name: WalletOperation, runOptions?: RunOptions) => {
    const path = name === "getWallet" ? "/account/user/wallet/" : "/user/wallet/";
    return getWallet(context, name, (init) => api.GET(path, { ...init }), runOptions);
  };

  return {
    seedreamV5LiteGenerate: async (request, runOptions) =>
      (await submitJob(context, generateCall, request, runOptions)).reply,
    seedreamV5LiteEdit: async (request, runOptions) => (await submitJob(context, editCall, request, runOptions)).reply,
    getGenerationRequestStatus: async (request, runOptions) => getStatus(context, request, transmitStatus, runOptions),
    getWallet: (_request, runOptions) => wallet("getWallet", runOptions),
    getWalletAtOlderPath: (_request, runOptions) => wallet("getWalletAtOlderPath", runOptions),
    balance: (runOptions) => balanceOf((name) => wallet(name, runOptions)),
    submit: async (
      operation: string,
      request: SeedreamV5LiteGenerateRequest | SeedreamV5LiteEditRequest,
      runOptions?: RunOptions,
    ) => {
      const { seedreamV5LiteGenerate, seedreamV5LiteEdit } = operations;
      const known = { seedreamV5LiteGenerate, seedreamV5LiteEdit };
      const { job } =
        knownOperation(providerFact.id, known, operation) === "seedreamV5LiteEdit"
          ? await submitJob(context, editCall, request as SeedreamV5LiteEditRequest, runOptions) // by the overloads
          : await submitJob(context, generateCall, request, runOptions);
      return job;
    },
    waitForResult: async (taskOrJob, runOptions) => {
      const job =
        typeof taskOrJob === "string"
          ? unknownJob(taskOrJob, context.clock.now())
          : checkJob(providerFact.id, taskOrJob);
      checkTaskId(job.taskId);
      const asked = typeof job.request.num_images === "number" ? job.request.num_images : 1;
      const cost =
        typeof taskOrJob === "string"
          ? null
          : estimateCost(operations.seedreamV5LiteGenerate, { min: asked, max: asked }, context.prices);
      return waitForJob(
        context,
        {
          operation: operations.getGenerationRequestStatus,
          cost,
          latency: operations.seedreamV5LiteGenerate.latency,
          images: asked,
          transmit: transmitStatus,
          read: readJob,
        },
        job,
        runOptions,
      );
    },
  };
}

/** A job of which only the task is known: when it was submitted and what was asked, no one can tell. */
function unknownJob(taskId: string, nowMs: number): Job {
  const { model, operationId } = operations.seedreamV5LiteGenerate;
  return {
    version: 1,
    provider: providerFact.id,
    model,
    operation: operationId,
    taskId,
    submittedAt: new Date(nowMs).toISOString(),
    request: {},
  };
}
