import { expect, test } from "vitest";
import { createSeedream, type SeedreamOptions } from "./create-seedream.ts";

test("models are not set up with an option that is mistyped", () => {
  const create = (options: object) => () => createSeedream({ providers: [], ...options } as SeedreamOptions);
  expect(create({ accounting: {} })).toThrow('createSeedream: unknown option "accounting". Its options are providers,');
  expect(create({ concurency: 2 })).toThrow("(did you mean concurrency?)");
  expect(create({ accounting: undefined })).not.toThrow();
});
