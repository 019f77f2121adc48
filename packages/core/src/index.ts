export { wasNeverSent } from "#network-failure";
export { singleUseBody } from "#platform";
export { abortable } from "./abortable.ts";
export type {
  Accounting,
  Attempt,
  AttemptState,
  EarlierAttempt,
  Outcome,
  Receipt,
  Reservation,
} from "./accounting.ts";
export { checkAmount, checkAmounts, checkCost, isAmount, isCost, maxAmount, reportedCost } from "./amount.ts";
export { type Answer, mediaTypeOf, placeOf, requestIdOf } from "./answer.ts";
export { type Api, createApi } from "./api.ts";
export { decodeBase64, decodeDataUri, encodeBase64 } from "./base64.ts";
export { canonicalJson } from "./canonical-json.ts";
export { checkNormalized } from "./check-normalized.ts";
export { checkNumber } from "./check-number.ts";
export { checkOptions, type OptionNames, unknownOption } from "./check-options.ts";
export { checkRequest, refusal, type Validator } from "./check-request.ts";
export { type ClientContext, createContext, type Dialect } from "./client-context.ts";
export {
  type ClientOptions,
  clientOptionNames,
  type Fetch,
  type Mode,
  type RunOptions,
  runOptionNames,
} from "./client-options.ts";
export { type Clock, createClock, holdTime } from "./clock.ts";
export type { ImageSource } from "./collect-images.ts";
export { type ConfiguredPrices, type Cost, type Currency, costOf, estimateCost, exact, type Price } from "./cost.ts";
export { checkMilliseconds } from "./deadline.ts";
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
} from "./errors.ts";
export { failureText } from "./failure-text.ts";
export { judgedAddress, type PublicRequestInit, RefusedAddressError } from "./fetch-address.ts";
export { fetchImage, type ImageFetch, ImageStatusError } from "./fetch-image.ts";
export { fieldAt, findImages, type ImagesPath, textAt } from "./find-images.ts";
export { type GenerateCall, generate } from "./generate.ts";
export type { Drift, Generation, Timing } from "./generation.ts";
export {
  describeImage,
  type Image,
  type ImageFacts,
  type ImagePlace,
  type ImageReference,
  type Images,
  imageExtension,
  measureImage,
} from "./image.ts";
export { imageInAnswer } from "./image-in-answer.ts";
export { isInsecureHttp } from "./insecure-http.ts";
export { checkJob, type Job, type JobProgress, type JobState, readJob } from "./job.ts";
export type { KeptAnswer } from "./kept-answer.ts";
export { knownOperation } from "./known-operation.ts";
export { nearMiss } from "./near-miss.ts";
export {
  type MappedRequest,
  type NormalizedRequest,
  type ParityEntry,
  type ParityStatus,
  type Setting,
  settings,
} from "./normalized-request.ts";
export type { ErrorFact, FieldFact, ImageInputFact, JobFact, LatencyFact, Operation } from "./operation.ts";
export { parityOf, type Sent, sentAsIs } from "./parity.ts";
export { parseAnswer, readAnswer, unreadable } from "./parse-answer.ts";
export { escapeJson, isSteering, plainLines, plainText, shortText } from "./plain-text.ts";
export { nextPollAtMs, type PollFacts } from "./poll-schedule.ts";
export type { Balance, Capabilities, Model, Provider, ProviderClient } from "./provider.ts";
export type { ProviderFact } from "./provider-fact.ts";
export { checkRateLimit, type RateLimit } from "./rate-limit.ts";
export { printableText, redact, redactData } from "./redact.ts";
export { type JobRun, runJob } from "./run-job.ts";
export {
  type AspectRatio,
  aspectRatios,
  nearestAspectRatio,
  nearestResolution,
  type Resolution,
  resolutions,
  type Size,
  seedreamSize,
  seedreamSizes,
} from "./seedream-sizes.ts";
export { type Shortfall, shortfallText } from "./shortfall.ts";
export { singleCall } from "./single-call.ts";
export { type SubmitCall, submitJob } from "./submit-job.ts";
export type { Transmit, TransmitInit } from "./transmit.ts";
export { type JobReading, type ResultCall, type WaitCall, waitForJob } from "./wait-for-job.ts";
