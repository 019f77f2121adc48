import { AuthenticationError, type Job, ProviderError } from "@seedbed/core";
import { expect, test } from "vitest";
import type { Breaker } from "./breaker.ts";
import { compare, generate, resume } from "./generate.ts";
import { generateFromFamily } from "./generate-from-family.ts";
import { generateMany } from "./generate-many.ts";
import { prepare } from "./prepare.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

test("gives the result with its parity and count", async () => {
  const log: string[] = [];
  const [target] = allModels([fakeProvider("acme", { log })]);
  if (!target) throw new Error("there is one");
  const result = await generate(target, { prompt: "a fox", count: 2, watermark: true });
  expect(log).toEqual(['acme {"prompt":"a fox","n":2}']);
  expect(result).toMatchObject({ model: "acme/m", count: 2, askedSize: null });
  expect(result.parity.filter(({ status }) => status !== "defaulted")).toEqual([
    { setting: "count", requested: 2, sent: 2, status: "exact" },
    { setting: "watermark", requested: true, sent: null, status: "dropped" },
  ]);
});

test.each([
  ["a mapping", { capabilities: { maxCount: 1 } }, "brick/m: count must be at most 1; it is 2."],
  ["an image", { capabilities: { maxImageBytes: 3 } }, "brick/m: images[0] has 27 bytes; brick takes at most 3"],
  ["a client", { refuses: new AuthenticationError("brick needs a key") }, "brick needs a key"],
])("%s that is refused keeps everything from being sent", async (_name, fake, message) => {
  const log: string[] = [];
  const targets = allModels([fakeProvider("acme", { log }), fakeProvider("brick", { ...fake, log })]);
  const images = [Buffer.concat([Buffer.from("BM"), Buffer.alloc(25)])];
  await expect(compare(targets, { prompt: "a fox", count: 2, images })).rejects.toThrow(message);
  expect(log).toEqual([]);
});

test("a failure of one keeps the results of the others, in the order that was asked", async () => {
  const failure = new ProviderError("brick failed with 500");
  const targets = allModels([fakeProvider("brick", { fails: failure }), fakeProvider("acme")]);
  const told: string[] = [];
  const compared = await compare(
    targets,
    { prompt: "a fox" },
    { onResult: ({ target }) => void told.push(target.model.id) },
  );
  expect(compared).toEqual([
    { target: targets[0], error: failure },
    { target: targets[1], result: expect.objectContaining({ model: "acme/m" }) },
  ]);
  expect(told.sort()).toEqual(["acme/m", "brick/m"]);
});

test("waits until each result has been kept", async () => {
  let kept = false;
  const onResult = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    kept = true;
  };
  await compare(allModels([fakeProvider("acme")]), { prompt: "a fox" }, { onResult });
  expect(kept).toBe(true);
});

test("an idempotency key pays once of each model, whichever they are compared with", async () => {
  const keys: unknown[] = [];
  const acts = ({ idempotencyKey }: { idempotencyKey?: string }) => {
    keys.push(idempotencyKey);
    return {};
  };
  const targets = allModels([fakeProvider("brick", { acts }), fakeProvider("acme", { acts })]);
  await compare(targets, { prompt: "a fox" }, { idempotencyKey: "order-1" });
  await compare(targets.slice(1), { prompt: "a fox" }, { idempotencyKey: "order-1" });
  expect(keys).toEqual(["order-1 brick/m", "order-1 acme/m", "order-1 acme/m"]);
});

test("what one model throws is that model's error, whatever it is, and the others' results are given", async () => {
  const bug = new RangeError("a bug");
  const targets = allModels([fakeProvider("brick", { fails: bug }), fakeProvider("acme")]);
  expect(await compare(targets, { prompt: "a fox" })).toMatchObject([
    { error: { name: "UnexpectedError", message: "brick/m: a bug", billed: "unknown", cause: bug } },
    { result: { model: "acme/m" } },
  ]);
});

test.each<[string, () => void | Promise<void>]>([
  [
    "throws",
    () => {
      throw new Error("the caller's own bug");
    },
  ],
  ["rejects", () => Promise.reject(new Error("the caller's own bug"))],
])("an onResult that %s loses no result", async (_name, onResult) => {
  const targets = allModels([fakeProvider("brick"), fakeProvider("acme")]);
  const compared = await compare(targets, { prompt: "a fox" }, { onResult });
  expect(compared).toMatchObject([{ result: { model: "brick/m" } }, { result: { model: "acme/m" } }]);
});

