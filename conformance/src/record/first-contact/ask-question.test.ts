import { measureImage } from "@seedbed/core";
import { describe, expect, test } from "vitest";
import { ask, json, question } from "../../testing/ask-novita.ts";
import { tinyImageUri } from "../../testing/text-case.ts";
import type { AskOptions } from "./ask-question.ts";
import type { QuestionSend } from "./question.ts";

const operation = "seedream5Lite";
const prices = { models: { "novita/seedream-5.0-lite": 0.035 } };

describe("a call of the real client", () => {
  const made = json({ images: [tinyImageUri] });

  test("of a model becomes a fixture that replays, with as many images of ordinary size as are asked for", async () => {
    const send = { model: "novita/seedream-5.0-lite", request: { prompt: "a fox" }, images: 2 };
    const { value, sent } = await ask(question(send), [made], { prices });
    const body = (await sent[0]?.json()) as { image: string[]; prompt: string };
    const sizes = body.image.map((uri) => measureImage(Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64")));
    expect([body.prompt, sizes.map((size) => [size?.width, size?.height])]).toEqual([
      "a fox",
      [
        [240, 160],
        [160, 240],
      ],
    ]);
    expect(JSON.stringify(value.answered).length).toBeLessThan(4000); // in the report they are one pixel each
    expect(value.answered).toMatchObject({
      answer: "it is taken",
      fixture: { title: "First contact, q: What is it?", operation, call: { model: "novita/seedream-5.0-lite" } },
      exchanges: [{ response: { status: 200 } }],
    });
  });

  test("without images sends none", async () => {
    const send = { model: "novita/seedream-5.0-lite", request: { prompt: "a fox" } };
    const { sent } = await ask(question(send), [made], { prices });
    expect(await sent[0]?.json()).not.toHaveProperty("image");
  });

  test("of an operation is made in its own words", async () => {
    const { value } = await ask(question({ operation, request: { prompt: "a fox" } }), [made], { prices });
    expect(value.answered).toMatchObject({ fixture: { call: { operation, request: { prompt: "a fox" } } } });
  });

  test("that never leaves says why it was not asked", async () => {
    const send = { model: "novita/seedream-5.0-lite", request: { prompt: "" } };
    const { value, sent } = await ask(question(send), [], { prices });
    expect(sent).toEqual([]);
    expect(value.answered).toEqual({ id: "q", question: "What is it?", notAsked: expect.stringMatching(/prompt/) });
    expect(value.images.size).toBe(0);
  });
});

describe("an answer that tells of us instead of the question", () => {
  test.each<[string, QuestionSend]>([
    ["a request as it is", { method: "GET", path: "/a" }],
    ["a call of the real client", { model: "novita/seedream-5.0-lite", request: { prompt: "a fox" } }],
  ])("a key that %s finds refused is not an answer, and the provider is asked no more", async (_name, send) => {
    for (const status of [401, 403]) {
      const { value, sent } = await ask(question(send), [json({}, { status })], { prices });
      expect(sent).toHaveLength(1);
      const reason = `the key was refused with ${status}`;
      expect(value).toEqual({
        answered: { id: "q", question: "What is it?", notAsked: reason },
        images: new Map(),
        stop: reason,
      });
    }
  });

  test.each(["invalid", "missing", "bearer"] as const)("a key that is %s on purpose may be refused", async (kind) => {
    const { value } = await ask(question({ method: "GET", path: "/a", key: kind }), [json({}, { status: 401 })]);
    expect(value.answered).toMatchObject({ answer: "it is refused" });
    expect(value).not.toHaveProperty("stop");
  });

  test("a question that asks for a 429 keeps it, also where that says to come back tomorrow", async () => {
    const many = { status: 429, headers: { "retry-after": "86400" } };
    const { value } = await ask(question({ method: "GET", path: "/a", times: 2 }), [json({}), json({}, many)]);
    expect(value).toMatchObject({
      answered: { answer: "it is refused", facts: { status: "429" } },
      stop: "it was answered with 429, and is to wait 86400 s",
    });
  });

  const control = (status: number) => [
    {
      id: "control",
      question: "?",
      answer: null,
      facts: {},
      observed: [],
      exchanges: [{ request: { method: "GET" as const, path: "/b" }, response: { status } }],
    },
  ];
  test.each<[string, AskOptions["earlier"], string | null]>([
    ["was answered with success", control(200), "it is refused"],
    ["was not", control(500), null],
    ["was not asked", [{ id: "control", question: "?", notAsked: "no budget" }], null],
    ["is not there", [], null],
  ])("a question whose control %s means what follows", async (_name, earlier, answer) => {
    const asked = question({ method: "GET", path: "/a", key: "bearer" }, { control: "control" });
    const { value } = await ask(asked, [json({}, { status: 401 })], {}, { earlier });
    expect(value.answered).toMatchObject({ answer, facts: { status: "401" }, observed: [] });
  });
});
