export { wasNeverSent } from "#network-failure";
export { singleUseBody } from "#platform";
export { abortable } from "./call/abortable.ts";
export {
  type ClientOptions,
  clientOptionNames,
  type Fetch,
  type Mode,
  type RunOptions,
  runOptionNames,
} from "./call/client-options.ts";
export { type Clock, createClock, holdTime } from "./call/clock.ts";
export { checkMilliseconds } from "./call/deadline.ts";
export {
  AbortError,
  AuthenticationError,
  type Billed,
  BudgetExceededError,
  ConnectionError,
  ContentPolicyViolationError,
  type ErrorDetails,
  type ErrorName,
  GenerationFailedError,
  InsufficientCreditsError,
  InvalidRequestError,
  isSeedbedError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  RateLimitError,
  ResponseValidationError,
  ResultExpiredError,
  SaveError,
  SeedbedError,
  TimeoutError,
  UnexpectedError,
} from "./call/errors.ts";
export { failureText } from "./call/failure-text.ts";
export type { Drift, Generation, Timing } from "./call/generation.ts";
export type { KeptAnswer } from "./call/kept-answer.ts";
export type { ErrorFact, FieldFact, ImageInputFact, JobFact, LatencyFact, Operation } from "./call/operation.ts";
export { checkRateLimit, type RateLimit } from "./call/rate-limit.ts";
export { checkNumber } from "./check/check-number.ts";
export { checkOptions, type OptionNames, unknownOption } from "./check/check-options.ts";
export { nearMiss } from "./check/near-miss.ts";
export {
  type MappedRequest,
  type NormalizedRequest,
  type ParityEntry,
  type ParityStatus,
  type Setting,
  settings,
} from "./check/normalized-request.ts";
export { decodeBase64, decodeDataUri, encodeBase64 } from "./images/base64.ts";
export {
  describeImage,
  type Image,
  type ImageFacts,
  type ImagePlace,
  type ImageReference,
  type Images,
  imageExtension,
  measureImage,
} from "./images/image.ts";
export { imageInAnswer } from "./images/image-in-answer.ts";
export {
  type AspectRatio,
  aspectRatios,
  type Resolution,
  resolutions,
  type Size,
  seedreamSizes,
} from "./images/seedream-sizes.ts";
export { type Shortfall, shortfallText } from "./images/shortfall.ts";
export { checkJob, type Job, type JobProgress, type JobState, readJob } from "./job/job.ts";
export { nextPollAtMs, type PollFacts } from "./job/poll-schedule.ts";
export type {
  Accounting,
  Attempt,
  AttemptState,
  EarlierAttempt,
  Outcome,
  Receipt,
  Reservation,
} from "./money/accounting.ts";
export { checkAmount, checkAmounts, checkCost, isAmount, isCost, maxAmount } from "./money/amount.ts";
export { canonicalJson } from "./money/canonical-json.ts";
export {
  type ConfiguredPrices,
  type Cost,
  type Currency,
  costOf,
  estimateCost,
  exact,
  type Price,
} from "./money/cost.ts";
export { judgedAddress, type PublicRequestInit, RefusedAddressError } from "./network/fetch-address.ts";
export { fetchImage, type ImageFetch, ImageStatusError } from "./network/fetch-image.ts";
export { isInsecureHttp } from "./network/insecure-http.ts";
export type { Balance, Capabilities, Model, Provider, ProviderClient } from "./provider/provider.ts";
export type { ProviderFact } from "./provider/provider-fact.ts";
export { escapeJson, isSteering, plainLines, plainText, shortText } from "./redaction/plain-text.ts";
export { printableText, redact, redactData } from "./redaction/redact.ts";
