import {
  AuthenticationError,
  ConnectionError,
  ContentPolicyViolationError,
  InvalidRequestError,
  OutcomeUnknownError,
  ProviderError,
} from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { createBreaker } from "./breaker.ts";
import { compare, generate } from "./generate.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

function openedAt(failures: number) {
  let now = 0;
  const breaker = createBreaker({ failures, waitMs: 1000, clock: { now: () => now } });
  for (let failed = 0; failed < failures; failed += 1) {
    expect(breaker.enter("acme/m")).toBe(0);
    breaker.leave("acme/m", "badly");
  }
  const advance = (milliseconds: number) => {
    now += milliseconds;
  };
  return { breaker, advance };
}

test("leaves a model alone after so many failures in a row, and no other", () => {
  const { breaker, advance } = openedAt(3);
  expect([breaker.enter("acme/m"), breaker.enter("brick/m")]).toEqual([1000, 0]);
  advance(400);
  expect(breaker.enter("acme/m")).toBe(600);
});

test("a success in between begins the count anew; what says nothing of the provider does not", () => {
  const breaker = createBreaker({ failures: 2, clock: { now: () => 0 } });
  for (const ended of ["badly", "well", "badly", "otherwise"] as const) breaker.leave("acme/m", ended);
  expect(breaker.enter("acme/m")).toBe(0);
  breaker.leave("acme/m", "badly");
  expect(breaker.enter("acme/m")).toBe(60_000);
});

test("after the wait one call at a time may try: it closes the breaker, opens it again, or leaves it to the next", () => {
  const { breaker, advance } = openedAt(2);
  advance(1000);
  expect([breaker.enter("acme/m"), breaker.enter("acme/m")]).toEqual([0, 1]);
  breaker.leave("acme/m", "otherwise");
  expect([breaker.enter("acme/m"), breaker.enter("acme/m")]).toEqual([0, 1]);
  breaker.leave("acme/m", "badly");
  expect(breaker.enter("acme/m")).toBe(1000);
  advance(1000);
  expect(breaker.enter("acme/m")).toBe(0);
  breaker.leave("acme/m", "well");
  expect([breaker.enter("acme/m"), breaker.enter("acme/m")]).toEqual([0, 0]);
});

test.each([
  [{ failures: 0 }, "it is 0 and 60000"],
  [{ waitMs: Number.NaN }, "it is 5 and NaN"],
])("%o opens nothing, and is refused", (options, message) => {
  expect(() => createBreaker(options)).toThrow(message);
});

describe("calls that share a breaker", () => {
  const run = async (fails: Error | undefined, times: number) => {
    const breaker = createBreaker({ failures: 2 });
    const log: string[] = [];
    const [target] = allModels([fakeProvider("acme", { log, ...(fails ? { fails } : {}) })]);
    if (!target) throw new Error("there is one");
    const errors: unknown[] = [];
    for (let call = 0; call < times; call += 1) {
      await generate(target, { prompt: "a fox" }, { breaker }).catch((error: unknown) => errors.push(error));
    }
    return { asked: log.length, last: errors.at(-1), breaker, target };
  };

  test.each([
    new ProviderError("500"),
    new ConnectionError("refused"),
    new OutcomeUnknownError("reset", { billed: "unknown" }),
  ])("do not ask a model that failed twice: $name", async (error) => {
    const { asked, last } = await run(error, 4);
    expect(asked).toBe(2);
    expect(last).toMatchObject({ name: "ProviderError", code: "circuit-open", billed: "no", provider: "acme" });
    expect((last as Error).message).toBe(
      "acme/m failed several times in a row and is left alone for another 60 s. Nothing was sent.",
    );
  });

  test.each([new InvalidRequestError("no"), new ContentPolicyViolationError("no"), new AuthenticationError("no")])(
    "go on where the caller was wrong: $name",
    async (error) => {
      expect((await run(error, 4)).asked).toBe(4);
    },
  );

  test("are those of compare too, where the others go on", async () => {
    const { breaker, target } = await run(new ProviderError("500"), 2);
    const targets = [target, ...allModels([fakeProvider("brick")])];
    const [first, second] = await compare(targets, { prompt: "a fox" }, { breaker });
    expect(first).toMatchObject({ error: { code: "circuit-open" } });
    expect(second).toHaveProperty("result");
  });
});
