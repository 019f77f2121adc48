/** What a provider's package is written with: its endpoints and its models as data, and what makes a client of them. */

export type { Answer } from "./call/answer.ts";
export type { ClientContext, Dialect } from "./call/client-context.ts";
export { checkNormalized } from "./check/check-normalized.ts";
export type { Validator } from "./check/check-request.ts";
export { parityOf, type Sent, sentAsIs } from "./check/parity.ts";
export { fieldAt, type ImagesPath } from "./images/find-images.ts";
export type { ImagesFact } from "./images/read-images.ts";
export { nearestAspectRatio, nearestResolution, seedreamSize } from "./images/seedream-sizes.ts";
export type { Following, Submission } from "./job/follow-job.ts";
export { reportedCost } from "./money/amount.ts";
export {
  type Bound,
  type Call,
  type GenerationFact,
  generation,
  type QueryFact,
  query,
  submission,
} from "./provider/call.ts";
export { type CallsOf, type ClientFact, createClient } from "./provider/create-client.ts";
export {
  defineModel,
  type Endpoint,
  type Mapping,
  type ModelFact,
  type ModelOperation,
} from "./provider/define-model.ts";
export { defineProvider } from "./provider/define-provider.ts";
