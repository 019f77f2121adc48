export { createSegmind } from "./client.ts";
export type * from "./gen/client.gen.ts";
export { provider } from "./provider.ts";
