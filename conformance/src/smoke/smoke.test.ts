import { allModels, type Target } from "@seedbed/compare";
import type { ClientOptions } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import { describe, expect, test } from "vitest";
import { tinyImage } from "../contract/tiny-images.ts";
import { createSpec } from "../spec/create-spec.ts";
import { textCase } from "../testing/text-case.ts";
import { smoke, unfit } from "./smoke.ts";
import type { Case } from "./smoke-cases.ts";

const spec = createSpec(novitaDocument);
/** An image that says it is of a size: nothing but its head is read. */
function imageOf(width: number, height: number): string {
  const bytes = Buffer.from(tinyImage("image/png"));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return `data:image/png;base64,${bytes.toString("base64")}`;
}
const image = imageOf(2048, 2048);
const model = (id: string): Target => allModels([novita, segmind]).find((target) => target.model.id === id) ?? never();
function never(): never {
  throw new Error("the model is gone");
}
const caseOf = (changes: Partial<Case> = {}): Case => ({
  ...textCase,
  ...changes,
});

async function smoked(
  answer: () => Response | Promise<Response>,
  changes: Partial<Case> = {},
  emulated = false,
  client: ClientOptions = {},
) {
  const kept: [number, string, string][] = [];
  const made = await smoke(model("novita/seedream-5.0-lite"), caseOf(changes), "novita/seedream-5.0-lite/text", {
    client: { apiKey: "k-0123456", env: {}, clock: createInstantClock(0), fetch: async () => answer(), ...client },
    spec,
    emulated: () => emulated,
    async keep(bytes, mediaType, name) {
      kept.push([bytes.length, mediaType, name]);
      return { path: `images/${name}`, sha256: "abc" };
    },
  });
  return { ...made, kept };
}
const images =
  (...list: string[]) =>
  () =>
    Response.json({ images: list });

describe("a generation that holds", () => {
  test("is told whole, with its images kept", async () => {
    const { verdict, findings, generation, kept, exchanges } = await smoked(images(image));
    expect([verdict, findings]).toEqual(["ok", []]);
    expect(generation).toMatchObject({
      checkId: "novita/seedream-5.0-lite/text",
      provider: "novita",
      model: "novita/seedream-5.0-lite",
      operation: "seedream5Lite",
      mode: "text",
      prompt: "a koi pond",
      imagesAsked: 1,
      emulated: false,
      verdict: "ok",
      latencyMs: expect.any(Number),
      images: [
        {
          path: "images/novita-seedream-5.0-lite-text-1",
          sha256: "abc",
          mediaType: "image/png",
          width: 2048,
          height: 2048,
          sizeBytes: 70,
        },
      ],
    });
    expect(Number.isInteger(generation.latencyMs)).toBe(true);
    expect(generation).toHaveProperty("againstClaim");
    expect(kept).toEqual([[70, "image/png", "novita-seedream-5.0-lite-text-1"]]);
    expect(exchanges).toMatchObject([{ operation: "seedream5Lite", response: { status: 200 } }]);
  });

  test("on an emulator is held against no claim", async () => {
    const { generation } = await smoked(images(image), {}, true);
    expect(generation.emulated).toBe(true);
    expect(generation).not.toHaveProperty("againstClaim");
  });
});

describe("what is not quite what was asked is drift", () => {
  test("another size, of each image, and another number", async () => {
    const asked = { request: { prompt: "a", aspectRatio: "16:9" as const } };
    const { verdict, findings, generation } = await smoked(images(image, image), asked);
    const { width, height } = generation.askedSize ?? never();
    expect(verdict).toBe("drift");
    expect(findings).toEqual([
      {
        field: "images[0]",
        message: `images[0] is 2048 x 2048, not ${width} x ${height}`,
        expected: { width, height },
        actual: { width: 2048, height: 2048 },
        drift: "form",
      },
      expect.objectContaining({ field: "images[1]" }),
      { field: "images", message: "2 images came, not 1", expected: 1, actual: 2, drift: "form" },
    ]);
  });

  test("a field that no document names, once, though client and spec both see it", async () => {
    const { verdict, findings } = await smoked(() => Response.json({ images: [image], mood: "good" }));
    expect(verdict).toBe("drift");
    expect(findings).toMatchObject([{ field: "response.body.mood", drift: "field" }]);
  });
});

