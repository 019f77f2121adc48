import { generateFromFamily, providersOf, selectFamily } from "@seedbed/compare";
import type { SeedbedError } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { expect, test } from "vitest";

test("a family's second provider is not paid with 277 ms left of the time for all", async () => {
  let nowMs = 0;
  const clock = { now: () => nowMs, delay: () => new Promise<void>(() => {}) };
  const posts: string[] = [];
  const settled: string[] = [];
  const accounting = {
    reserve: ({ provider }: { provider: string }) => ({
      settle: ({ state }: { state: string }) => void settled.push(`${provider} ${state}`),
    }),
    admit: async () => {},
  };
  const fetch = async (url: string) => {
    posts.push(new URL(url).host);
    nowMs += 19_723;
    return Response.json({ error: "Insufficient credits" }, { status: 406 });
  };
  const targets = selectFamily([segmind, novita], "seedream-5.0-lite");
  const error: SeedbedError = await generateFromFamily(
    targets,
    { prompt: "a koi pond" },
    { timeoutMs: 20_000, client: () => ({ apiKey: "a-key", clock, fetch, accounting }) },
  ).then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(posts).toEqual(["api.segmind.com"]);
  expect(settled).toEqual(["segmind rejected", "novita not-sent"]);
  expect(error).toMatchObject({ name: "TimeoutError", billed: "no", provider: "novita" });
  expect(providersOf(error).map(({ provider, billed }) => `${provider} ${billed}`)).toEqual([
    "segmind no",
    "novita no",
  ]);
});
