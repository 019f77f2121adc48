import { describe, expect, test } from "vitest";
import { createContext } from "../call/client-context.ts";
import type { ClientOptions, RunOptions } from "../call/client-options.ts";
import { generate } from "../call/generate.ts";
import { singleCall } from "../call/single-call.ts";
import { submitJob } from "../job/submit-job.ts";
import { waitForJob } from "../job/wait-for-job.ts";
import { createProxy } from "../proxy.ts";
import { failure } from "../testing/failing.ts";
import {
  contextOf,
  dialect,
  fact,
  key,
  look,
  makeCall,
  playFetch,
  submitCall,
  transmitLook,
  waitCall,
} from "../testing/fake-provider.ts";
import { checkOptions, unknownOption } from "./check-options.ts";

const names = { idempotencyKey: true, timeoutMs: true } as const;

test.each([
  ["idempotencykey", "(did you mean idempotencyKey?)"],
  ["timeout", "(did you mean timeoutMs?)"],
  ["budget", 'unknown option "budget". Its options are idempotencyKey, timeoutMs. Nothing was sent.'],
  ["constructor", 'unknown option "constructor"'],
  ["__proto__x", 'unknown option "__proto__x"'],
])("%s is refused, and the near-miss named", (name, words) => {
  expect(() => checkOptions("make", { [name]: 1 }, names)).toThrow(
    expect.objectContaining({ name: "InvalidRequestError", field: name, message: expect.stringContaining(words) }),
  );
});

test.each([[null], ["a text"], [7], [[]], [() => 1]])("options that are %j are refused", (options) => {
  expect(() => checkOptions("make", options, names)).toThrow("make: its options must be an object");
});

test("known options pass, and what is undefined is not given", () => {
  for (const options of [undefined, {}, { idempotencyKey: "a" }, { timeout: undefined, timeoutMs: 1 }])
    expect(unknownOption("make", options, names)).toBeUndefined();
});

test("a name of 1 MB is shown in part", () => {
  expect(unknownOption("make", { ["x".repeat(1_000_000)]: 1 }, names)?.message.length).toBeLessThan(300);
});

test.each(["maxSpendPerRun", "timeout", "apikey", "accounts"])("a client is not created with %s", (name) => {
  expect(() => createContext(fact, dialect, { apiKey: key, [name]: 1 } as ClientOptions)).toThrow(
    expect.objectContaining({ field: name, message: expect.stringMatching(/^createAcme: unknown option/) }),
  );
});

describe("a call", () => {
  const job = {
    version: 1,
    provider: "acme",
    model: "acme/seedream",
    operation: "submit",
    taskId: "t-1",
    submittedAt: "2026-02-25T12:00:00.000Z",
    request: {},
  } as const;
  const { fetch, sent } = playFetch(new Response("{}"));
  const context = contextOf({ fetch });
  const body = { prompt: "a koi pond" };

  test.each<[string, (options: RunOptions) => Promise<unknown>]>([
    ["generate", (options) => generate(context, makeCall(context), body, options)],
    ["submitJob", (options) => submitJob(context, submitCall(context), body, options)],
    ["waitForJob", (options) => waitForJob(context, waitCall(context), job, options)],
    ["singleCall", (options) => singleCall(context, look, transmitLook(context), options)],
  ])("of %s sends nothing with an option that is mistyped", async (_name, call) => {
    for (const name of ["idempotencykey", "timeout", "onjob"]) {
      const error = await failure(call({ [name]: "x" } as RunOptions));
      expect(error).toMatchObject({ name: "InvalidRequestError", field: name });
    }
    expect(sent).toEqual([]);
  });
});

test("a proxy is not created with options that it does not have", () => {
  const authorize = () => true;
  const create = (options: object) => () => createProxy({ allow: [], authorize, ...options });
  expect(create({ maxRequestbytes: 1 })).toThrow("(did you mean maxRequestBytes?)");
  expect(create({ allow: [{ provider: fact, operation: ["x"] }] })).toThrow("(did you mean operations?)");
});
