import { defineProvider } from "@seedbed/core/provider";
import { novita } from "./client.ts";
import { models } from "./models.ts";

/** Novita, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider = defineProvider(novita, models);
