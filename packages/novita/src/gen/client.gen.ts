// Generated from specs/novita (sha256 88ba5d4b55f68956e1b96164aa4615a40da2916fda5d95e7e49dbd77491d5755) by `pnpm generate`. Do not edit: change the spec.

import type { Generation, RunOptions } from "@seedbed/core";
import type { operations } from "./types.gen.ts";

/** The fields of `POST /v3/seedream-5.0-lite`. @interface */
export type Seedream5LiteRequest = operations["seedream5Lite"]["requestBody"]["content"]["application/json"];

/** Novita's endpoints, one function each, with its own field names. */
export interface NovitaClient {
  /** Makes one image or a sequence from a prompt, with or without images to start from, and answers when they are done. Novita publishes no price. Novita publishes no latency. */
  seedream5Lite(request: Seedream5LiteRequest, options?: RunOptions): Promise<Generation>;
}
