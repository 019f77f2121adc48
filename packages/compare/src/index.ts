export { type Breaker, type BreakerOptions, createBreaker } from "./breaker.ts";
export { claimOf, type Estimate, estimate } from "./estimate.ts";
export {
  type ComparedResult,
  type CompareOptions,
  compare,
  type GenerateOptions,
  generate,
  type Result,
  resume,
} from "./generate.ts";
export { type FamilyOptions, type FamilyResult, generateFromFamily } from "./generate-from-family.ts";
export {
  generateMany,
  type ManyImagePlace,
  type ManyOptions,
  type ManyRequest,
  type Settled,
} from "./generate-many.ts";
export { type ImageClient, type ImageFetching, type InputImage, imageMediaType } from "./input-image.ts";
export { type GenerationRequest, mapOutline, type PrepareOptions, prepare } from "./prepare.ts";
export { NoProviderError, type ProviderTried, providersOf } from "./providers-tried.ts";
export {
  type History,
  type PastAttempt,
  type ProviderOrder,
  providerOrders,
  type RankedProvider,
  type RankOptions,
  rankProviders,
} from "./rank-providers.ts";
export { allModels, selectFamily, selectModels, type Target } from "./select-models.ts";
