import type { Validator } from "@seedbed/core/provider";
import { expectTypeOf, test } from "vitest";
import type { createNovita } from "./client.ts";
import type { Seedream5LiteRequest } from "./gen/client.gen.ts";
import type * as schemas from "./gen/schemas.gen.ts";
import type { operations } from "./gen/types.gen.ts";

/** What a validator takes as valid. */
type Valid<Schema> = Schema extends Validator<infer T> ? T : never;

test("validator and type of the request agree, in both directions", () => {
  type Request = Valid<typeof schemas.zSeedream5LiteBody>;
  expectTypeOf<Request>().toExtend<Seedream5LiteRequest>();
  expectTypeOf<Seedream5LiteRequest>().toExtend<Request>();
  expectTypeOf<keyof Request>().toEqualTypeOf<keyof Seedream5LiteRequest>();
});

test("validator and type of the response agree, in both directions", () => {
  type Response = operations["seedream5Lite"]["responses"][200]["content"]["application/json"];
  expectTypeOf<Valid<typeof schemas.zSeedream5LiteResponse>>().toExtend<Response>();
  expectTypeOf<Response>().toExtend<Valid<typeof schemas.zSeedream5LiteResponse>>();
});

test("a wrong request does not compile", () => {
  const _never = (client: ReturnType<typeof createNovita>) => {
    const prompt = "a koi pond";
    client.seedream5Lite({ prompt, size: "3K" });
    client.seedream5Lite({ prompt, size: "2048x2048" });
    // @ts-expect-error a required field is missing
    client.seedream5Lite({ size: "2K" });
    // @ts-expect-error a typo in an optional field
    client.seedream5Lite({ prompt, watermarks: true });
    // @ts-expect-error a value that is not documented
    client.seedream5Lite({ prompt, sequential_image_generation: "always" });
    // @ts-expect-error a typo within
    client.seedream5Lite({ prompt, sequential_image_generation_options: { max_image: 2 } });
    // @ts-expect-error a field of another provider
    client.seedream5Lite({ prompt, aspect_ratio: "1:1" });
  };
  expectTypeOf(_never).toBeFunction();
});
