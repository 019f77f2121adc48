import { asObject } from "../read-spec.ts";

type Json = Record<string, unknown>;
/** What it does, the bump it needs (or those that are right), a part of its location ("" for anywhere), the change. */
export type Mutation = readonly [name: string, bump: string, where: string, change: (spec: Json) => void];

/** The object under these keys, so that a change to it changes the spec. */
function at(spec: Json, ...keys: string[]): Json {
  const found = keys.reduce<unknown>((value, key) => asObject(value)[key], spec);
  if (Object.keys(asObject(found)).length === 0) throw new Error(`the spec has moved: ${keys.join(" ")}`);
  return asObject(found);
}
const post = (spec: Json) => at(spec, "paths", "/v3/seedream-5.0-lite", "post");
const request = (spec: Json) => at(post(spec), "requestBody", "content", "application/json", "schema");
const field = (spec: Json, name: string) => at(request(spec), "properties", name);
const result = (spec: Json) => at(spec, "components", "schemas", "ImagesResult");
const images = (spec: Json) => at(result(spec), "properties", "images");
const drop = (object: Json, key: string) => {
  if (!(key in object)) throw new Error(`the spec has no ${key}`);
  delete object[key];
};
/** The spec with a failure of its job, which Novita's has none of. */
export function prepared(spec: Json): Json {
  Object.assign(post(spec), { "x-failure": { state: "FAILED", error: "GenerationFailedError", billed: "no" } });
  return spec;
}
const failure = (spec: Json) => at(post(spec), "x-failure");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const first = (spec: Json) => asObject(list(at(spec, "components", "responses", "BadRequest")["x-error-codes"])[0]);
const states = { QUEUED: "waiting" };

