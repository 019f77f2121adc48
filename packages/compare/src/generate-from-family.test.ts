import {
  AbortError,
  AuthenticationError,
  BudgetExceededError,
  ConnectionError,
  ContentPolicyViolationError,
  type Cost,
  GenerationFailedError,
  InsufficientCreditsError,
  InvalidRequestError,
  type Job,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  RateLimitError,
  ResponseValidationError,
  type SeedbedError,
  TimeoutError,
} from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { createBreaker } from "./breaker.ts";
import { type FamilyOptions, generateFromFamily } from "./generate-from-family.ts";
import { providersOf } from "./providers-tried.ts";
import { allModels } from "./select-models.ts";
import { type FakeProvider, fakeProvider } from "./testing/fake-provider.ts";

/** Asks acme, then brick, then cork. */
async function ask(
  fakes: Partial<Record<"acme" | "brick" | "cork", FakeProvider>>,
  options: FamilyOptions = {},
  count = 1,
) {
  const log: string[] = [];
  const ids = ["acme", "brick", "cork"] as const;
  const targets = allModels(ids.map((id) => fakeProvider(id, { log, ...fakes[id] })));
  const outcome = await generateFromFamily(targets, { prompt: "a fox", count, watermark: true }, options).then(
    (result) => ({ result, providers: result.providers, error: undefined }),
    (error: SeedbedError) => ({ error, providers: providersOf(error), result: undefined }),
  );
  const way = outcome.providers.map(({ provider, outcome }) => `${provider} ${outcome}`);
  return { ...outcome, way, asked: log.map((line) => line.split(" ")[0]) };
}

const answered = { status: 418 };

test("the first provider makes it, and no other is asked", async () => {
  const { result, way, asked } = await ask({});
  expect(asked).toEqual(["acme"]);
  expect(way).toEqual(["acme done"]);
  expect(result).toMatchObject({ model: "acme/m", providers: [{ place: "as given", billed: "yes" }] });
});

test.each<[SeedbedError]>([
  [new AuthenticationError("401", answered)],
  [new InsufficientCreditsError("402", answered)],
  [new NotFoundError("404", answered)],
  [new RateLimitError("429", answered)],
  [new InvalidRequestError("400", answered)],
  [new ProviderError("503, documented as not billed", answered)],
  [new ConnectionError("refused")],
  [new GenerationFailedError("FAILED")],
  [new BudgetExceededError("too dear")],
])("moves on after what was not billed: %s", async (error) => {
  const { result, way, providers } = await ask({ acme: { fails: error } });
  expect(way).toEqual(["acme failed", "brick done"]);
  expect(result?.model).toBe("brick/m");
  expect(providers[0]).toMatchObject({ error, billed: "no" });
});

describe("stays, and tells who was tried, after", () => {
  test.each<[string, SeedbedError]>([
    ["an unknown outcome", new OutcomeUnknownError("reset", { billed: "unknown" })],
    ["an answer that cannot be read", new ResponseValidationError("{}", { billed: "unknown" })],
    ["a download that failed", new NotFoundError("404", { billed: "yes", status: 404 })],
    ["a refusal by the content policy", new ContentPolicyViolationError("no", answered)],
    ["a setting that is wrong for all", new InvalidRequestError("idempotencyKey needs a ledger")],
    ["the caller's time is over", new TimeoutError("timed out")],
    ["the caller's abort", new AbortError("aborted")],
  ])("%s", async (_name, error) => {
    const {
      error: thrown,
      way,
      asked,
    } = await ask({ acme: { fails: new ConnectionError("refused") }, brick: { fails: error } });
    expect(thrown).toBe(error);
    expect(way).toEqual(["acme failed", "brick failed"]);
    expect(asked).toEqual(["acme", "brick"]);
  });

  test("a second provider says that the request is invalid", async () => {
    const fails = new InvalidRequestError("400", answered);
    const { error, way } = await ask({ acme: { fails }, brick: { fails } });
    expect(error).toBe(fails);
    expect(way).toEqual(["acme failed", "brick failed"]);
  });
});

