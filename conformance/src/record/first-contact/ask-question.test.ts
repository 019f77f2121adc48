import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Accounting, Attempt, Outcome } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLeapingClock } from "../../leaping-clock.ts";
import { createSpec } from "../../spec/create-spec.ts";
import { tinyImage } from "../../testing/text-case.ts";
import { askQuestion, cheapestFirst, worstOf } from "./ask-question.ts";
import type { Question, QuestionSend } from "./question.ts";

const spec = createSpec(novitaDocument);
const key = "nv_0123456789abc";
const operation = "seedream5Lite";
const place = "/v3/seedream-5.0-lite";
const prices = { models: { "novita/seedream-5.0-lite": 0.035 } };
let workFolder: string;
beforeAll(async () => {
  workFolder = await mkdtemp(path.join(tmpdir(), "seedbed-ask-"));
});
afterAll(() => rm(workFolder, { recursive: true }));

const question = (send: QuestionSend, changes: Partial<Question> = {}): Question => ({
  id: "q",
  question: "What is it?",
  send,
  read: { facts: ["status"] },
  answers: [
    { when: { status: "^2" }, means: "it is taken", observed: [{ file: "openapi.yaml", at: ["a"] }] },
    { when: { status: "^4" }, means: "it is refused" },
  ],
  ...changes,
});

/** Asks, and keeps what was sent, reserved and settled. */
async function ask(asked: Question, answers: (() => Response | Promise<Response>)[], client: object = {}) {
  const sent: Request[] = [];
  const books: { admitted: string[]; reserved: Attempt[]; settled: Outcome[] } = {
    admitted: [],
    reserved: [],
    settled: [],
  };
  const accounting: Accounting = {
    reserve(attempt) {
      books.reserved.push(attempt);
      return { settle: (settlement: Outcome) => void books.settled.push(settlement) } as never;
    },
    async admit(provider) {
      books.admitted.push(provider);
    },
  };
  const clock = createLeapingClock(0);
  const result = askQuestion(asked, {
    provider: novita,
    spec,
    client: {
      apiKey: key,
      env: {},
      clock,
      accounting,
      fetch: async (input: Request | URL | string, init?: RequestInit) => {
        sent.push(new Request(input, init));
        return answers[sent.length - 1]?.() ?? Promise.reject(new TypeError("no answer is left"));
      },
      ...client,
    },
    from: () => "provider",
    secrets: [key],
    workFolder,
  });
  const settled = await result.then(
    (value) => ({ value, error: undefined }),
    (error: Error) => ({ value: undefined, error }),
  );
  return { ...settled, sent, books, clock };
}

const json = (body: object, init?: ResponseInit) => () => Response.json(body, init);

describe("a request as it is", () => {
  test("is sent once, its answer read, and what it means told", async () => {
    const { value, sent, books } = await ask(question({ method: "GET", path: "/v3/balance" }), [json({ balance: 3 })]);
    expect(sent.map(({ method, url, redirect }) => [method, url, redirect])).toEqual([
      ["GET", `${novita.baseUrl}/v3/balance`, "manual"],
    ]);
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
    expect(sent[0]?.headers.has("content-type")).toBe(false);
    expect(sent[0]?.body).toBeNull();
    expect(value?.answered).toMatchObject({
      id: "q",
      question: "What is it?",
      answer: "it is taken",
      facts: { status: "200" },
      observed: [{ file: "openapi.yaml", at: ["a"] }],
      exchanges: [{ request: { method: "GET", path: "/v3/balance" }, response: { json: { balance: 1 } } }],
    });
    expect(value?.answered).not.toHaveProperty("fixture");
    expect(value?.pictures.size).toBe(0);
    expect(books).toEqual({ admitted: ["novita"], reserved: [], settled: [] });
  });

  test("that comes to nothing that was thought of has no answer, and bears nothing out", async () => {
    const { value } = await ask(question({ method: "GET", path: "/v3/balance" }), [json({}, { status: 500 })]);
    expect(value?.answered).toMatchObject({ answer: null, facts: { status: "500" }, observed: [] });
  });

  test.each<[("documented" | "missing" | "invalid" | "bearer") | undefined, string | null]>([
    [undefined, `Bearer ${key}`],
    ["documented", `Bearer ${key}`],
    ["missing", null],
    ["invalid", "Bearer invalid"],
    ["bearer", `Bearer ${key}`],
  ])("sends a key that is %s as %s", async (kind, header) => {
    const send = { method: "GET", path: "/a", ...(kind ? { key: kind } : {}) } as const;
    const { sent } = await ask(question(send), [json({})]);
    expect(sent[0]?.headers.get("authorization")).toBe(header);
  });

  test("takes the key of the environment, without the white space around it", async () => {
    const env = { [novita.keyVariable]: ` ${key}\n` };
    const { sent } = await ask(question({ method: "GET", path: "/a", key: "bearer" }), [json({})], {
      apiKey: undefined,
      env,
    });
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
  });

  const paid = { method: "POST", path: place, operation, body: { prompt: "a", size: "9K" } } as const;

  test("that may be paid for is reserved in the worst case before, and settled as it was answered", async () => {
    const refused = await ask(question(paid), [json({}, { status: 400 })], { prices });
    expect(await refused.sent[0]?.json()).toEqual(paid.body);
    expect(refused.sent[0]?.headers.get("content-type")).toBe("application/json");
    expect(refused.books.reserved).toEqual([
      { provider: "novita", model: "novita/seedream-5.0-lite", operation, cost: worstOf(paid, novita, prices) },
    ]);
    expect(refused.books.settled).toEqual([{ state: "rejected", cost: null }]);
    const taken = await ask(question(paid), [json({})], { prices });
    expect(taken.books.settled).toEqual([{ state: "accepted", cost: worstOf(paid, novita, prices) }]);
    expect(worstOf(paid, novita, prices)?.max).toBe(0.035);
  });

  test("whose outcome no one knows stays so, at its worst case", async () => {
    const { error, books } = await ask(question(paid), [], { prices });
    expect(error?.message).toBe("no answer is left");
    expect(books.settled).toEqual([{ state: "unknown", cost: worstOf(paid, novita, prices) }]);
  });

  test("of an operation that there is not is reserved by its path, at an unknown price", async () => {
    const { books } = await ask(question({ method: "POST", path: "/v3/none" }), [json({})]);
    expect(books.reserved).toEqual([{ provider: "novita", model: undefined, operation: "/v3/none", cost: null }]);
    expect(books.settled).toEqual([{ state: "accepted", cost: null }]);
  });

  test("that is asked to come back waits as long as it was told, and four times at most", async () => {
    const busy = (after?: string) => json({}, { status: 429, ...(after ? { headers: { "retry-after": after } } : {}) });
    const again = await ask(question({ method: "GET", path: "/a" }), [busy("7"), busy(), json({})]);
    expect([again.sent.length, again.books.admitted.length, again.clock.now()]).toEqual([3, 3, 27_000]);
    expect(again.value?.answered).toMatchObject({ answer: "it is taken" });
    const never = await ask(question({ method: "GET", path: "/a" }), [
      busy("1"),
      busy("1"),
      busy("1"),
      busy("1"),
      json({}),
    ]);
    expect(never.sent).toHaveLength(4);
    expect(never.value?.answered).toMatchObject({ answer: "it is refused", facts: { status: "429" } });
  });

  test("that is to be sent often is, without keeping to any pace, and its last answer counts", async () => {
    const { sent, books, value } = await ask(question({ method: "GET", path: "/a", times: 3 }), [
      json({}),
      json({}, { status: 429 }),
      json({}, { status: 402 }),
    ]);
    expect([sent.length, books.admitted]).toEqual([3, []]);
    expect(value?.answered).toMatchObject({ facts: { status: "402" } });
  });
});

