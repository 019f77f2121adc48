import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { type ClientOptions, createClock } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { turns } from "./due-clock.ts";
import { type Script, type ScriptedServer, withServer } from "./scripted-server.ts";
import { byMethod, flood, reply, silence } from "./scripts.ts";
import { apiKey, entries, failureOf, jobAnswersOf, paid, providers, subjects } from "./subjects.ts";

/** The promise is 50 ms; on a machine of any speed it is kept where nothing but what is at hand is done before the end. */
const soonTurns = 50;
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

/** Aborts a call as soon as `when` holds, and looks at how long it takes, at what it throws and at what it leaves. */
async function abortWhen(call: (signal: AbortSignal) => Promise<unknown>, when: () => boolean | Promise<boolean>) {
  const timersBefore = timers();
  const controller = new AbortController();
  let ended = false;
  const failing = failureOf(call(controller.signal)).finally(() => {
    ended = true;
  });
  while (!(await when())) await new Promise((next) => setTimeout(next, 2));
  await new Promise((next) => setTimeout(next, 10));
  expect(ended).toBe(false);
  controller.abort(new Error("enough"));
  await turns(soonTurns);
  expect(ended).toBe(true);
  const error = await failing;
  expect(error).toMatchObject({ name: expect.stringMatching(/^(AbortError|OutcomeUnknownError)$/) });
  // The timer that this test itself waits with is over; what is more than before is the call's.
  expect(timers()).toBeLessThanOrEqual(timersBefore + idleTimers);
  return error;
}

/** What the runtime itself keeps for connections that it may use again. */
const idleTimers = 1;

const atOnce = { clock: createClock() };
const json = { "content-type": "application/json" };

test.each(subjects)("$name: before anything is sent", async ({ call, good }) => {
  await withServer(good, async (server) => {
    const error = await failureOf(call(server.url, atOnce, { signal: AbortSignal.abort("enough") }));
    expect(error).toMatchObject({ name: "AbortError", billed: "no", cause: "enough" });
    expect(server.seen).toEqual([]);
  });
});

test.each(subjects)("$name: while it connects", async ({ call }) => {
  const sockets = new Set<Socket>();
  // It takes the connection and never says a word of TLS.
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}).once("close", () => sockets.delete(socket)));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const url = `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  await abortWhen(
    (signal) => call(url, atOnce, { signal }),
    () => sockets.size > 0,
  );
  for (const socket of sockets) socket.destroy();
  server.close();
});

describe.each<[name: string, script: Script]>([
  ["before the headers", silence],
  ["within the body", flood("drip ", json, 5)],
])("%s", (_name, script) => {
  test.each(subjects)("$name", async ({ call, method }) => {
    await withServer(script, async (server) => {
      const error = await abortWhen(
        (signal) => call(server.url, atOnce, { signal }),
        () => server.seen.length > 0,
      );
      if (method === "POST")
        expect(error).toMatchObject({ name: "OutcomeUnknownError", billed: "unknown", cause: { name: "AbortError" } });
      else expect(error).toMatchObject({ name: "AbortError", billed: "no" });
      expect(await server.quiet()).toBe(true);
      expect(server.seen).toHaveLength(1);
    });
  });
});

test.each(subjects)("$name: in the wait after a 429", async ({ call }) => {
  await withServer(reply(429, "", { "retry-after": "30" }), async (server) => {
    const error = await abortWhen(
      (signal) => call(server.url, atOnce, { signal }),
      () => server.seen.length > 0,
    );
    expect(error).toMatchObject({ name: "AbortError", billed: "no" });
    expect(server.seen).toHaveLength(1);
  });
});

/** Every paid operation, run to its images, at the points that lie behind its answer. */
const runs = paid.map(({ name, provider, operation, request, imageAt }) => {
  const job = provider.operations[operation]?.job ?? null;
  const run = (baseUrl: string, signal: AbortSignal, pollIntervalMs: number, options: ClientOptions = {}) =>
    provider.create({ apiKey, baseUrl, ...options }).run(operation, request, { signal, pollIntervalMs });
  return { name, provider, operation, job, run, imageAt };
});

/** A clock on which the first wait for a poll is over at once, and no other wait ever. */
function oncePolled() {
  const { now, delay } = createClock();
  let polls = 0;
  return {
    now,
    async delay(milliseconds: number, signal?: AbortSignal) {
      if (milliseconds > 1000 || polls++ > 0) await delay(86_400_000, signal);
    },
  };
}

test.each(runs.filter(({ job }) => job))("$name: between polls", async ({ run, operation, provider }) => {
  const script = byMethod({ POST: entries[operation]?.good ?? silence, GET: jobAnswersOf(provider).is("PENDING") });
  await withServer(script, async (server) => {
    const error = await abortWhen(
      (signal) => run(server.url, signal, 300, { clock: oncePolled() }),
      () => server.seen.length > 1,
    );
    expect(error).toMatchObject({ name: "AbortError", billed: "yes", job: { taskId: "task-1" } });
    expect(server.seen).toHaveLength(2);
  });
});

test.each(runs)("$name: in a download", async ({ run, operation, provider, job, imageAt }) => {
  await withServer(flood("drip ", { "content-type": "image/png" }, 5), async (host: ScriptedServer) => {
    const url = `${host.url}/1.png`;
    const script = job
      ? byMethod({ POST: entries[operation]?.good ?? silence, GET: jobAnswersOf(provider).finished(url) })
      : reply(200, imageAt?.(url) ?? {});
    await withServer(script, async (server) => {
      const error = await abortWhen(
        (signal) => run(server.url, signal, 10),
        () => host.seen.length > 0,
      );
      expect(error).toMatchObject({ name: "AbortError", billed: "yes", images: [{ url }] });
      expect(await host.quiet()).toBe(true);
    });
  });
});

test("every provider was aborted", () => {
  expect(new Set(subjects.map(({ provider }) => provider))).toEqual(new Set(providers));
});
