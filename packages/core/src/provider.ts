/** What a provider's package is written with: its endpoints and its models as data, and what makes a client of them. */

export type { Answer } from "./call/answer.ts";
export type { ClientContext, Dialect } from "./call/client-context.ts";
export type { TransmitInit } from "./call/transmit.ts";
export type { Issue, Validator } from "./check/check-request.ts";
export type { Setting } from "./check/normalized-request.ts";
export type { Sent } from "./check/parity.ts";
export { sentAsIs } from "./check/parity.ts";
export { fieldAt, type ImagesPath } from "./images/find-images.ts";
export { nearestAspectRatio, nearestResolution, seedreamSize } from "./images/seedream-sizes.ts";
export { reportedCost } from "./money/amount.ts";
export { exact } from "./money/cost.ts";
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
export { defineModel, type Endpoint, type Mapping, type ModelFact } from "./provider/define-model.ts";
export { defineProvider } from "./provider/define-provider.ts";
export type { Following, Submission } from "./provider/jobs.ts";
export type { ImagesFact } from "./provider/read-images.ts";