describe("the caller's word", () => {
  const lost = new OutcomeUnknownError("reset", { billed: "unknown", provider: "acme" });

  test("moves on after what may have been billed, and what may have been paid stays on the result", async () => {
    const told: unknown[] = [];
    const moveOn: FamilyOptions["moveOn"] = async (error, target) => told.push(error, target.model.id) > 0;
    const { result, providers } = await ask({ acme: { fails: lost } }, { moveOn });
    expect(told).toEqual([lost, "acme/m"]);
    expect(result?.model).toBe("brick/m");
    expect(providers[0]).toMatchObject({ billed: "unknown", error: lost });
  });

  test.each([
    ["no", () => false],
    ["thrown", () => Promise.reject(new Error("a bug"))],
  ])("that is %s is no", async (_name, moveOn) => {
    expect((await ask({ acme: { fails: lost } }, { moveOn })).error).toBe(lost);
  });

  test("is not asked for where nothing was billed, nor after an abort", async () => {
    const moveOn = () => {
      throw new Error("asked");
    };
    expect((await ask({ acme: { fails: new ConnectionError("refused") } }, { moveOn })).way).toContain("brick done");
    expect((await ask({ acme: { fails: new AbortError("aborted") } }, { moveOn: () => true })).way).toEqual([
      "acme failed",
    ]);
  });

  test("past the last provider leaves the worst of what was billed, and every image, on the error", async () => {
    const paid = new NotFoundError("404", { billed: "yes", images: [{ url: "https://a.test/1" }] });
    const { error } = await ask(
      { acme: { fails: lost }, brick: { fails: paid }, cork: { fails: lost } },
      { moveOn: () => true },
    );
    expect(error).toMatchObject({ name: "NoProviderError", billed: "yes", images: [{ url: "https://a.test/1" }] });
    expect(error?.message).toBe("No provider of m made it: reset; 404; reset.");
  });
});

describe("a provider is ignored, and nothing is sent to it", () => {
  test.each<[string, FakeProvider, FamilyOptions]>([
    ["that lacks a key", { refuses: new AuthenticationError("needs a key") }, {}],
    ["that cannot take the request", { capabilities: { maxCount: 1 } }, {}],
    ["that a breaker leaves alone", {}, { breaker: { enter: (model) => (model === "acme/m" ? 9 : 0), leave() {} } }],
  ])("%s", async (_name, acme, options) => {
    const { way, asked } = await ask({ acme }, options, 2);
    expect(way).toEqual(["acme passed-over", "brick done"]);
    expect(asked).toEqual(["brick"]);
  });

  test("that would drop a setting, where strict is asked for", async () => {
    const { error, way, asked } = await ask({}, { strict: true });
    expect(asked).toEqual([]);
    expect(way).toEqual(["acme passed-over", "brick passed-over", "cork passed-over"]);
    expect(error).toMatchObject({ name: "InvalidRequestError", billed: "no" });
    expect(error?.message).toBe("acme/m: watermark would be dropped, and strict was asked for.");
  });

  test("and counts nothing against it in the breaker", async () => {
    const breaker = createBreaker({ failures: 1 });
    const acme = { capabilities: { maxCount: 1 } };
    await ask({ acme }, { breaker }, 2);
    expect((await ask({ acme }, { breaker }, 1)).way).toEqual(["acme done"]);
  });
});

test("where all were asked in vain the error names each, and the shortest wait", async () => {
  const { error, providers } = await ask({
    acme: { fails: new RateLimitError("acme is busy.", { ...answered, retryAfterMs: 9000 }) },
    brick: { refuses: new AuthenticationError("brick needs a key.") },
    cork: { fails: new RateLimitError("cork is busy", { ...answered, retryAfterMs: 4000 }) },
  });
  expect(error).toMatchObject({
    name: "NoProviderError",
    billed: "no",
    retryAfterMs: 4000,
    cause: { message: "cork is busy" },
  });
  expect(error?.message).toBe(
    "No provider of m made it, and none charged for it: acme is busy; brick needs a key; cork is busy.",
  );
  expect(providers).toHaveLength(3);
});

