import { defineProvider } from "@seedbed/core/provider";
import { segmind } from "./client.ts";
import { models } from "./models.ts";

/** Segmind, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider = defineProvider(segmind, models);
