import { expect, test } from "vitest";
import * as z from "zod/mini";
import { make } from "../testing/fake-provider.ts";
import { defineModel } from "./define-model.ts";

const body = z.strictObject({ prompt: z.string(), n: z.optional(z.int()), shape: z.optional(z.enum(["wide"])) });
const edit = { ...make, operationId: "edit" } as const;
const facts = {
  displayName: "Acme",
  text: { operation: make, body },
  capabilities: { maxCount: 4, aspectRatios: ["16:9"], resolutions: [] },
  fields: { count: "n" },
} as const;
const prompt = "a koi pond";

test("a model says by the spec what it takes", () => {
  const imageField = { maxItems: 3, imageInput: { forms: ["url"], maxBytes: 9 } } as const;
  const map = () => ({ body: {}, sent: {}, askedSize: null });
  const none = { maxImages: 0, maxImageBytes: null, imageMediaTypes: null, takesImageUrls: false };
  expect(defineModel({ ...facts, map })).toMatchObject({
    id: "acme/seedream",
    provider: "acme",
    family: "seedream",
    capabilities: { maxCount: 4, ...none },
  });
  const some = { maxImages: 3, maxImageBytes: 9, imageMediaTypes: null, takesImageUrls: true };
  expect(defineModel({ ...facts, imageField, map }).capabilities).toMatchObject(some);
});

test("a request goes out as it is and as the model maps it, to the endpoint for images if it has some", () => {
  const map = ({ aspectRatio }: { aspectRatio?: string }) =>
    aspectRatio
      ? ({
          body: { shape: "wide" },
          sent: { aspectRatio: { sent: "wide", status: "mapped" } },
          askedSize: null,
        } as const)
      : { body: {}, sent: {}, askedSize: null };
  const model = defineModel({ ...facts, edit: { operation: edit, body: z.looseObject({}) }, countIsExact: true, map });
  const mapped = model.map({ prompt, aspectRatio: "16:9", count: 2, seed: 1, extraBody: { x: 1 } });
  expect(mapped).toMatchObject({
    operation: { operationId: "make" },
    body: { prompt, n: 2, shape: "wide" },
    extraBody: { x: 1 },
    count: 2,
    fewest: 2,
  });
  const statusOf = (name: string) => mapped.parity.find(({ setting }) => setting === name)?.status;
  expect(["count", "aspectRatio", "seed", "x"].map(statusOf)).toEqual(["exact", "mapped", "dropped", "unchecked"]);
  expect(model.map({ prompt, images: ["data:image/png;base64,AA"] }).operation.operationId).toBe("edit");
});

test("what a model maps is checked in the provider's own words", () => {
  const map = () => ({ body: { shape: "tall" }, sent: {}, askedSize: null });
  expect(() => defineModel({ ...facts, map }).map({ prompt })).toThrow('acme make: shape must be one of "wide"');
  expect(() => defineModel({ ...facts, map }).map({ prompt, count: 5 })).toThrow("count must be at most 4");
});
