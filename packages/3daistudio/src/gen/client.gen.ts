// Generated from specs/3daistudio (sha256 799191e60af515935bd5dc14894084f0130efb509e9faa1bf79d8f7f28dbced3) by `pnpm generate`. Do not edit: change the spec.

import type { Balance, Generation, Job, RunOptions } from "@seedbed/core";
import type { components, operations } from "./types.gen.ts";

/** The fields of `POST /v1/images/seedream/v5/lite/generate/`. @interface */
export type SeedreamV5LiteGenerateRequest = operations["seedreamV5LiteGenerate"]["requestBody"]["content"]["application/json"];

/** The task that was accepted. @interface */
export type SubmittedTask = components["schemas"]["SubmittedTask"];

/** The fields of `POST /v1/images/seedream/v5/lite/edit/`. @interface */
export type SeedreamV5LiteEditRequest = operations["seedreamV5LiteEdit"]["requestBody"]["content"]["application/json"];

/** The fields of `GET /v1/generation-request/{task_id}/status/`. @interface */
export type GetGenerationRequestStatusRequest = operations["getGenerationRequestStatus"]["parameters"]["path"];

/** How a task stands, and its results once it is finished. @interface */
export type TaskStatus = components["schemas"]["TaskStatus"];

/** What the account holds. @interface */
export type Wallet = components["schemas"]["Wallet"];

/** What can be submitted as a job, and the fields that each takes. */
export interface SubmitRequests {
  /** Seedream V5 Lite, images from text. */
  seedreamV5LiteGenerate: SeedreamV5LiteGenerateRequest;
  /** Seedream V5 Lite, images edited. */
  seedreamV5LiteEdit: SeedreamV5LiteEditRequest;
}

/** 3D AI Studio's endpoints, one function each, with its own field names. */
export interface ThreeDAIStudioClient {
  /** Submits a task that makes one to six images from a prompt. 10 credits per image (seed 003). 20 to 40 s per image (seed 003). */
  seedreamV5LiteGenerate(request: SeedreamV5LiteGenerateRequest, options?: RunOptions): Promise<SubmittedTask>;
  /** Submits a task that edits one to ten images as a prompt says. 10 credits per image (seed 003). 20 to 40 s per image (seed 003). */
  seedreamV5LiteEdit(request: SeedreamV5LiteEditRequest, options?: RunOptions): Promise<SubmittedTask>;
  /** Tells the state of a submitted task, and its files once it is finished. No source gives it a price; whether it counts towards the rate limit is not documented. */
  getGenerationRequestStatus(request: GetGenerationRequestStatusRequest, options?: RunOptions): Promise<TaskStatus>;
  /** Gives the credits of the account that the key belongs to. It costs none; whether it counts towards the rate limit is not documented. */
  getWallet(request?: object, options?: RunOptions): Promise<Wallet>;
  /** The same at the path that an older page still shows. A client asks it where the newer one answers 404. */
  getWalletAtOlderPath(request?: object, options?: RunOptions): Promise<Wallet>;
  /** Tells what the account holds, in a form that is the same for every provider. */
  balance(options?: RunOptions): Promise<Balance>;
  /** Submits and gives the job as plain JSON, to be resumed here or in another process. */
  submit<Name extends keyof SubmitRequests>(
    operation: Name,
    request: SubmitRequests[Name],
    options?: RunOptions,
  ): Promise<Job>;
  /**
   * Waits for a task by its id, or for a job from `submit`, and fetches its images.
   *
   * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job, which can be waited for again
   */
  waitForResult(taskOrJob: string | Job, options?: RunOptions): Promise<Generation>;
}
