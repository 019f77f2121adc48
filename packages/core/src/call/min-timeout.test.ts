import { describe, expect, test } from "vitest";
import { submitJob } from "../job/submit-job.ts";
import type { Accounting } from "../money/accounting.ts";
import { failure, refused } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, look, make, makeCall, type Play, playFetch, submitCall } from "../testing/fake-provider.ts";
import { startSend } from "../testing/start-send.ts";
import type { ClientOptions, RunOptions } from "./client-options.ts";
import { InvalidRequestError } from "./errors.ts";
import { generate } from "./generate.ts";

const ok = () => Response.json({ images: [] });
const limited = (seconds: string) => new Response("{}", { status: 429, headers: { "retry-after": seconds } });

/** Makes a generation whose accounting takes its time. */
function start(options: ClientOptions, run: RunOptions = {}, { reserveMs = 0, admitMs = 0 } = {}, ...plays: Play[]) {
  const clock = createFakeClock();
  const settled: unknown[] = [];
  const accounting: Accounting = {
    async reserve() {
      await clock.delay(reserveMs);
      return { settle: (outcome) => void settled.push(outcome) };
    },
    admit: () => clock.delay(admitMs),
  };
  const { fetch, sent } = playFetch(...(plays.length > 0 ? plays : [ok()]));
  const context = contextOf({ fetch, clock, accounting, ...options });
  const promise = generate(context, makeCall(context), { prompt: "a koi pond" }, run);
  return { clock, sent, settled, outcome: clock.finish(promise.catch(() => failure(promise))), context };
}

const notSent = { name: "TimeoutError", billed: "no", status: undefined };

describe("a paid POST is not sent with less than a second left", () => {
  test.each<[string, ClientOptions, RunOptions, object]>([
    ["of the client's timeout", { timeoutMs: 999 }, {}, {}],
    ["of the call's timeout", {}, { timeoutMs: 1 }, {}],
    ["after the money was reserved slowly", { timeoutMs: 5000 }, {}, { reserveMs: 4001 }],
    ["after a wait for the rate limit", { timeoutMs: 5000 }, {}, { admitMs: 4001 }],
  ])("%s", async (_name, options, run, waits) => {
    const { outcome, sent, settled } = start(options, run, waits);
    expect(await outcome).toMatchObject(notSent);
    expect(sent).toEqual([]);
    expect(settled).toMatchObject([{ state: "not-sent" }]);
  });

  test("and says how much there was", async () => {
    const { outcome } = start({ timeoutMs: 277 });
    expect(await outcome).toMatchObject({
      message: "acme make was not sent: 277 ms are left of the timeout, less than minTimeoutMs (1000)",
    });
  });

  test("nor a job", async () => {
    const clock = createFakeClock();
    const { fetch, sent } = playFetch(Response.json({ task_id: "t-1" }));
    const context = contextOf({ fetch, clock, timeoutMs: 999 });
    const submitted = submitJob(context, submitCall(context), { prompt: "a koi pond" });
    expect(await clock.finish(failure(submitted))).toMatchObject(notSent);
    expect(sent).toEqual([]);
  });

  test("nor again where a wait leaves no more: that fails at once", async () => {
    const { outcome, sent, clock } = start({ timeoutMs: 5000 }, {}, {}, limited("4.001"), ok());
    const began = clock.now();
    expect(await outcome).toMatchObject({ name: "RateLimitError", billed: "no" });
    expect([sent.length, clock.now()]).toEqual([1, began]);
    const after = startSend(make, [refused(), ok()], { timeoutMs: 1499 });
    expect(await after.clock.finish(failure(after.promise))).toMatchObject({ name: "ConnectionError", billed: "no" });
    expect(after.sent).toHaveLength(1);
  });

  test("nor again where the rate limit took what the wait had left, and what came before is its cause", async () => {
    const plays = [limited("2"), ok()];
    const { outcome, sent, settled } = start({ timeoutMs: 5000 }, {}, { admitMs: 1001 }, ...plays);
    expect(await outcome).toMatchObject({
      ...notSent,
      cause: { name: "RateLimitError" },
      message: expect.stringMatching(/minTimeoutMs \(1000\); before that: acme make failed with 429: \{\}$/),
    });
    expect(sent).toHaveLength(1);
    expect(settled).toMatchObject([{ state: "not-sent" }]);
  });
});

describe("a paid POST is sent", () => {
  test.each<[string, ClientOptions, RunOptions]>([
    ["with a second left", { timeoutMs: 1000 }, {}],
    ["with less, if the client says so", { timeoutMs: 1, minTimeoutMs: 0 }, {}],
    ["with less, if the call says so", { timeoutMs: 100, minTimeoutMs: 500 }, { minTimeoutMs: 100 }],
  ])("%s", async (_name, options, run) => {
    const { outcome, sent } = start(options, run);
    await outcome;
    expect(sent).toHaveLength(1);
  });
});

test("a paid POST is sent again where a wait leaves just as much", async () => {
  const { outcome, sent } = start({ timeoutMs: 5000 }, {}, {}, limited("4"), ok());
  await outcome;
  expect(sent).toHaveLength(2);
});

test("a call may ask for more than the client", async () => {
  const { outcome, sent } = start({ timeoutMs: 5000 }, { minTimeoutMs: 5001 });
  expect(await outcome).toMatchObject(notSent);
  expect(sent).toEqual([]);
});

test("a GET, which costs nothing, is sent as long as there is time", async () => {
  const { clock, promise, sent } = startSend(look, [ok()], { timeoutMs: 1 });
  await clock.finish(promise);
  expect(sent).toHaveLength(1);
});

test.each([Number.NaN, -1])("%d is not a time", async (minTimeoutMs) => {
  expect(() => contextOf({ minTimeoutMs })).toThrow(InvalidRequestError);
  const { outcome, sent, settled } = start({}, { minTimeoutMs });
  expect(await outcome).toMatchObject({ name: "InvalidRequestError", field: "minTimeoutMs" });
  expect([sent, settled]).toEqual([[], []]);
});
