import type { ImageInputFact, Operation } from "../call/operation.ts";
import { checkNormalized } from "../check/check-normalized.ts";
import { checkRequest, type Validator } from "../check/check-request.ts";
import type { MappedRequest, NormalizedRequest, Setting } from "../check/normalized-request.ts";
import { parityOf, type Sent, sentAsIs } from "../check/parity.ts";
import type { Capabilities, Model } from "./provider.ts";

/** An operation that makes images of a model. */
export type ModelOperation = Operation & { readonly model: string; readonly family: string };

/** An endpoint that makes images, and the validator of its body. */
export interface Endpoint<Op extends Operation = Operation> {
  /** What is called. */
  readonly operation: Op;
  /** Its body by the spec. */
  readonly body: Validator<object>;
}

/** What a model's own mapping adds to the settings that are sent as they are. */
export interface Mapping {
  /** The provider's own fields. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What became of each setting that is mapped. */
  readonly sent: Sent;
  /** The size that was asked for in pixels; null if no document says. */
  readonly askedSize: MappedRequest["askedSize"];
}

/** A model as data, and the part of its mapping that is its own. */
export interface ModelFact<Op extends ModelOperation> {
  /** For people. */
  readonly displayName: string;
  /** Where a request goes, and whose model it is. */
  readonly text: Endpoint<Op>;
  /** Where a request with images goes. @default the same endpoint */
  readonly edit?: Endpoint;
  /** What it can do beside taking images, which `imageField` says. */
  readonly capabilities: Pick<Capabilities, "maxCount" | "aspectRatios" | "resolutions">;
  /** The field that takes images; absent if there is none. */
  readonly imageField?: { readonly maxItems: number; readonly imageInput: ImageInputFact };
  /** The provider's fields for settings that are sent as they are. */
  readonly fields: Partial<Record<Setting, string>>;
  /** Whether exactly `count` images come, rather than at most. @default false */
  readonly countIsExact?: boolean;
  /** Maps the other settings. */
  map(request: NormalizedRequest, operation: Operation): Mapping;
}

/** Makes a model: a request is checked, mapped, and checked again in the provider's own words. */
export function defineModel<const Op extends ModelOperation>(fact: ModelFact<Op>): Model<Op["model"], Op["family"]> {
  const { text, edit, displayName, imageField, fields, countIsExact } = fact;
  const input = imageField?.imageInput;
  const model: Model<Op["model"], Op["family"]> = {
    id: text.operation.model,
    provider: text.operation.provider,
    displayName,
    family: text.operation.family,
    capabilities: {
      ...fact.capabilities,
      maxImages: imageField?.maxItems ?? 0,
      maxImageBytes: input?.maxBytes ?? null,
      imageMediaTypes: input?.mediaTypes ?? null,
      takesImageUrls: input?.forms.includes("url") ?? false,
    },
    map(request) {
      checkNormalized(model, request);
      const { operation, body: validator } = (request.images && edit) || text;
      const asIs = sentAsIs(request, fields);
      const { body: own, sent, askedSize } = fact.map(request, operation);
      const body = { prompt: request.prompt, ...asIs.body, ...own };
      checkRequest<object>(operation, validator, body);
      const { count = 1, extraBody } = request;
      const parity = parityOf(request, { ...asIs.sent, ...sent });
      const fewest = countIsExact ? count : 1;
      return { operation, body, ...(extraBody ? { extraBody } : {}), parity, askedSize, count, fewest };
    },
  };
  return model;
}
