import type { Clock, Job, JobProgress } from "@seedbed/core";
import { createInstantClock } from "@seedbed/core/instant-clock";
import { describe, expect, test } from "vitest";
import { ampleMs, createDueClock } from "./due-clock.ts";
import { type Script, withServer } from "./scripted-server.ts";
import { byMethod, inTurn, reply, resetBeforeHeaders } from "./scripts.ts";
import { apiKey, entries, failureOf, jobAnswersOf, providers } from "./subjects.ts";

const image = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAAElFTkSuQmCC`;

/** Every operation that gives a job. */
const jobs = providers.flatMap((provider) =>
  Object.values(provider.operations)
    .filter(({ job }) => job)
    .map(({ operationId }) => ({ name: `${provider.id} ${operationId}`, provider, operation: operationId })),
);

/** Submits a job, waits for it, and gives what came of it, the way there and the times of all requests in the client's time. */
async function follow(
  { provider, operation }: (typeof jobs)[number],
  polled: Script,
  { overAfterPolls = Number.POSITIVE_INFINITY, clock: given }: { overAfterPolls?: number; clock?: Clock } = {},
) {
  const entry = entries[operation];
  if (!entry) throw new Error(`no request for ${operation}`);
  return withServer(byMethod({ POST: entry.good, GET: polled }), async (server) => {
    const polls = () => server.seen.filter(({ method }) => method === "GET").length;
    const clock = given ?? createDueClock(() => polls() >= overAfterPolls, 500);
    const timesMs: number[] = [];
    const timed: typeof fetch = (...all) => {
      timesMs.push(clock.now());
      return fetch(...all);
    };
    const client = provider.create({ apiKey, baseUrl: server.url, clock, fetch: timed });
    const states: string[] = [];
    const onProgress = ({ providerState }: JobProgress) => states.push(providerState);
    const kept: Job[] = [];
    const waiting = client.run(operation, entry.request, {
      onProgress,
      onJob: (job) => void kept.push(job),
      timeoutMs: 5 * ampleMs,
    });
    const outcome = await waiting.catch(() => undefined);
    const error = outcome ? undefined : await failureOf(waiting);
    expect(server.posts()).toBe(1);
    return { outcome, error, states, job: kept[0], timesMs };
  });
}

describe.each(jobs)("$name: a job", (subject) => {
  const { failed, finished, is, words } = jobAnswersOf(subject.provider);
  const done = finished(image);
  test.concurrent.each<[string, Script, string[]]>([
    ["in an unknown state", inTurn(is("PAUSED"), done), ["PAUSED", words.done]],
    [
      "that goes backwards",
      inTurn(is(words.running), is(words.waiting), done),
      [words.running, words.waiting, words.done],
    ],
    ["whose poll is limited", inTurn(reply(429, "", { "retry-after": "25" }), done), [words.done]],
    ["whose poll breaks", inTurn(resetBeforeHeaders, reply(502, "<html>"), done), [words.done]],
  ])("%s is waited out", async (_name, polled, states) => {
    const found = await follow(subject, polled);
    expect(found.states).toEqual(states);
    expect(found.outcome).toMatchObject({ images: [{ width: 4, height: 3 }], job: found.job });
  });

  test.concurrent.each<[string, Script, string, string]>([
    ["that fails", failed, "GenerationFailedError", "no"],
    ["that never ends", is(words.running), "TimeoutError", "yes"],
    ["that stays in an unknown state", is("PAUSED"), "TimeoutError", "yes"],
    [
      "that goes to and fro for ever",
      (...all) => is(all[2] % 2 ? words.running : words.waiting)(...all),
      "TimeoutError",
      "yes",
    ],
    ["that is forgotten", reply(404, { error: "not found" }), "NotFoundError", "yes"],
    ["that ends without an image", finished(), "ResponseValidationError", "yes"],
    ["whose state is not a text", reply(200, { status: 7 }), "ResponseValidationError", "yes"],
    ["whose polls are limited for ever", reply(429, "", { "retry-after": "22" }), "TimeoutError", "yes"],
    ["whose polls break for ever", resetBeforeHeaders, "TimeoutError", "yes"],
    ["whose polls are refused", reply(401, { error: "no" }), "AuthenticationError", "yes"],
  ])("%s is an error that carries it", async (_name, polled, name, billed) => {
    // What ends by itself has time enough on a busy machine; what does not has the time of a few polls.
    const { error, job } = await follow(subject, polled, name === "TimeoutError" ? { overAfterPolls: 3 } : {});
    expect(job).toMatchObject({ taskId: "task-1", operation: subject.operation });
    expect(error).toMatchObject({ name, billed, job });
  });

  test("that is not found after 24 h has expired", async () => {
    const { outcome } = await follow(subject, done);
    const submittedAt = new Date(Date.now() - 25 * 3_600_000).toISOString();
    const old = { ...outcome?.job, submittedAt, expiresAt: new Date(Date.now() - 3_600_000).toISOString() } as Job; // it has one
    await withServer(reply(404, { error: "not found" }), async (server) => {
      const client = subject.provider.create({ apiKey, baseUrl: server.url });
      const error = await failureOf(Promise.resolve(client.resume?.(old)));
      expect(error).toMatchObject({ name: "ResultExpiredError", billed: "yes", status: 404, job: old });
    });
  });

  test.each<[string, Script]>([
    ["goes well", inTurn(...Array.from({ length: 4 }, () => is(words.running)), done)],
    [
      "has polls that break",
      inTurn(is(words.waiting), resetBeforeHeaders, reply(500), is(words.waiting), reply(503), done),
    ],
    ["has polls that are limited without a wait", inTurn(reply(429), reply(429), is(words.waiting), done)],
  ])("keeps to the provider's limit where it %s", async (_name, polled) => {
    const { outcome, timesMs } = await follow(subject, polled, { clock: createInstantClock() }); // only waits take time
    expect(outcome).toBeDefined();
    const { requests, perMs } = subject.provider.rateLimit ?? { requests: Number.POSITIVE_INFINITY, perMs: 0 };
    const most = Math.max(...timesMs.map((from) => timesMs.filter((at) => at >= from && at < from + perMs).length));
    expect(most).toBeLessThanOrEqual(requests);
  });
});
