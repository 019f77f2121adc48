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
export { type ImageFetching, type InputImage, imageMediaType } from "./input-image.ts";
export { type GenerationRequest, mapOutline, type PrepareOptions, prepare } from "./prepare.ts";
export { allModels, selectFamily, selectModels, type Target } from "./select-models.ts";
