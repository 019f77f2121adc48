export { createSeedream, type SeedreamOptions, type SeedreamProvider } from "./create-seedream.ts";
export type { FailedParts } from "./failed-parts.ts";
export { type GenerationMetadata, type ImageMetadata, readMetadata, type SeedbedMetadata } from "./metadata.ts";
export type { SeedbedImageOptions } from "./provider-options.ts";
