import { zSeedreamV5LiteTextToImageBody as zRequest } from "@seedbed/segmind/schemas";
import * as z from "zod/mini";

// A form: what is wrong, field by field, in the language of its user.
const { localeError: error } = z.locales.en();
const entered = zRequest.safeParse({ prompt: "", max_images: 16, size: "3K" }, { error });
if (!entered.success) console.log(z.flattenError(entered.error).fieldErrors);

// A tool of an agent: what it may be called with, as JSON Schema.
const tool = { name: "make_image", inputSchema: z.toJSONSchema(zRequest) };
console.log(tool.inputSchema.required, tool.inputSchema.additionalProperties);
