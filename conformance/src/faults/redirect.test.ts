import { describe, expect, test } from "vitest";
import { type Script, withServer } from "./scripted-server.ts";
import { reply } from "./scripts.ts";
import { apiKey, failureOf, paid, polls } from "./subjects.ts";

const to = (status: number, location: string) => reply(status, "", { location });

describe.each<[number, "ProviderError" | "OutcomeUnknownError", "no" | "unknown"]>([
  [301, "OutcomeUnknownError", "unknown"],
  [302, "OutcomeUnknownError", "unknown"],
  [303, "OutcomeUnknownError", "unknown"],
  [307, "ProviderError", "no"],
  [308, "ProviderError", "no"],
])("a POST redirected by %i is not followed", (status, name, billed) => {
  test.each(paid)(`$name: ${name}, billed ${billed}`, async ({ call }) => {
    await withServer(to(status, "/elsewhere"), async (server) => {
      expect(await failureOf(call(server.url))).toMatchObject({ name, billed, status });
      expect(server.seen).toHaveLength(1);
    });
  });
});

describe.each([301, 302, 303, 307, 308])("a poll redirected by %i", (status) => {
  test.each(polls)("$name: is followed within the provider's host", async ({ call, good }) => {
    const script: Script = (response, seen, count) =>
      (count === 1 ? to(status, "/v2/there") : good)(response, seen, count);
    await withServer(script, async (server) => {
      await call(server.url);
      expect(server.seen.map(({ path }) => path).slice(1)).toEqual(["/v2/there"]);
      expect(JSON.stringify(server.seen[1]?.headers)).toContain(apiKey);
    });
  });

  test.each(polls)("$name: does not go to another host, and neither does the key", async ({ call, good }) => {
    await withServer(good, (other) =>
      withServer(to(status, `${other.url}/there`), async (server) => {
        expect(await failureOf(call(server.url))).toMatchObject({ name: "ProviderError", billed: "no", status });
        expect([server.seen.length, other.seen.length]).toEqual([1, 0]);
      }),
    );
  });
});

test.each(polls)("$name: a loop ends after five redirects", async ({ call }) => {
  await withServer(to(302, "/round"), async (server) => {
    expect(await failureOf(call(server.url))).toMatchObject({ name: "ProviderError", billed: "no", status: 302 });
    expect(server.seen).toHaveLength(6);
  });
});

describe.each(["file:///etc/passwd", "data:application/json,{}", "http://me:secret@127.0.0.1/", "http://[", ""])(
  "a poll redirected to %j",
  (location) => {
    test.each(polls)("$name: is not followed", async ({ call }) => {
      await withServer(to(302, location), async (server) => {
        const error = await failureOf(call(server.url));
        expect(error).toMatchObject({ name: "ProviderError", status: 302 });
        expect(server.seen.length).toBeLessThanOrEqual(6);
      });
    });
  },
);
