import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import type { Mode } from "../call/client-options.ts";
import type { Generation } from "../call/generation.ts";
import { createInstantClock } from "../instant-clock.ts";
import type { Following } from "../job/follow-job.ts";
import type { Job } from "../job/job.ts";
import { type Body, dialect, fact, key, look, make, submit, zBody } from "../testing/fake-provider.ts";
import { pngDataUri, pngResponse } from "../testing/image.ts";
import { generation, query, submission } from "./call.ts";
import { type ClientFact, createClient } from "./create-client.ts";
import { defineProvider } from "./define-provider.ts";

interface Client {
  make(request: Body): Promise<Generation>;
  submitMake(request: Body): Promise<{ task_id: string }>;
  look(request: { task_id: string }): Promise<{ state: string }>;
  wallet(request?: object): Promise<{ credits: number }>;
  balance(): Promise<{ amount: number }>;
  submit(operation: "make", request: Body): Promise<Job>;
  waitForResult(taskOrJob: Job | string): Promise<Generation>;
}

const uri = pngDataUri(4, 3);
const prompt = "a koi pond";
const zPath = z.strictObject({ task_id: z.string().check(z.regex(/^[\w-]+$/)) });
const zState = z.looseObject({ state: z.string() });
const zWallet = z.looseObject({ credits: z.number() });
const imageInput = { forms: ["data-uri"], maxBytes: 1000 } as const;
const job = { statusOperation: "look", taskId: "task_id", states: { DONE: "succeeded", BAD: "failed" } } as const;
const submitMake = {
  ...submit,
  operationId: "submitMake",
  job,
  fields: { prompt: {}, image: { imageInput } },
} as const;
const follow: Following = {
  status: { operation: look, path: zPath, answer: zState },
  fields: { state: "state", progress: "percent", failure: "why" },
  images: { at: ["images"] },
};
const asked = { body: zBody, count: () => ({ min: 1, max: 2 }) };

/** A client with one endpoint of each kind; `model` is that of its job. */
function clientFact(model: string = submit.model): ClientFact<Client> {
  const call = submission({
    operation: { ...submitMake, model },
    ...asked,
    reply: z.looseObject({ task_id: z.string() }),
    follow,
  });
  return {
    fact,
    dialect: { ...dialect, modes: ["sync", "async"] },
    calls: {
      make: generation({
        operation: { ...make, imageTypes: ["image/png"] },
        ...asked,
        answer: z.looseObject({ images: z.array(z.string()) }),
        images: { at: ["images"] },
        cost: (_, value) =>
          value ? { min: 7, max: 7, currency: "USD", basis: "reported", source: "its answer" } : undefined,
        jobCall: call,
      }),
      submitMake: call,
      look: query({ operation: look, path: zPath, answer: zState, binding: ["state"] }),
      wallet: query({ operation: { ...look, operationId: "wallet", path: "/v1/wallet" }, answer: zWallet }),
    },
    balance: async (client) => ({
      amount: (await client.wallet()).credits,
      currency: "credits",
      parts: {},
    }),
  };
}

/** A client whose answers are by path, and what it was asked. */
function clientOf(answers: Record<string, unknown>, mode?: Mode) {
  const requests: string[] = [];
  const fetch = async (url: string, init?: RequestInit) => {
    const { pathname } = new URL(url);
    requests.push(`${init?.method} ${pathname}`);
    const answer = answers[pathname];
    return answer instanceof Response ? answer : Response.json(answer);
  };
  const options = { apiKey: key, fetch, clock: createInstantClock(), timeoutMs: 1e9, ...(mode && { mode }) };
  return { requests, options, client: createClient(clientFact(), options) };
}

const done = { state: "DONE", images: [uri] };
const task = { "/v1/submit": { task_id: "t-1" }, "/v1/tasks/t-1": done };