test("a breaker that throws when a call is over does not lose what the call gave", async () => {
  const breaker: Breaker = {
    enter: () => 0,
    leave() {
      throw new Error("the caller's own bug");
    },
  };
  const [compared] = await compare(allModels([fakeProvider("acme")]), { prompt: "a fox" }, { breaker });
  expect(compared).toMatchObject({ result: { model: "acme/m" } });
});

test("without a model there is nothing to compare", async () => {
  await expect(compare([], { prompt: "a fox" })).rejects.toThrow("There is no model to compare.");
});

test("strict refuses what would be dropped", async () => {
  const log: string[] = [];
  const targets = allModels([fakeProvider("acme", { log })]);
  await expect(compare(targets, { prompt: "a fox", watermark: true }, { strict: true })).rejects.toThrow(
    "acme/m: watermark would be dropped, and strict was asked for.",
  );
  expect(log).toEqual([]);
});

const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/m",
  operation: "make",
  taskId: "t1",
  submittedAt: "2026-01-01T00:00:00Z",
  request: {},
};

test("a job is resumed by the provider of its model", async () => {
  const log: string[] = [];
  const targets = allModels([fakeProvider("brick", { log, jobs: true }), fakeProvider("acme", { log, jobs: true })]);
  await expect(resume(targets, job)).resolves.toMatchObject({ model: "acme/m", parity: [] });
  expect(log).toEqual(["acme t1"]);
});

test.each([
  [
    "a model that is none of those given",
    { model: "cork/m" },
    true,
    'The job is of the model "cork/m", which is none of acme/m.',
  ],
  [
    "another provider",
    { provider: "cork" },
    true,
    'The job is of the provider "cork", but its model acme/m is of acme.',
  ],
  [
    "an operation that there is not",
    { operation: "paint" },
    true,
    'The job is of the operation "paint", which acme/m does not have.',
  ],
  ["a provider without jobs", {}, false, "acme has no jobs: its answers come at once."],
])("refuses a job of %s", async (_name, change, jobs, message) => {
  await expect(resume(allModels([fakeProvider("acme", { jobs })]), { ...job, ...change })).rejects.toThrow(message);
});

test("fetchImages fetches the input images, and is not an option of the call", async () => {
  const gif = Uint8Array.from("GIF89a\u0001\u0000\u0001\u0000", (letter) => letter.charCodeAt(0));
  const fetched: string[] = [];
  const seen: object[] = [];
  const acts = (options: object) => {
    seen.push(options);
    return {};
  };
  const [target] = allModels([fakeProvider("acme", { acts, capabilities: { takesImageUrls: false } })]);
  if (!target) throw new Error("there is one");
  const fetchImages = async (url: string) => {
    fetched.push(url);
    return new Response(gif);
  };
  await generate(target, { prompt: "a fox", images: ["https://images.example/a.gif"] }, { fetchImages });
  expect(fetched).toEqual(["https://images.example/a.gif"]);
  expect(seen).toEqual([{}]);
});

test("a fetch, which would be taken for the one that sends the calls, is refused everywhere and nothing is sent", async () => {
  const log: string[] = [];
  const targets = allModels([fakeProvider("acme", { log, jobs: true })]);
  const [target] = targets;
  if (!target) throw new Error("there is one");
  const options = { strict: false, fetch: async () => new Response() };
  const request = { prompt: "a fox" };
  const job = { provider: "acme", model: "acme/m", operation: "make" } as Job; // as far as it is looked at
  const calls = [
    prepare(target, request, options),
    generate(target, request, options),
    compare(targets, request, options),
    generateFromFamily(targets, request, options),
    resume(targets, job, options),
    generateMany([{ target, request }], options),
  ];
  for (const call of calls)
    await expect(call).rejects.toMatchObject({
      name: "InvalidRequestError",
      field: "fetch",
      message: expect.stringMatching(/fetchImages .* client: \(\) => \(\{ fetch \}\)/),
    });
  expect(log).toEqual([]);
});
