import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { waitForJob } from "../job/wait-for-job.ts";
import { brokenBody, failure, reset } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, key, look, make, makeCall, type Play, playFetch, waitCall } from "../testing/fake-provider.ts";
import { failingSend, startSend } from "../testing/start-send.ts";
import { type SeedbedError, TimeoutError } from "./errors.ts";
import { generate } from "./generate.ts";
import { keepAnswer } from "./kept-answer.ts";

const long = `{"wonders": "${"x".repeat(20_000)}"}`;
const html = { headers: { "content-type": "text/html; charset=utf-8" } };
const text = ({ answer }: SeedbedError) => new TextDecoder().decode(answer?.bytes);

async function failing(...plays: Play[]): Promise<SeedbedError> {
  const clock = createFakeClock();
  const context = contextOf({ fetch: playFetch(...plays).fetch, clock });
  return (await clock.finish(failure(generate(context, makeCall(context), { prompt: "a" })))) as SeedbedError;
}

describe("an answer that may have been paid for is kept whole", () => {
  test.each<[string, Play, string]>([
    ["of a shape that is in no document", () => new Response(long), long],
    [
      "with images that are none",
      () => Response.json({ images: [long, null] }),
      JSON.stringify({ images: [long, null] }),
    ],
    ["of HTML", () => new Response(`<p>${long}`, html), `<p>${long}`],
    ["that broke off", () => new Response(brokenBody(long, reset())), long],
    ["of a status that leaves open what became of it", () => new Response(long, { status: 500 }), long],
    ["of such a status that broke off", () => new Response(brokenBody(long, reset()), { status: 500 }), long],
  ])("%s", async (_name, play, want) => {
    const error = await failing(play);
    expect(error.billed).toBe("unknown");
    expect(error.answer?.sizeBytes).toBe(want.length);
    expect(text(error)).toBe(want);
    expect(error.body?.length).toBeLessThanOrEqual(4096);
  });

  test("with its media type", async () => {
    expect((await failing(() => new Response("<p>", html))).answer?.mediaType).toBe("text/html");
  });

  test("up to the limit, if it is larger", async () => {
    const { error } = await failingSend(make, [() => new Response("0123456789")], { maxResponseBytes: 4 });
    expect(text(error)).toBe("0123");
  });

  test("as much as came of it when the time was over", async () => {
    const { clock, promise } = startSend(make, [() => new Response(brokenBody(long, "hangs"))], { timeoutMs: 5000 });
    const error = (await clock.finish(failure(promise))) as SeedbedError;
    expect(error.cause).toBeInstanceOf(TimeoutError);
    expect(text(error)).toBe(long);
  });

  test("of a job that is finished, too", async () => {
    const clock = createFakeClock();
    const body = { state: "succeeded", images: [], wonders: long };
    const context = contextOf({ fetch: playFetch(() => Response.json(body)).fetch, clock });
    const job = {
      version: 1,
      provider: "acme",
      model: "acme/seedream",
      operation: "submit",
      taskId: "t-1",
      submittedAt: "2026-02-25T12:00:00.000Z",
      request: {},
    } as const;
    const error = (await clock.finish(failure(waitForJob(context, waitCall(context), job)))) as SeedbedError;
    expect(error.billed).toBe("yes");
    expect(text(error)).toBe(JSON.stringify(body));
  });

  test("and bytes that are not an image where one was due", async () => {
    const error = await failing(
      () => Response.json({ images: ["https://cdn.test/1"] }),
      () => new Response(long),
    );
    expect(text(error)).toBe(long);
  });
});

test("an answer that was not paid for is not kept", async () => {
  expect((await failing(() => new Response(long, { status: 400 }))).answer).toBeUndefined();
  expect((await failingSend(look, [() => new Response(long, { status: 500 })])).error.answer).toBeUndefined();
});

test("an answer without bytes is not kept, though what became of it is open", async () => {
  const error = await failing(() => new Response(null, { status: 500 }));
  expect(error).toMatchObject({ billed: "unknown", answer: undefined });
});

test("its bytes are in no JSON and in nothing that is printed, and its size is", async () => {
  const secret = `{"wonders": "${key} not-shown"}`;
  const error = await failing(() => new Response(secret));
  const shown = [JSON.stringify(error), JSON.stringify(error.answer), inspect(error.answer, { depth: 9 })];
  for (const each of shown) {
    expect(each).not.toContain("not-shown");
    expect(each).toContain(String(secret.length));
  }
  expect(inspect(error, { depth: 9 })).not.toContain(key);
  expect(error.body).not.toContain(key);
  expect(text(error)).toBe(secret);
});

test("its media type is cut to what one can be", () => {
  expect(keepAnswer([], "x".repeat(101)).mediaType).toBe("x".repeat(100));
});

test("a copy of it as a logger makes one has no bytes", () => {
  expect({ ...keepAnswer([new Uint8Array([1])], "image/png") }).toEqual({ mediaType: "image/png", sizeBytes: 1 });
});

test("what comes after it was kept is not part of it", () => {
  const chunks = [new Uint8Array([1, 2])];
  const answer = keepAnswer(chunks, "image/png");
  chunks.push(new Uint8Array([3]));
  expect([...answer.bytes]).toEqual([1, 2]);
});