test("a provider that stands alone speaks for itself", async () => {
  const fails = new RateLimitError("busy", answered);
  const error = await generateFromFamily(allModels([fakeProvider("acme", { fails })]), { prompt: "a" }).catch((e) => e);
  expect([error, providersOf(error)]).toMatchObject([fails, [{ model: "acme/m" }]]);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: "RateLimitError", message: "busy" });
});

test("a fault of our own is thrown as it is", async () => {
  expect((await ask({ acme: { fails: new RangeError("a bug") } })).error).toBeInstanceOf(RangeError);
});

test("an abort between two providers asks no more", async () => {
  const stop = new AbortController();
  const acts = () => {
    stop.abort(new Error("enough"));
    throw new ConnectionError("refused");
  };
  const { error, asked } = await ask({ acme: { acts } }, { signal: stop.signal });
  expect(asked).toEqual(["acme"]);
  expect(error).toMatchObject({
    name: "AbortError",
    billed: "no",
    message: expect.stringContaining("brick/m was not asked"),
  });
});

test("the time given is for all providers together", async () => {
  let now = 1000;
  const clock = { now: () => now, delay: async () => {} };
  const left: unknown[] = [];
  const fails = (milliseconds: number) => ({
    acts: ({ timeoutMs }: { timeoutMs?: number }) => {
      left.push(timeoutMs);
      now += milliseconds;
      throw new ConnectionError("refused");
    },
  });
  const options = { timeoutMs: 500, client: () => ({ clock }) };
  const { error, way } = await ask({ acme: fails(200), brick: fails(300) }, options);
  expect(left).toEqual([500, 300]);
  expect(way).toEqual(["acme failed", "brick failed"]);
  expect(error?.message).toBe("refused");
});

test("how long a job took is kept in the history, and trouble with that loses nothing", async () => {
  const job = { taskId: "t-1" } as Job; // as far as it is looked at
  const timing = { startedAt: "2026-01-01T00:00:00Z", latencyMs: 31_000, waitedMs: 0, downloadMs: 0 };
  const kept: unknown[] = [];
  const finished = (...all: unknown[]) => {
    kept.push(all);
    throw new Error("disk full");
  };
  const { result } = await ask(
    { acme: { acts: () => ({ job, timing }) } },
    { history: { attempts: () => [], finished } },
  );
  expect(result?.job).toBe(job);
  await ask({}, { history: { attempts: () => [], finished } });
  expect(kept).toEqual([[job, 31_000]]);
});

test("a history that cannot be written loses no result, and does not end the process", async () => {
  const finished = () => Promise.reject(new Error("the books are shut")) as never; // as a ledger that is waited for
  const timing = { startedAt: "2026-01-01T00:00:00Z", latencyMs: 31_000, waitedMs: 0, downloadMs: 0 };
  const acts = () => ({ job: { taskId: "t-1" } as Job, timing }); // as far as it is looked at
  const { result } = await ask({ acme: { acts } }, { history: { attempts: () => [], finished } });
  expect(result).toMatchObject({ model: "acme/m" });
});

test("a ledger hears of a job that failed and of what one cost, whichever provider is asked", async () => {
  const told: string[] = [];
  const accounting = {
    reserve: () => ({ settle() {} }),
    admit: async () => {},
    failed: () => void told.push("failed"),
    charged: () => void told.push("charged"),
  };
  const acts: FakeProvider["acts"] = async (_options, client) => {
    await client.accounting?.failed?.({} as Job, ""); // as far as it is looked at
    await client.accounting?.charged?.({} as Job, {} as Cost); // as far as it is looked at
    return {};
  };
  await ask({ acme: { acts } }, { client: () => ({ accounting }) });
  expect(told).toEqual(["failed", "charged"]);
});
