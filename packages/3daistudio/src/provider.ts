import { defineProvider } from "@seedbed/core/provider";
import { threeDAIStudio } from "./client.ts";
import { models } from "./models.ts";

/** 3D AI Studio, as `@seedbed/compare` and the `seedbed` command take it. */
export const provider = defineProvider(threeDAIStudio, models);
