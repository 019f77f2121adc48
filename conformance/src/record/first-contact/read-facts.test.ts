import { describe, expect, test } from "vitest";
import type { Exchange } from "../../fixture/fixture.ts";
import type { Question } from "./question.ts";
import { factsOf, meaningOf } from "./read-facts.ts";

const exchange = (request: Exchange["request"], response: Partial<Exchange["response"]> = {}): Exchange => ({
  request,
  response: { status: 200, ...response },
});
const asking = (facts: readonly string[], of?: Question["read"]["of"]): Question => ({
  id: "q",
  question: "?",
  send: { method: "GET", path: "/a" },
  read: { facts, ...(of ? { of } : {}) },
  answers: [],
});
const answered = (response: Partial<Exchange["response"]>) => [exchange({ method: "POST", path: "/a" }, response)];

describe("a fact", () => {
  const json = {
    balance: "3.50",
    list: [{ kind: "image" }, { kind: "video" }],
    on: false,
    none: null,
    deep: { a: [1] },
  };
  test.each<[string, Partial<Exchange["response"]>, string]>([
    ["status", { status: 402 }, "402"],
    ["media-type", { headers: { "content-type": "text/html; charset=utf-8" } }, "text/html"],
    ["media-type", { json: {} }, "application/json"],
    ["media-type", { text: "no" }, "absent"],
    ["header.x-cost", { headers: { "x-cost": "0.03" } }, "0.03"],
    ["header.x-cost", { headers: { "x-other": "1" } }, "absent"],
    ["header.x-cost", {}, "absent"],
    ["json.balance", { json }, "3.50"],
    ["json.list[1].kind", { json }, "video"],
    ["json.list[2].kind", { json }, "absent"],
    ["json.list", { json }, '[{"kind":"image"},{"kind":"video"}]'],
    ["json.on", { json }, "false"],
    ["json.none", { json }, "null"],
    ["json.deep.a[0]", { json }, "1"],
    ["json.balance.more", { json }, "absent"],
    ["json[0]", { json: ["first"] }, "first"],
    ["json", { json: { a: 1 } }, '{"a":1}'],
    ["json", { text: "no" }, "absent"],
  ])("%s of %j is %s", (fact, response, want) => {
    expect(factsOf(asking([fact]), answered(response))).toEqual({ [fact]: want });
  });

  test("each of several stands by its name, and all are absent where nothing was exchanged", () => {
    expect(factsOf(asking(["status", "json.a"]), answered({ status: 201, json: { a: "b" } }))).toEqual({
      status: "201",
      "json.a": "b",
    });
    expect(factsOf(asking(["status", "json.a"]), [])).toEqual({ status: "absent", "json.a": "absent" });
  });
});

describe("of a job's exchanges", () => {
  const exchanges = [
    exchange({ method: "POST", path: "/make" }, { status: 201 }),
    exchange({ method: "GET", path: "/status/1" }, { status: 202 }),
    exchange({ method: "GET", path: "/status/1" }, { status: 203 }),
    exchange({ method: "GET", path: "/status/1" }, { status: 206 }),
    exchange({ method: "GET", url: "https://cdn.test/1.png" }, { status: 207 }),
  ];
  test.each<[Question["read"]["of"], string]>([
    ["first", "201"],
    ["last", "206"],
    [undefined, "206"],
    ["unfinished", "203"],
    ["download", "207"],
  ])("%s is read", (of, status) => {
    expect(factsOf(asking(["status"], of), exchanges)).toEqual({ status });
  });

  test("the only poll is read, a submit is none, and what was not made is absent", () => {
    const few = exchanges.slice(0, 2);
    expect(factsOf(asking(["status"], "unfinished"), few)).toEqual({ status: "202" });
    expect(factsOf(asking(["status"], "unfinished"), exchanges.slice(0, 1))).toEqual({ status: "absent" });
    expect(factsOf(asking(["status"], "download"), few)).toEqual({ status: "absent" });
  });
});

test("facts mean the first answer all of whose patterns fit", () => {
  const question: Question = {
    ...asking([]),
    answers: [
      { when: { status: "^2", "json.a": "^x" }, means: "both" },
      { when: { status: "^2" }, means: "one" },
      { when: { "json.gone": "^absent$" }, means: "not there" },
    ],
  };
  expect(meaningOf(question, { status: "200", "json.a": "xy" })?.means).toBe("both");
  expect(meaningOf(question, { status: "200", "json.a": "y" })?.means).toBe("one");
  expect(meaningOf(question, { status: "500" })?.means).toBe("not there");
  expect(meaningOf(question, { status: "500", "json.gone": "here" })).toBeUndefined();
});
