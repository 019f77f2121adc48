import type { Subject } from "./subject.ts";

const novitaPath = "/v3/seedream-5.0-lite";

/** Statements of a spec that are no longer what clients and fixtures hold to. */
export const specs: readonly Subject[] = [
  {
    name: "request-field-removed",
    provider: "novita",
    verdict: "violation",
    at: /request\.body\.watermark.* is not a field of the spec/,
    spec: ({ paths }) => delete bodyOf(paths[novitaPath]).properties.watermark,
  },
  {
    name: "request-field-renamed",
    provider: "segmind",
    verdict: "violation",
    at: /request\.body\.max_images.* is not a field of the spec/,
    spec: ({ components }) => {
      const { properties } = components.schemas.SeedreamV5LiteTextToImageRequest;
      properties.count = properties.max_images;
      delete properties.max_images;
    },
  },
  {
    name: "request-field-type-changed",
    provider: "segmind",
    verdict: "violation",
    at: /request\.body\.seed.*must be string/,
    spec: ({ components }) => {
      components.schemas.SeedreamV3TextToImageRequest.properties.seed = { type: "string", "x-evidence": "seed" };
    },
  },
  {
    name: "bound-narrowed",
    provider: "segmind",
    verdict: "violation",
    at: /call: the client gave .*not an InvalidRequestError|was to send none/,
    spec: ({ components }) => {
      components.schemas.SeedreamV3TextToImageRequest.properties.guidance_scale.maximum = 5;
    },
  },
  {
    name: "bound-widened",
    provider: "segmind",
    verdict: "violation",
    at: /call: the client gave InvalidRequestError.*not a result/,
    spec: ({ components }) => {
      components.schemas.SeedreamV3TextToImageRequest.properties.guidance_scale.maximum = 20;
    },
  },
  {
    name: "request-enum-value-removed",
    provider: "3daistudio",
    verdict: "violation",
    at: /request\.body\.image_size/,
    spec: ({ paths }) => {
      const { image_size } = bodyOf(paths["/v1/images/seedream/v5/lite/generate/"]).properties;
      image_size.enum = image_size.enum.filter((value: string) => value !== "landscape_16_9");
    },
  },
  {
    name: "request-enum-value-added",
    provider: "3daistudio",
    verdict: "violation",
    at: /the client gave InvalidRequestError.*not a result/,
    spec: ({ paths }) => {
      bodyOf(paths["/v1/images/seedream/v5/lite/generate/"]).properties.image_size.enum.push("auto_4K");
    },
  },
  {
    name: "request-required-added",
    provider: "novita",
    verdict: "violation",
    at: /request\.body\.size.* is missing/,
    spec: ({ paths }) => bodyOf(paths[novitaPath]).required.push("size"),
  },
  {
    name: "response-field-removed",
    provider: "segmind",
    verdict: "violation",
    at: /response\.body\.request_id|provenance\.spec/,
    spec: ({ components }) => delete components.schemas.RequestStatus.properties.request_id,
  },
  {
    name: "response-field-renamed",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.id.* is missing/,
    spec: ({ components }) => {
      const task = components.schemas.SubmittedTask;
      task.properties.id = task.properties.task_id;
      delete task.properties.task_id;
      task.required = ["id"];
    },
  },
  {
    name: "response-required-added",
    provider: "novita",
    verdict: "violation",
    at: /response\.body\.seed.* is missing/,
    spec: ({ components }) => {
      components.schemas.ImagesResult.properties.seed = { type: "integer", "x-evidence": "seed" };
      components.schemas.ImagesResult.required.push("seed");
    },
  },
  {
    name: "response-type-changed",
    provider: "3daistudio",
    verdict: "violation",
    at: /response\.body\.progress: .*must be string/,
    spec: ({ components }) => {
      components.schemas.TaskStatus.properties.progress.type = "string";
    },
  },
  {
    name: "status-removed",
    provider: "novita",
    verdict: "violation",
    at: /response\.status: .*answered 404, which is in no document/,
    spec: ({ paths }) => delete paths[novitaPath].post.responses["404"],
  },
  {
    name: "operation-moved",
    provider: "novita",
    verdict: "violation",
    at: /is not an operation of the spec|did not call/,
    spec: ({ paths }) => {
      paths["/v4/seedream-5.0-lite"] = paths[novitaPath];
      delete paths[novitaPath];
    },
  },
  {
    name: "operation-removed",
    provider: "segmind",
    verdict: "refused",
    at: /getUserCredits, which the spec of segmind has not/,
    spec: ({ paths }) => delete paths["/v1/get-user-credits"],
  },
  {
    name: "key-moved-to-another-header",
    provider: "segmind",
    verdict: "violation",
    at: /headers\.x-token.* is missing/,
    spec: ({ components }) => {
      for (const scheme of Object.values<{ name?: string }>(components.securitySchemes)) scheme.name = "x-token";
    },
  },
];

// biome-ignore lint/suspicious/noExplicitAny: as much of an OpenAPI document as is reached into
function bodyOf(item: any) {
  return item.post.requestBody.content["application/json"].schema;
}
