import type { Validator } from "@seedbed/core/provider";
import { expectTypeOf, test } from "vitest";
import type { create3DAIStudio } from "./client.ts";
import type {
  SeedreamV5LiteEditRequest,
  SeedreamV5LiteGenerateRequest,
  SubmittedTask,
  TaskStatus,
} from "./gen/client.gen.ts";
import type * as schemas from "./gen/schemas.gen.ts";

/** What a validator takes as valid. */
type Valid<Schema> = Schema extends Validator<infer T> ? T : never;

test("validators and types of requests agree, in both directions", () => {
  type Generate = Valid<typeof schemas.zSeedreamV5LiteGenerateBody>;
  expectTypeOf<Generate>().toExtend<SeedreamV5LiteGenerateRequest>();
  expectTypeOf<SeedreamV5LiteGenerateRequest>().toExtend<Generate>();
  expectTypeOf<keyof Generate>().toEqualTypeOf<keyof SeedreamV5LiteGenerateRequest>();
  type Edit = Valid<typeof schemas.zSeedreamV5LiteEditBody>;
  expectTypeOf<Edit>().toExtend<SeedreamV5LiteEditRequest>();
  expectTypeOf<SeedreamV5LiteEditRequest>().toExtend<Edit>();
  expectTypeOf<keyof Edit>().toEqualTypeOf<keyof SeedreamV5LiteEditRequest>();
});

test("validators and types of responses agree, in both directions", () => {
  expectTypeOf<Valid<typeof schemas.zSubmittedTask>>().toExtend<SubmittedTask>();
  expectTypeOf<SubmittedTask>().toExtend<Valid<typeof schemas.zSubmittedTask>>();
  expectTypeOf<Valid<typeof schemas.zTaskStatus>>().toExtend<TaskStatus>();
  expectTypeOf<TaskStatus>().toExtend<Valid<typeof schemas.zTaskStatus>>();
});

test("a wrong request does not compile", () => {
  const _never = (client: ReturnType<typeof create3DAIStudio>) => {
    const prompt = "a koi pond";
    client.submit("seedreamV5LiteEdit", { prompt, image_urls: ["data:image/png;base64,AA"] });
    // @ts-expect-error a required field is missing
    client.seedreamV5LiteGenerate({ num_images: 1 });
    // @ts-expect-error the images to edit are missing
    client.seedreamV5LiteEdit({ prompt });
    // @ts-expect-error a typo in an optional field
    client.seedreamV5LiteGenerate({ prompt, num_image: 1 });
    // @ts-expect-error a preset that is not documented
    client.seedreamV5LiteGenerate({ prompt, image_size: "auto_4K" });
    // @ts-expect-error a field of the other operation
    client.seedreamV5LiteGenerate({ prompt, image_urls: [] });
    // @ts-expect-error a field of the other operation, where the operation is named
    client.submit("seedreamV5LiteGenerate", { prompt, image_urls: [] });
    // @ts-expect-error an operation that submits nothing
    client.submit("getGenerationRequestStatus", { task_id: "a" });
  };
  expectTypeOf(_never).toBeFunction();
});
