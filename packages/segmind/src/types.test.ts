import type { Validator } from "@seedbed/core/provider";
import { expectTypeOf, test } from "vitest";
import type { createSegmind } from "./client.ts";
import type {
  SeedreamV3TextToImageRequest,
  SeedreamV5LiteImageToImageRequest,
  SeedreamV5LiteTextToImageRequest,
} from "./gen/client.gen.ts";
import type * as schemas from "./gen/schemas.gen.ts";
import type { components, operations } from "./gen/types.gen.ts";

/** What a validator takes as valid. */
type Valid<Schema> = Schema extends Validator<infer T> ? T : never;
type Client = ReturnType<typeof createSegmind>;

test("validators and types of requests agree, in both directions", () => {
  type TextToImage = Valid<typeof schemas.zSeedreamV5LiteTextToImageBody>;
  expectTypeOf<TextToImage>().toExtend<SeedreamV5LiteTextToImageRequest>();
  expectTypeOf<SeedreamV5LiteTextToImageRequest>().toExtend<TextToImage>();
  expectTypeOf<keyof TextToImage>().toEqualTypeOf<keyof SeedreamV5LiteTextToImageRequest>();
  type ImageToImage = Valid<typeof schemas.zSeedreamV5LiteImageToImageBody>;
  expectTypeOf<ImageToImage>().toExtend<SeedreamV5LiteImageToImageRequest>();
  expectTypeOf<SeedreamV5LiteImageToImageRequest>().toExtend<ImageToImage>();
  expectTypeOf<keyof ImageToImage>().toEqualTypeOf<keyof SeedreamV5LiteImageToImageRequest>();
  type V3 = Valid<typeof schemas.zSeedreamV3TextToImageBody>;
  expectTypeOf<V3>().toExtend<SeedreamV3TextToImageRequest>();
  expectTypeOf<SeedreamV3TextToImageRequest>().toExtend<V3>();
  expectTypeOf<keyof V3>().toEqualTypeOf<keyof SeedreamV3TextToImageRequest>();
});

test("validators and types of responses agree, in both directions", () => {
  type Result = components["schemas"]["JsonResult"];
  expectTypeOf<Valid<typeof schemas.zJsonResult>>().toExtend<Result>();
  expectTypeOf<Result>().toExtend<Valid<typeof schemas.zJsonResult>>();
  type Documented = operations["seedreamV3TextToImage"]["responses"][200]["content"]["application/json"];
  expectTypeOf<Documented>().toEqualTypeOf<Result>();
});

test("what has a default stays optional", () => {
  expectTypeOf<{ prompt: string }>().toExtend<SeedreamV5LiteTextToImageRequest>();
  expectTypeOf<{ prompt: string }>().not.toExtend<SeedreamV3TextToImageRequest>();
});

test("a wrong request does not compile", () => {
  const _never = (client: Client) => {
    const prompt = "a koi pond";
    client.seedreamV5LiteTextToImage({ prompt, size: "3K" });
    // @ts-expect-error a required field is missing
    client.seedreamV5LiteTextToImage({});
    // @ts-expect-error the other required field is missing
    client.seedreamV3TextToImage({ prompt });
    // @ts-expect-error a typo in an optional field
    client.seedreamV5LiteTextToImage({ prompt, aspect_ration: "1:1" });
    // @ts-expect-error a value that is not documented
    client.seedreamV5LiteTextToImage({ prompt, size: "4K" });
    // @ts-expect-error a field of another operation
    client.seedreamV5LiteTextToImage({ prompt, image_input: [] });
    // @ts-expect-error an aspect ratio that this model lacks
    client.seedreamV3TextToImage({ prompt, aspect_ratio: "21:9" });
    // @ts-expect-error a typo in an option
    client.seedreamV5LiteTextToImage({ prompt }, { timeout: 5 });
    // @ts-expect-error no such operation
    client.seedreamV5LiteEdit({ prompt });
    client.submit("seedreamV3TextToImage", { prompt, aspect_ratio: "1:1" });
    // @ts-expect-error a required field of what is submitted is missing
    client.submit("seedreamV3TextToImage", { prompt });
    // @ts-expect-error a field of another operation
    client.submit("seedreamV3TextToImage", { prompt, aspect_ratio: "1:1", max_images: 2 });
    // @ts-expect-error no job, but its id alone
    client.waitForResult("2c7f59ea-13f1-402c-9353-915a2b5a2124");
    // @ts-expect-error no such mode
    const _options: Parameters<typeof createSegmind>[0] = { mode: "batch" };
  };
  expectTypeOf(_never).toBeFunction();
});