describe("a client of data", () => {
  test("gives the images of JSON, with the cost that it reports", async () => {
    const { client, requests } = clientOf({ "/v1/make": { images: [uri] } });
    expect(await client.make({ prompt })).toMatchObject({ images: [{ width: 4 }], cost: { max: 7 }, drift: [] });
    expect(requests).toEqual(["POST /v1/make"]);
  });

  test("gives an image that came without JSON; under another name than is documented it is drift", async () => {
    const { client } = clientOf({ "/v1/make": pngResponse() });
    expect(await client.make({ prompt })).toMatchObject({ images: [{ width: 4 }], drift: [] });
    const gif = new Response(pngResponse().body, { headers: { "content-type": "image/gif" } });
    const odd = await clientOf({ "/v1/make": gif }).client.make({ prompt });
    expect(odd.drift).toEqual([
      { field: "content-type", message: 'an image came as "image/gif", which is in no document' },
    ]);
  });

  test("makes the same as a job in mode async, and keeps of the request all but the images", async () => {
    const { client, requests } = clientOf(task, "async");
    expect(await client.make({ prompt, image: uri })).toMatchObject({
      operation: "submitMake",
      images: [{ width: 4 }],
      job: { taskId: "t-1", request: { prompt } },
    });
    expect(requests).toEqual(["POST /v1/submit", "GET /v1/tasks/t-1"]);
    expect((await client.submit("make", { prompt, image: uri })).request).toEqual({ prompt });
  });

  test("gives a provider's own replies, and refuses a path that leads elsewhere", async () => {
    const { client, requests } = clientOf({ ...task, "/v1/wallet": { credits: 5 } });
    expect(await client.submitMake({ prompt })).toEqual({ task_id: "t-1" });
    expect(await client.look({ task_id: "t-1" })).toEqual(done);
    expect(await client.balance()).toMatchObject({ amount: 5 });
    await expect(client.look({ task_id: "../wallet" })).rejects.toMatchObject({ name: "InvalidRequestError" });
    expect(requests).toHaveLength(3);
  });

  test("says at once that a task's id cannot be asked for", async () => {
    const { client } = clientOf({ "/v1/submit": { task_id: "../wallet" } });
    await expect(client.submit("make", { prompt })).rejects.toMatchObject({
      name: "ResponseValidationError",
      message: "acme submitMake answered a task id that cannot be asked for",
      field: "task_id",
    });
  });

  test("waits for a task by its id if all jobs are of one model, and then knows no cost", async () => {
    const { client, options } = clientOf(task);
    expect(await client.waitForResult("t-1")).toMatchObject({ cost: null, job: { taskId: "t-1", request: {} } });
    const { calls, ...rest } = clientFact("acme/another");
    const both = { ...rest, calls: { ...calls, submitOther: clientFact().calls.submitMake } };
    await expect(createClient(both, options).waitForResult("t-1")).rejects.toThrow("is not a job");
  });

  test("tells why a job failed, with the job", async () => {
    const { client } = clientOf({
      "/v1/submit": { task_id: "t-1" },
      "/v1/tasks/t-1": { state: "BAD", why: "it broke" },
    });
    const submitted = await client.submit("make", { prompt });
    await expect(client.waitForResult(submitted)).rejects.toMatchObject({
      name: "GenerationFailedError",
      message: "acme look: job t-1 failed: it broke",
      job: submitted,
    });
    const other = { ...submitted, operation: "make" };
    await expect(client.waitForResult(other)).rejects.toThrow('acme has no operation "make"');
  });
});

test("a provider runs what makes images by its name, and calls every operation", async () => {
  const { options, requests } = clientOf(task);
  const client = defineProvider(clientFact(), []).create(options);
  expect(await client.run("submitMake", { prompt })).toMatchObject({ images: [{ width: 4 }] });
  expect(await client.call("look", { task_id: "t-1" })).toEqual(done);
  const job = await client.submit?.("submitMake", { prompt });
  expect(await client.resume?.(job as Job)).toMatchObject({ job });
  const count = requests.length;
  for (const name of ["look", "toString", "mak"])
    await expect(client.run(name, { prompt })).rejects.toMatchObject({ name: "InvalidRequestError", billed: "no" });
  expect(requests).toHaveLength(count);
});
