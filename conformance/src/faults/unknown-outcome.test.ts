import { createClock } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { ampleMs, createDueClock } from "./due-clock.ts";
import { type Script, type ScriptedServer, withServer } from "./scripted-server.ts";
import { cutOff, reply, resetBeforeHeaders, resetWithinHeaders, silence } from "./scripts.ts";
import { failureOf, paid, polls } from "./subjects.ts";

const ids = { "x-request-id": "r-42", "x-trace-id": "r-42" };
const html = "<html><body><h1>502 Bad Gateway</h1></body></html>";

interface Fault {
  readonly name: string;
  readonly script: Script;
  /** The class of the cause. */
  readonly cause: "ProviderError" | "ConnectionError" | "TimeoutError";
  /** What the server said before it went wrong, and a person needs to find the charge. */
  readonly status?: number;
  readonly body?: string;
}

const faults: Fault[] = [
  { name: "a 500", script: reply(500, { error: "oops" }, ids), cause: "ProviderError", status: 500, body: "oops" },
  {
    name: "a 502 in HTML",
    script: reply(502, html, { ...ids, "content-type": "text/html" }),
    cause: "ProviderError",
    status: 502,
    body: html,
  },
  { name: "a 503", script: reply(503, "busy", ids), cause: "ProviderError", status: 503, body: "busy" },
  {
    name: "a 503 that asks to come back",
    script: reply(503, "", { ...ids, "retry-after": "1" }),
    cause: "ProviderError",
    status: 503,
  },
  { name: "an empty 504", script: reply(504, "", ids), cause: "ProviderError", status: 504 },
  {
    name: "a 500 cut off",
    script: cutOff(500, "out of mem", ids),
    cause: "ProviderError",
    status: 500,
    body: "out of mem",
  },
  { name: "a reset before the headers", script: resetBeforeHeaders, cause: "ConnectionError" },
  { name: "a reset within the headers", script: resetWithinHeaders, cause: "ConnectionError" },
  { name: "a reset after the headers", script: cutOff(200, "", ids), cause: "ConnectionError", status: 200 },
  {
    name: "half a body",
    script: cutOff(200, '{"task_id": "ta', ids),
    cause: "ConnectionError",
    status: 200,
    body: '{"task_id": "ta',
  },
  {
    name: "half a body and an end as if all were well",
    script: cutOff(200, '{"task_id": "ta', ids, "close"),
    cause: "ConnectionError",
    status: 200,
    body: '{"task_id": "ta',
  },
  { name: "no answer in time", script: silence, cause: "TimeoutError" },
];

/** Where no answer comes the time is over once the server has the request. */
const limits = ({ cause }: Fault, { seen }: ScriptedServer) =>
  cause === "TimeoutError" ? { clock: createDueClock(() => seen.length > 0, 1), timeoutMs: ampleMs } : {};

describe.each(faults)("$name", (fault) => {
  test.concurrent.each(paid)("$name: one POST, billed unknown, with all that was said", async ({ call, provider }) => {
    await withServer(fault.script, async (server) => {
      const error = await failureOf(call(server.url, limits(fault, server)));
      expect(error).toMatchObject({ name: "OutcomeUnknownError", billed: "unknown", cause: { name: fault.cause } });
      expect(server.posts()).toBe(1);
      expect(error.status).toBe(fault.status);
      expect(error.body ?? "").toContain(fault.body ?? "");
      const tells = fault.status !== undefined && provider.id !== "3daistudio"; // which gives no ids
      expect(error.requestId).toBe(tells ? "r-42" : undefined);
    });
  });

  test.concurrent.each(polls)("$name: asked again, and in the end nothing is billed", async ({ call }) => {
    await withServer(fault.script, async (server) => {
      const error = await failureOf(call(server.url, { clock: createClock(100), ...limits(fault, server) }));
      expect(error).toMatchObject({ name: fault.cause, billed: "no" });
      expect(server.seen).toHaveLength(fault.cause === "TimeoutError" ? 1 : 3);
    });
  });
});

test.concurrent.each(polls)("$name: one that is asked again is answered", async ({ call, good }) => {
  await withServer(
    (response, seen, count) => (count === 1 ? resetBeforeHeaders : good)(response, seen, count),
    async (server) => {
      await call(server.url);
      expect(server.seen).toHaveLength(2);
    },
  );
});
