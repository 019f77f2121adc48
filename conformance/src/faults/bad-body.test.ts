import { describe, expect, test } from "vitest";
import { ampleMs, createDueClock } from "./due-clock.ts";
import { type Script, withServer } from "./scripted-server.ts";
import { flood, reply } from "./scripts.ts";
import { failureOf, paid, png, polls, subjects, timeScale } from "./subjects.ts";

const json = { "content-type": "application/json", "x-request-id": "r-42", "x-trace-id": "r-42" };

/** An answer of 200 that cannot be used, and the text that must be kept of it. */
const faults: [name: string, script: Script, kept: string][] = [
  ["truncated JSON", reply(200, '{"task_id": "ta', json), '{"task_id": "ta'],
  ["an empty object", reply(200, "{}", json), "{}"],
  ["an error object", reply(200, '{"error": "quota"}', json), '{"error": "quota"}'],
  ["null", reply(200, "null", json), "null"],
  ["a number", reply(200, "7", json), "7"],
  ["nothing", reply(200, "", json), ""],
  ["HTML", reply(200, "<p>Sign in", { ...json, "content-type": "text/html" }), "<p>Sign in"],
  ["an image's type without an image", reply(200, "GIF-like", { ...json, "content-type": "image/png" }), "GIF-like"],
  ["sound", reply(200, "RIFF0000WAVE", { ...json, "content-type": "audio/wav" }), "RIFF0000WAVE"],
  [
    "invalid UTF-8",
    reply(200, Buffer.from('{"task_id": "a\xff\xfe", "images": ["\xff"], "status": "\xff"}', "latin1"), json),
    '{"task_id": "a\ufffd',
  ],
  ["JSON under gzip that is none", reply(200, '{"a": 1}', { ...json, "content-encoding": "gzip" }), ""],
];

describe.each(faults)("200 with %s", (name, script, kept) => {
  test.concurrent.each(subjects)("$name: one request, and the text is kept", async ({ call, method, provider }) => {
    await withServer(script, async (server) => {
      const error = await failureOf(call(server.url));
      const unpackable = name.includes("gzip"); // no byte of it came through: for fetch it is a broken connection
      const billed = method === "GET" ? "no" : "unknown";
      const unread = method === "GET" ? "ConnectionError" : "OutcomeUnknownError";
      expect(error).toMatchObject({ name: unpackable ? unread : "ResponseValidationError", billed, status: 200 });
      expect(error.body ?? "").toContain(kept);
      expect(error.requestId).toBe(provider.id === "3daistudio" ? undefined : "r-42");
      expect(server.posts()).toBe(method === "POST" ? 1 : 0);
    });
  });
});

const answersJson = paid.filter(
  ({ provider, operation }) => provider.id !== "segmind" || provider.operations[operation]?.job,
);
test.concurrent.each(answersJson)("$name: an image where JSON is due", async ({ call, provider, operation }) => {
  await withServer(reply(200, png, { "content-type": "image/png" }), async (server) => {
    if (provider.operations[operation]?.job) {
      expect(await failureOf(call(server.url))).toMatchObject({ name: "ResponseValidationError", billed: "unknown" });
    } else {
      // What was paid for is not lost.
      expect(await call(server.url)).toMatchObject({ images: [{ width: 4 }], drift: [{ field: "content-type" }] });
    }
  });
});

describe("a body that never ends", () => {
  const limit = { maxResponseBytes: 100_000 };
  /** A body of drops, and a client's time that is over when some have come. */
  const dripping = () => {
    let drops = 0;
    const script = flood("drip ", json, 10, () => void drops++);
    return { script, time: { clock: createDueClock(() => drops > 10, timeScale), timeoutMs: ampleMs } };
  };

  test.concurrent.each(subjects)("$name: is read up to the limit, and its start is kept", async ({ call, method }) => {
    await withServer(flood("lorem ipsum ".repeat(500), json), async (server) => {
      const error = await failureOf(call(server.url, limit));
      const billed = method === "GET" ? "no" : "unknown";
      expect(error).toMatchObject({ name: "ResponseValidationError", billed, status: 200 });
      expect(error.body).toHaveLength(4096);
      expect(server.seen).toHaveLength(1);
      expect(await server.quiet()).toBe(true);
    });
  });

  test.concurrent.each(paid)(
    "$name: is read until the time is over where it drips, and its start is kept",
    async ({ call }) => {
      const { script, time } = dripping();
      await withServer(script, async (server) => {
        const error = await failureOf(call(server.url, { ...limit, ...time }));
        expect(error).toMatchObject({ name: "OutcomeUnknownError", status: 200, cause: { name: "TimeoutError" } });
        expect(error.body).toMatch(/^drip drip/);
        expect(server.posts()).toBe(1);
        expect(await server.quiet()).toBe(true);
      });
    },
  );

  test.concurrent.each(polls)("$name: is read until the time is over where it drips", async ({ call }) => {
    const { script, time } = dripping();
    await withServer(script, async (server) => {
      const error = await failureOf(call(server.url, { ...limit, ...time }));
      expect(error).toMatchObject({ name: "TimeoutError", billed: "no" });
      expect(await server.quiet()).toBe(true);
    });
  });
});
