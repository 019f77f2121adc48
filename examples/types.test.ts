import { create3DAIStudio, provider as threeDAIStudio } from "@seedbed/3daistudio";
import {
  type ComparedResult,
  compare,
  type GenerationRequest,
  type Settled,
  selectFamily,
  selectModels,
} from "@seedbed/compare";
import { type Generation, isSeedbedError, type Job } from "@seedbed/core";
import { createNovita, provider as novita } from "@seedbed/novita";
import { createSegmind, provider as segmind } from "@seedbed/segmind";
import { expectTypeOf, test } from "vitest";

// What stands here is compiled and never run: `pnpm lint` and tools/codegen/src/type-tests.test.ts do so.

test("a model or a family that no given provider sells does not compile", () => {
  const _never = () => {
    selectModels([segmind, novita], ["segmind/seedream-v3", "novita/seedream-5.0-lite"]);
    selectFamily([segmind, threeDAIStudio], "seedream-3.0");
    // @ts-expect-error a typo in the model
    selectModels([segmind, novita], ["segmind/seedream-v4"]);
    // @ts-expect-error a model of a provider that is not among those given
    selectModels([segmind], ["novita/seedream-5.0-lite"]);
    // @ts-expect-error a typo in the family
    selectFamily([segmind, novita], "seedream-5-lite");
    // @ts-expect-error a family that the provider given does not sell
    selectFamily([novita], "seedream-3.0");
    // What a person types is any text where the providers are any.
    const providers: readonly (typeof segmind | typeof novita)[] = [segmind];
    expectTypeOf(providers).toExtend<Parameters<typeof selectModels<string>>[0]>();
  };
  expectTypeOf(_never).toBeFunction();
});

test("a parameter that the model lacks does not compile", () => {
  const _never = () => {
    const prompt = "a koi pond";
    // @ts-expect-error Seedream 3.0 makes one image
    createSegmind().seedreamV3TextToImage({ prompt, aspect_ratio: "1:1", max_images: 2 });
    // @ts-expect-error Seedream 5.0 lite takes no seed at Segmind
    createSegmind().seedreamV5LiteTextToImage({ prompt, seed: 7 });
    // @ts-expect-error 3D AI Studio has no switch for the watermark
    create3DAIStudio().seedreamV5LiteGenerate({ prompt, watermark: false });
    // @ts-expect-error Novita takes no guidance scale
    createNovita().seedream5Lite({ prompt, guidance_scale: 2 });
  };
  expectTypeOf(_never).toBeFunction();
});

test("a wrong setting of a normalized request does not compile", () => {
  expectTypeOf<{ prompt: string; aspectRatio: "3:2"; count: number }>().toExtend<GenerationRequest>();
  const _never = (targets: Parameters<typeof compare>[0]) => {
    const prompt = "a koi pond";
    // @ts-expect-error the prompt is missing
    compare(targets, { count: 2 });
    // @ts-expect-error a typo in an optional setting
    compare(targets, { prompt, aspectratio: "1:1" });
    // @ts-expect-error a value that is not one of the sixteen sizes' shapes
    compare(targets, { prompt, aspectRatio: "5:4" });
    // @ts-expect-error a resolution that no provider has
    compare(targets, { prompt, resolution: "8K" });
    // @ts-expect-error a size as text
    compare(targets, { prompt, size: "2048x2048" });
    // @ts-expect-error a typo in an option
    compare(targets, { prompt }, { stict: true });
  };
  expectTypeOf(_never).toBeFunction();
});

test("a result that was not looked at does not compile", () => {
  const _never = async (compared: ComparedResult, generation: Generation, error: unknown) => {
    // @ts-expect-error it may be an error
    compared.result.images;
    // @ts-expect-error it may be a result
    compared.error.billed;
    if ("result" in compared) expectTypeOf(compared.result.images).toEqualTypeOf<Generation["images"]>();
    else expectTypeOf(compared.error.billed).toEqualTypeOf<"no" | "yes" | "unknown">();
    // @ts-expect-error the cost may be unknown
    generation.cost.max;
    // @ts-expect-error there may be no image at that place
    generation.images[0].bytes;
    // @ts-expect-error not every generation is a job
    generation.job.taskId;
    // @ts-expect-error not every provider gives an id
    generation.requestId.length;
    // @ts-expect-error it may be any error
    error.billed;
    if (isSeedbedError(error)) expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
    // @ts-expect-error a failure is thrown, and not among the images
    generation.error;
  };
  expectTypeOf(_never).toBeFunction();
});

test("one of many that was not looked at does not compile", () => {
  const _never = (settled: Settled) => {
    // @ts-expect-error it may have failed
    settled.result.images;
    // @ts-expect-error it may have succeeded
    settled.error.message;
    if (settled.result) expectTypeOf(settled.result.providers).toExtend<readonly unknown[]>();
    else expectTypeOf(settled.error).toEqualTypeOf<Error>();
  };
  expectTypeOf(_never).toBeFunction();
});

test("a submitted task has no images yet", () => {
  const _never = async (job: Job) => {
    const studio = create3DAIStudio();
    const task = await studio.seedreamV5LiteGenerate({ prompt: "a koi pond" });
    // @ts-expect-error it is submitted, no more
    task.images;
    // @ts-expect-error nor has the job
    job.images;
    const status = await studio.getGenerationRequestStatus({ task_id: task.task_id });
    // @ts-expect-error results come when it is done
    status.results[0];
    // @ts-expect-error a promise is not a generation
    studio.waitForResult(job).images;
    // @ts-expect-error a task is not a job: its id or a job is waited for
    studio.waitForResult(task);
  };
  expectTypeOf(_never).toBeFunction();
});
