import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { generateImage } from "ai";
import { expectTypeOf, test } from "vitest";
import { createSeedream, readMetadata } from "./index.ts";

test("a model that no given provider sells does not compile", () => {
  const _never = () => {
    const seedream = createSeedream({ providers: [segmind, novita] });
    seedream.image("novita/seedream-5.0-lite");
    // @ts-expect-error a typo in the model
    seedream.image("novita/seedream-5-lite");
    // @ts-expect-error a model of a provider that is not among those given
    createSeedream({ providers: [segmind] }).image("novita/seedream-5.0-lite");
    // @ts-expect-error a typo in an option
    createSeedream({ providers: [segmind], concurency: 2 });
    // What the SDK's registry hands over is any text.
    seedream.imageModel("any");
  };
  expectTypeOf(_never).toBeFunction();
});

test("a result that was not looked at does not compile", () => {
  const _never = async () => {
    const model = createSeedream({ providers: [segmind] }).image("segmind/seedream-v3");
    const { calls } = await generateImage({ model, prompt: "a koi pond" });
    // @ts-expect-error the call may be another provider's
    readMetadata(calls[0]).cost;
    // @ts-expect-error the cost may be unknown
    readMetadata(calls[0])?.cost.max;
  };
  expectTypeOf(_never).toBeFunction();
});
