import type { Peer } from "../peer.ts";
import { peer as aiSdk } from "./ai-sdk.ts";
import { peer as fal } from "./fal.ts";
import { peer as huggingFace } from "./hugging-face.ts";
import { peer as openai } from "./openai.ts";
import { peer as openapiFetch } from "./openapi-fetch.ts";
import { peer as ours } from "./ours.ts";
import { peer as replicate } from "./replicate.ts";

/** Ours first. */
export const peers: readonly Peer[] = [ours, openapiFetch, openai, fal, replicate, aiSdk, huggingFace];