describe("whose fault an error is", () => {
  const problem =
    (status: number, body: object = {}) =>
    () =>
      Response.json(body, { status });
  test.each<[string, () => Response | Promise<Response>, string, string]>([
    ["an answer that breaks the contract", () => Response.json({ images: 7 }), "violation", "ResponseValidationError"],
    ["an operation that is gone", problem(404), "violation", "NotFoundError"],
    ["an operation that has moved", problem(308), "violation", "ProviderError"],
    [
      "one that leads elsewhere",
      () => new Response(null, { status: 302, headers: { location: "/v4" } }),
      "violation",
      "OutcomeUnknownError",
    ],
    [
      "a request that the provider refuses, though the spec allows it",
      problem(400, { reason: "INVALID_REQUEST_BODY", message: "no" }),
      "violation",
      "InvalidRequestError",
    ],
    ["a key that is refused", problem(401, { reason: "x", message: "no" }), "harness", "AuthenticationError"],
    [
      "an empty wallet",
      problem(402, { reason: "NOT_ENOUGH_BALANCE", message: "no" }),
      "harness",
      "InsufficientCreditsError",
    ],
    [
      "a connection that breaks",
      () => Promise.reject(new TypeError("fetch failed")),
      "transport",
      "OutcomeUnknownError",
    ],
  ])("%s", async (_name, answer, verdict, name) => {
    const { generation, findings, kept, ...made } = await smoked(answer);
    expect({ verdict: made.verdict, name: generation.error?.name }).toEqual({ verdict, name });
    expect(generation).toMatchObject({
      verdict,
      latencyMs: null,
      cost: null,
      images: [],
      emulated: false,
      error: { message: expect.any(String) },
    });
    expect(findings.at(-1)).toEqual({ field: "generation", message: generation.error?.message });
    expect(kept).toEqual([]);
  });

  test("a request that never left is the harness's own", async () => {
    const { verdict, generation, exchanges } = await smoked(images(image), {}, false, { apiKey: "" });
    expect([verdict, exchanges, generation.error?.name]).toEqual(["harness", [], "AuthenticationError"]);
    expect(generation.error).not.toHaveProperty("status");
    expect(generation.error).not.toHaveProperty("code");
  });

  test("a budget that is used up leaves it unasked", async () => {
    const accounting = {
      admit: async () => {},
      async reserve(): Promise<never> {
        const { BudgetExceededError } = await import("@seedbed/core");
        throw new BudgetExceededError("the budget is used up", { billed: "no" });
      },
    };
    expect((await smoked(images(image), {}, false, { accounting })).verdict).toBe("skipped");
  });

  test("an error tells status and code where the provider gave them", async () => {
    const { generation } = await smoked(problem(400, { reason: "INVALID_REQUEST_BODY", message: "no" }));
    expect(generation.error).toMatchObject({ status: 400, code: "INVALID_REQUEST_BODY", billed: "no" });
  });
});

test("a fault that is none of Seedbed's errors is not hidden", async () => {
  const broken = { admit: async () => {}, reserve: () => Promise.reject(new RangeError("ours")) };
  const { verdict, findings } = await smoked(images(image), {}, false, { accounting: broken });
  expect(verdict).toBe("harness");
  expect(JSON.stringify(findings)).toContain("ours");
});

describe("a model is not asked for", () => {
  const images = (count: number) => Array.from({ length: count }, () => new Uint8Array([1]));
  test("what it cannot take or give, and why", () => {
    const all = allModels([novita, segmind]);
    const of = (changes: Partial<Case>) =>
      Object.fromEntries(all.map((target) => [target.model.id, unfit(target, caseOf(changes))]));
    expect(of({})).toEqual(Object.fromEntries(all.map((target) => [target.model.id, undefined])));
    const [v3] = all.filter(({ model: { id } }) => id === "segmind/seedream-v3");
    expect(v3?.model.capabilities).toMatchObject({ maxImages: 0, maxCount: 1 });
    expect(of({ mode: "image", request: { prompt: "a", images: images(1) } })["segmind/seedream-v3"]).toBe(
      "segmind/seedream-v3 takes no images",
    );
    expect(of({ request: { prompt: "a", count: 2 } })["segmind/seedream-v3"]).toBe(
      "segmind/seedream-v3 gives one image a generation",
    );
    const lite = model("novita/seedream-5.0-lite");
    const { maxImages, maxCount } = lite.model.capabilities;
    const edit = (count: number) =>
      unfit(lite, caseOf({ mode: "edit", request: { prompt: "a", images: images(count) } }));
    expect(edit(maxImages)).toBeUndefined();
    expect(edit(maxImages + 1)).toBe(`novita/seedream-5.0-lite takes at most ${maxImages} images`);
    expect(
      unfit(lite, caseOf({ mode: "image", request: { prompt: "a", images: images(maxImages + 1) } })),
    ).toBeUndefined();
    expect(unfit(lite, caseOf({ request: { prompt: "a", count: maxCount } }))).toBeUndefined();
    expect(unfit(lite, caseOf({ request: { prompt: "a", count: maxCount + 1 } }))).toMatch(/gives one image/);
  });
});
