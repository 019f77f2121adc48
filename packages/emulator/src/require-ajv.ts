import { createRequire } from "node:module";
import type { LoadAjv } from "./validate.ts";

const require = createRequire(import.meta.url);

/** Required, not imported: Ajv is CommonJS, validation is synchronous, and a start must not wait for it. */
export const requireAjv: LoadAjv = () => ({
  Ajv2020: (require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js")).Ajv2020,
  addFormats: require("ajv-formats") as typeof import("ajv-formats").default,
});
