// Generated from specs/segmind (sha256 5d498d2339ff6b5dec5afc35cbf1d113c448777debf23b28415fef0822b63372) by `pnpm generate`. Do not edit: change the spec.

import type { Balance, Generation, Job, RunOptions } from "@seedbed/core";
import type { components, operations } from "./types.gen.ts";

/** The fields of `POST /v1/seedream-v5-lite-text-to-image` and of `POST /v2/seedream-v5-lite-text-to-image`. @interface */
export type SeedreamV5LiteTextToImageRequest = components["schemas"]["SeedreamV5LiteTextToImageRequest"];

/** The fields of `POST /v1/seedream-v5-lite-image-to-image` and of `POST /v2/seedream-v5-lite-image-to-image`. @interface */
export type SeedreamV5LiteImageToImageRequest = components["schemas"]["SeedreamV5LiteImageToImageRequest"];

/** The fields of `POST /v1/seedream-v3-text-to-image` and of `POST /v2/seedream-v3-text-to-image`. @interface */
export type SeedreamV3TextToImageRequest = components["schemas"]["SeedreamV3TextToImageRequest"];

/** The request that was accepted. A client rebuilds the addresses from the id, and reads none from here. @interface */
export type SubmittedRequest = components["schemas"]["SubmittedRequest"];

/** The fields of `GET /v2/requests/{request_id}/status`. @interface */
export type GetRequestStatusRequest = operations["getRequestStatus"]["parameters"]["path"];

/** How a request stands. A failed one answers 422 instead. @interface */
export type RequestStatus = components["schemas"]["RequestStatus"];

/** The fields of `GET /v2/requests/{request_id}`. @interface */
export type GetRequestResultRequest = operations["getRequestResult"]["parameters"]["path"];

/** What a request gave. The images stand in `output` and in `images`; no page shows either for several images, so a client takes every form of `output`, and `images` before it. @interface */
export type RequestResult = components["schemas"]["RequestResult"];

/** The balance. Its unit is not named; that a credit is a US dollar follows from prices, costs and balances given in the same figures. @interface */
export type UserCredits = components["schemas"]["UserCredits"];

/** What can be submitted as a job, and the fields that each takes. */
export interface SubmitRequests {
  /** Seedream 5.0 Lite, images from text, as a job. */
  seedreamV5LiteTextToImage: SeedreamV5LiteTextToImageRequest;
  /** Seedream 5.0 Lite, image from images, as a job. */
  seedreamV5LiteImageToImage: SeedreamV5LiteImageToImageRequest;
  /** Seedream 3.0, image from text, as a job. */
  seedreamV3TextToImage: SeedreamV3TextToImageRequest;
}

/** Segmind's endpoints, one function each, with its own field names. */
export interface SegmindClient {
  /** Makes images from a prompt with Seedream 5.0 Lite, and answers when they are done. 0.035 USD per generation (seed 000). About 36.4 s per generation (seed 000). In mode `async` it is a job. */
  seedreamV5LiteTextToImage(request: SeedreamV5LiteTextToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Makes images from a prompt and up to ten images with Seedream 5.0 Lite, and answers when they are done. Its defaults differ from the text endpoint's. 0.035 USD per generation (seed 001). About 46.51 s per generation (seed 001). In mode `async` it is a job. */
  seedreamV5LiteImageToImage(request: SeedreamV5LiteImageToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Makes one image from a prompt with Seedream 3.0, and answers when it is done. 0.037 USD per generation (seed 002). About 5.8 s per generation (seed 002). In mode `async` it is a job. */
  seedreamV3TextToImage(request: SeedreamV3TextToImageRequest, options?: RunOptions): Promise<Generation>;
  /** Submits a request for images from a prompt with Seedream 5.0 Lite. The answer names the request, whose status and result are asked for afterwards. 0.035 USD per generation (segmind.com/models/seedream-v5-lite-text-to-image/api). About 36.4 s per generation (segmind.com/models/seedream-v5-lite-text-to-image/api). */
  submitSeedreamV5LiteTextToImage(request: SeedreamV5LiteTextToImageRequest, options?: RunOptions): Promise<SubmittedRequest>;
  /** Submits a request for images from a prompt and up to ten images with Seedream 5.0 Lite. The answer names the request, whose status and result are asked for afterwards. 0.035 USD per generation (segmind.com/models/seedream-v5-lite-image-to-image/api). About 46.51 s per generation (segmind.com/models/seedream-v5-lite-image-to-image/api). */
  submitSeedreamV5LiteImageToImage(request: SeedreamV5LiteImageToImageRequest, options?: RunOptions): Promise<SubmittedRequest>;
  /** Submits a request for one image from a prompt with Seedream 3.0. The answer names the request, whose status and result are asked for afterwards. 0.037 USD per generation (segmind.com/models/seedream-v3-text-to-image/api). About 5.8 s per generation (segmind.com/models/seedream-v3-text-to-image/api). */
  submitSeedreamV3TextToImage(request: SeedreamV3TextToImageRequest, options?: RunOptions): Promise<SubmittedRequest>;
  /** Tells the state of a submitted request. Whether asking counts towards the rate limit is not documented. */
  getRequestStatus(request: GetRequestStatusRequest, options?: RunOptions): Promise<RequestStatus>;
  /** Gives the files and the cost of a completed request. What it answers before the end is not documented. */
  getRequestResult(request: GetRequestResultRequest, options?: RunOptions): Promise<RequestResult>;
  /** Gives the balance of the account that the key belongs to. It costs nothing. */
  getUserCredits(request?: object, options?: RunOptions): Promise<UserCredits>;
  /** Tells what the account holds, in a form that is the same for every provider. */
  balance(options?: RunOptions): Promise<Balance>;
  /** Submits and gives the job as plain JSON, to be resumed here or in another process. */
  submit<Name extends keyof SubmitRequests>(
    operation: Name,
    request: SubmitRequests[Name],
    options?: RunOptions,
  ): Promise<Job>;
  /**
   * Waits for a job from `submit`, and fetches its images.
   *
   * @throws GenerationFailedError, ResultExpiredError, TimeoutError: each with the job, which can be waited for again
   */
  waitForResult(job: Job, options?: RunOptions): Promise<Generation>;
}
