export {
  createSegmind,
  type RequestPath,
  type SeedreamV3TextToImageRequest,
  type SeedreamV5LiteImageToImageRequest,
  type SeedreamV5LiteTextToImageRequest,
  type SegmindClient,
} from "./client.ts";
export type { UserCredits } from "./credits.ts";
export type { RequestResult, RequestStatus, SubmittedRequest } from "./jobs.ts";
export { provider } from "./provider.ts";