/** Single changes that somebody notices. */
export const mutations: readonly Mutation[] = [
  ["size becomes required", "major", "/schema", (spec) => list(request(spec).required).push("size")],
  ...["watermark", "size", "image", "optimize_prompt_options", "sequential_image_generation"].map(
    (name): Mutation => [
      `${name} is no longer taken`,
      "major",
      `/properties/${name}`,
      (spec) => drop(at(request(spec), "properties"), name),
    ],
  ),
  ...["watermark", "size", "prompt", "image"].map(
    (name): Mutation => [
      `${name} becomes an integer`,
      "major",
      `/properties/${name}`,
      (spec) => Object.assign(field(spec, name), { type: "integer" }),
    ],
  ),
  ["the prompt gets a bound", "major", "/prompt", (spec) => Object.assign(field(spec, "prompt"), { maxLength: 5 })],
  ["the prompt gets a pattern", "major", "/prompt", (spec) => Object.assign(field(spec, "prompt"), { pattern: "^a" })],
  ["size gets a closed list", "major", "/size", (spec) => Object.assign(field(spec, "size"), { enum: ["2K"] })],
  ["image takes fewer", "major", "/image", (spec) => Object.assign(field(spec, "image"), { maxItems: 1 })],
  ["image wants some", "major", "/image", (spec) => Object.assign(field(spec, "image"), { minItems: 3 })],
  ["images leave the answer", "major", "/images", (spec) => drop(at(result(spec), "properties"), "images")],
  ["images become optional", "major", "/200/", (spec) => Object.assign(result(spec), { required: [] })],
  [
    "images become one string",
    "major",
    "/images",
    (spec) => Object.assign(at(result(spec), "properties", "images"), { type: "string" }),
  ],
  ["the answer is gone", "major", "/200", (spec) => drop(at(post(spec), "responses"), "200")],
  ["the endpoint is gone", "major", "", (spec) => drop(at(spec, "paths"), "/v3/seedream-5.0-lite")],
  ["the method is gone", "major", "", (spec) => drop(at(spec, "paths", "/v3/seedream-5.0-lite"), "post")],
  [
    "a style may be given",
    "minor",
    "/style",
    (spec) => Object.assign(at(request(spec), "properties"), { style: { type: "string" } }),
  ],
  ["a family is another", "major", "/x-family", (spec) => Object.assign(post(spec), { "x-family": "other" })],
  ["a model is gone", "major", "/x-model", (spec) => drop(post(spec), "x-model")],
  [
    "pixels: a higher minimum",
    "major",
    "/x-pixels",
    (spec) => Object.assign(at(field(spec, "size"), "x-pixels"), { min: 4e6 }),
  ],
  [
    "pixels: a lower maximum",
    "major",
    "/x-pixels",
    (spec) => Object.assign(at(field(spec, "size"), "x-pixels"), { max: 4e6 }),
  ],
  [
    "pixels: a higher maximum",
    "minor",
    "/x-pixels",
    (spec) => Object.assign(at(field(spec, "size"), "x-pixels"), { max: 4e8 }),
  ],
  ["pixels: no bound", "minor", "/x-pixels", (spec) => drop(field(spec, "size"), "x-pixels")],
  ["aspect: narrower", "major", "/x-aspect", (spec) => Object.assign(at(field(spec, "size"), "x-aspect"), { max: 2 })],
  ["aspect: wider", "minor", "/x-aspect", (spec) => Object.assign(at(field(spec, "size"), "x-aspect"), { min: 0.01 })],
  ["a job is new", "minor", "/x-job", (spec) => Object.assign(post(spec), { "x-job": { states, final: [] } })],
  [
    "images: no data URI",
    "major",
    "/x-image-input",
    (spec) => Object.assign(at(field(spec, "image"), "x-image-input"), { forms: ["url"] }),
  ],
  [
    "images: fewer bytes",
    "major",
    "/x-image-input",
    (spec) => Object.assign(at(field(spec, "image"), "x-image-input"), { maxBytes: 1 }),
  ],
  [
    "a code is of another class",
    "major",
    "/x-error-codes",
    (spec) => Object.assign(first(spec), { error: "ProviderError" }),
  ],
  ["a code is billed", "minor", "/x-error-codes", (spec) => Object.assign(first(spec), { billed: "yes" })],
  ["a failure gives another class", "major", "/x-failure", (spec) => Object.assign(failure(spec), { error: "Other" })],
  ["a failure is another state", "major", "/x-failure", (spec) => Object.assign(failure(spec), { state: "BROKEN" })],
  ["a failure is gone", "major", "/x-failure", (spec) => drop(post(spec), "x-failure")],
  ["a failure is billed", "minor", "/x-failure", (spec) => Object.assign(failure(spec), { billed: "yes" })],
  [
    "a failure is better known",
    "patch",
    "/x-failure",
    (spec) => Object.assign(failure(spec), { evidence: "observed" }),
  ],
  [
    "a failure is new",
    "minor",
    "BadRequest/x-failure",
    (spec) => Object.assign(at(spec, "components", "responses", "BadRequest"), { "x-failure": { error: "Other" } }),
  ],
  [
    "a field may only be read",
    "major",
    "/watermark",
    (spec) => Object.assign(field(spec, "watermark"), { readOnly: true }),
  ],
  ["an answer may only be written", "major", "/images", (spec) => Object.assign(images(spec), { writeOnly: true })],
  [
    "a closed list takes one more",
    "minor",
    "/sequential_image_generation",
    (spec) => list(field(spec, "sequential_image_generation").enum).push("always"),
  ],
  [
    "a closed list is open",
    "minor",
    "/sequential_image_generation",
    (spec) => drop(field(spec, "sequential_image_generation"), "enum"),
  ],
  ["the prompt need not be sent", "minor", "/schema", (spec) => void list(request(spec).required).pop()],
  [
    "the body need not be sent",
    "minor",
    "/requestBody",
    (spec) => Object.assign(at(post(spec), "requestBody"), { required: false }),
  ],
  ["image takes more", "minor", "/image", (spec) => Object.assign(field(spec, "image"), { maxItems: 20 })],
  ["image wants none", "minor", "/image", (spec) => Object.assign(field(spec, "image"), { minItems: 0 })],
  ["the prompt may be empty", "minor", "/prompt", (spec) => drop(field(spec, "prompt"), "minLength")],
  ["an answer is held to more", "patch", "/images", (spec) => Object.assign(images(spec), { minItems: 1 })],
  [
    "a default is another",
    "patch",
    "/watermark",
    (spec) => Object.assign(field(spec, "watermark"), { default: false }),
  ],
  ["a price is known", "patch", "/x-price", (spec) => Object.assign(post(spec), { "x-price": { amount: 0.04 } })],
  ["it is slower", "patch", "/x-latency", (spec) => Object.assign(at(post(spec), "x-latency"), { maxMs: 9e4 })],
  ["it is better known", "patch", "/x-evidence", (spec) => Object.assign(post(spec), { "x-evidence": "vendor" })],
];

const reversed = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      )
    : value;

/** Single changes that break nobody. */
export const harmless: readonly Mutation[] = [
  ["nothing changed", "none", "", () => {}],
  ["keys in another order", "none", "", (spec) => Object.assign(spec, { paths: reversed(spec.paths) })],
  ["schemas in another order", "none", "", (spec) => Object.assign(spec, { components: reversed(spec.components) })],
  ["another summary", "none|patch", "", (spec) => Object.assign(post(spec), { summary: "Other words." })],
  ["another description", "none|patch", "", (spec) => Object.assign(post(spec), { description: "Other words." })],
  ["a field explained", "none|patch", "", (spec) => Object.assign(field(spec, "size"), { description: "Words." })],
  ["an example", "none|patch", "", (spec) => Object.assign(field(spec, "prompt"), { examples: ["a tree"] })],
  ["a title", "none|patch", "", (spec) => Object.assign(result(spec), { title: "Images" })],
  [
    "a reference written out",
    "none|patch",
    "",
    (spec) => {
      const responses = at(post(spec), "responses");
      Object.assign(responses, { 400: structuredClone(at(spec, "components", "responses", "BadRequest")) });
    },
  ],
];
