import { provider as novita } from "@seedbed/novita";
import { describe, expect, test } from "vitest";
import { cheapestFirst, worstOf } from "./cheapest-first.ts";
import type { Question, QuestionSend } from "./question.ts";

const operation = "seedream5Lite";
const place = "/v3/seedream-5.0-lite";
const prices = { models: { "novita/seedream-5.0-lite": 0.035 } };

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

test("what is free is asked first, then what ought to be refused, then images, and an unknown price last of its kind", () => {
  const named = (id: string, send: QuestionSend): Question => ({
    id,
    question: "?",
    send,
    read: { facts: ["status"] },
    answers: [],
  });
  const image = named("image", { model: "novita/seedream-5.0-lite", request: { prompt: "a" } });
  const unknown = named("unknown", { operation: "none", request: {} });
  const refused = named("refused", { method: "POST", path: place, operation });
  const free = named("free", { method: "GET", path: "/a" });
  expect(cheapestFirst([unknown, image, refused, free], novita, prices).map(({ id }) => id)).toEqual([
    "free",
    "refused",
    "image",
    "unknown",
  ]);
});
