import { expect, test } from "vitest";
import { createBreaker } from "./breaker.ts";
import { estimate } from "./estimate.ts";
import { compare, generate, resume } from "./generate.ts";
import { generateFromFamily } from "./generate-from-family.ts";
import { generateMany } from "./generate-many.ts";
import { saveToFolder } from "./node.ts";
import { prepare } from "./prepare.ts";
import { rankProviders } from "./rank-providers.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

const log: string[] = [];
const [target] = allModels([fakeProvider("acme", { log, jobs: true })]);
if (!target) throw new Error("it has one");
const request = { prompt: "a koi pond" };
const job = {
  version: 1,
  provider: "acme",
  model: "acme/m",
  operation: "make",
  taskId: "t-1",
  submittedAt: "2026-02-25T12:00:00.000Z",
  request: {},
} as const;

test.each<[string, string, string, (options: object) => unknown]>([
  ["generate", "requestkey", "idempotencyKey", (options) => generate(target, request, options)],
  ["generate", "timeout", "timeoutMs", (options) => generate(target, request, options)],
  ["compare", "onresult", "onResult", (options) => compare([target], request, options)],
  ["resume", "pollInterval", "pollIntervalMs", (options) => resume([target], job, options)],
  ["generateFromFamily", "moveon", "moveOn", (options) => generateFromFamily([target], request, options)],
  ["generateMany", "concurency", "concurrency", (options) => generateMany([{ target, request }], options)],
  ["generateMany request", "tag", "tags", (more) => generateMany([{ target, request, ...more }])],
  ["estimate", "price", "prices", (options) => estimate(target, request, options)],
  ["prepare", "strikt", "strict", (options) => prepare(target, request, options)],
  ["rankProviders", "leastHistori", "leastHistory", (options) => rankProviders([target], request, options)],
  ["createBreaker", "failure", "failures", (options) => createBreaker(options)],
  ["saveToFolder", "onsaved", "onSaved", (options) => saveToFolder("x", options)],
])("%s refuses %s, and nothing is sent", async (place, name, near, call) => {
  await expect(async () => call({ [name]: "x" })).rejects.toMatchObject({
    name: "InvalidRequestError",
    field: name,
    message: expect.stringContaining(`${place}: unknown option "${name}" (did you mean ${near}?)`),
  });
  expect(log).toEqual([]);
});

test("options that pass through several layers pass, and those that are undefined are not given", async () => {
  const options = { strict: true, tags: ["spring"], breaker: createBreaker(), client: () => ({ apiKey: "k" }) };
  const loose = { requestkey: undefined } as object;
  await generate(target, request, { ...options, ...loose });
  await compare([target], request, { ...options, idempotencyKey: "k", onResult: () => {} });
  await generateFromFamily([target], request, { ...options, order: "given", leastHistory: 3, moveOn: () => false });
  await generateMany([{ target, request, idempotencyKey: "a", tags: ["b"] }], { ...options, onSettled: () => {} });
  await resume([target], job, options);
  expect(log.length).toBe(5);
});