describe("a call of the real client", () => {
  const made = json({ images: [tinyImage] });

  test("of a model becomes a fixture that replays, with as many small pictures as are asked for", async () => {
    const send = { model: "novita/seedream-5.0-lite", request: { prompt: "a fox" }, images: 2 };
    const { value, sent } = await ask(question(send), [made], { prices });
    const body = (await sent[0]?.json()) as { image: string[]; prompt: string };
    expect([body.prompt, body.image.length]).toEqual(["a fox", 2]);
    expect(value?.answered).toMatchObject({
      answer: "it is taken",
      fixture: { title: "First contact, q: What is it?", operation, call: { model: "novita/seedream-5.0-lite" } },
      exchanges: [{ response: { status: 200 } }],
    });
  });

  test("without pictures sends none", async () => {
    const send = { model: "novita/seedream-5.0-lite", request: { prompt: "a fox" } };
    const { sent } = await ask(question(send), [made], { prices });
    expect(await sent[0]?.json()).not.toHaveProperty("image");
  });

  test("of an operation is made in its own words", async () => {
    const { value } = await ask(question({ operation, request: { prompt: "a fox" } }), [made], { prices });
    expect(value?.answered).toMatchObject({ fixture: { call: { operation, request: { prompt: "a fox" } } } });
  });

  test("that never leaves says why it was not asked", async () => {
    const send = { model: "novita/seedream-5.0-lite", request: { prompt: "" } };
    const { value, sent } = await ask(question(send), [], { prices });
    expect(sent).toEqual([]);
    expect(value?.answered).toEqual({ id: "q", question: "What is it?", notAsked: expect.stringMatching(/prompt/) });
    expect(value?.pictures.size).toBe(0);
  });
});

describe("the most that a question may cost", () => {
  test.each<[string, QuestionSend]>([
    ["a GET", { method: "GET", path: "/a", operation }],
    ["a POST without a key", { method: "POST", path: place, key: "missing", operation }],
    ["a POST with a wrong one", { method: "POST", path: place, key: "invalid", operation }],
  ])("%s costs nothing", (_name, send) => expect(worstOf(send, novita, prices)).toBeUndefined());

  test.each<[string, QuestionSend]>([
    ["a POST of no known operation", { method: "POST", path: "/v3/none", operation: "none" }],
    ["an operation that there is not", { operation: "none", request: {} }],
  ])("%s has no known price", (_name, send) => expect(worstOf(send, novita, prices)).toBeNull());

  test("a model, an operation and a POST of one cost its price", () => {
    for (const send of [
      { model: "novita/seedream-5.0-lite", request: { prompt: "a" } },
      { operation, request: {} },
      { method: "POST", path: place, operation },
      { method: "POST", path: place, operation, key: "bearer" },
    ] as QuestionSend[])
      expect(worstOf(send, novita, prices)?.max).toBe(0.035);
  });
});

test("what is free is asked first, then what ought to be refused, then pictures, and an unknown price last of its kind", () => {
  const named = (id: string, send: QuestionSend) => ({ ...question(send), id });
  const picture = named("picture", { model: "novita/seedream-5.0-lite", request: { prompt: "a" } });
  const unknown = named("unknown", { operation: "none", request: {} });
  const refused = named("refused", { method: "POST", path: place, operation });
  const free = named("free", { method: "GET", path: "/a" });
  expect(cheapestFirst([unknown, picture, refused, free], novita, prices).map(({ id }) => id)).toEqual([
    "free",
    "refused",
    "picture",
    "unknown",
  ]);
});
