export { create3DAIStudio } from "./client.ts";
export type * from "./gen/client.gen.ts";
export { provider } from "./provider.ts";
