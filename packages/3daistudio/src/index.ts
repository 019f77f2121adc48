export {
  create3DAIStudio,
  type GetGenerationRequestStatusRequest,
  type SeedreamV5LiteEditRequest,
  type SeedreamV5LiteGenerateRequest,
  type ThreeDAIStudioClient,
} from "./client.ts";
export { provider } from "./provider.ts";
export type { SubmittedTask, TaskStatus } from "./result.ts";
export type { Wallet } from "./wallet.ts";
