import { expect, test } from "vitest";
import { createRedactor } from "./create-redactor.ts";

const redactor = (options: Partial<Parameters<typeof createRedactor>[0]> = {}) =>
  createRedactor({ secrets: [], identifiers: new Map(), origins: new Map(), ...options });

test("each thing that is taken out is told once, by where it stood", () => {
  const one = redactor({
    secrets: ["s3cr3t-key", ""],
    identifiers: new Map([["task-1234", "0000-0001"]]),
    origins: new Map([["http://gateway:9", "https://files.example.com"]]),
    prompts: ["my cat"],
  });
  expect(one.text("my cat at http://gateway:9/task-1234?sig=1 by s3cr3t-key, my cat", "response.text")).toBe(
    "an image of something at https://files.example.com/0000-0001?sig=redacted by [redacted], an image of something",
  );
  expect(one.text("ada@example.org", "response.text")).toBe("someone@example.com");
  expect(one.text(Buffer.from("xs3cr3t-keyx").toString("hex"), "request.url")).toBe("[redacted]");
  expect(one.removed()).toEqual([
    "account data: response.text",
    "ids of requests and jobs: replaced throughout",
    "prompts",
    "secret: request.url",
    "secret: response.text",
    "signature or long value in the query of an address: response.text",
  ]);
});

test("nothing is told where nothing was taken out, but what is noted", () => {
  const one = redactor({ secrets: ["s3cr3t-key"] });
  expect(one.text("a koi pond", "a")).toBe("a koi pond");
  expect(one.removed()).toEqual([]);
  one.note("words");
  expect([one.removed(), one.images]).toEqual([["words"], []]);
});

test("JSON within a text is read as JSON, and a text that only begins like it is a text", () => {
  const one = redactor({ secrets: ["s3cr3t-key"] });
  expect(one.text(' {"balance": 12, "a": "s3cr3t-key"}', "at")).toBe('{"balance":1,"a":"[redacted]"}');
  expect(one.text("[12, 13]", "at")).toBe("[12,13]");
  expect(one.text("[sic] s3cr3t-key", "at")).toBe("[sic] [redacted]");
  expect(one.text('x {"balance": 12}', "at")).toBe('x {"balance": 1}');
  expect(one.removed()).toEqual(["account data: at", "account data: at.balance", "secret: at", "secret: at.a"]);
});

test("values keep their types, names are looked at too, and a number can be a secret", () => {
  const one = redactor({ secrets: ["12345678"] });
  expect(
    one.json({ a: [1, true, null, 12345678], "x-12345678": { user_id: 7, owner: ["Ada"], plan: "b" } }, "json"),
  ).toEqual({
    a: [1, true, null, "[redacted]"],
    "x-[redacted]": { user_id: 1, owner: ["redacted"], plan: "b" },
  });
  expect(one.removed()).toContain("secret: a name in json");
  expect(one.json(true, "at")).toBe(true);
});

test("amounts within an object or a list are blanked leaf by leaf", () => {
  const one = redactor();
  expect(one.json({ balance: { usd: 3.5, list: [7, "8.25", null] } }, "json")).toEqual({
    balance: { usd: 1.5, list: [1, "1.00", null] },
  });
  expect(one.json({ user: { plan: true } }, "json")).toEqual({ user: { plan: true } });
  expect(one.removed()).toEqual(["account data: json.balance"]);
});

test("a field of a prompt is taken out whole where prompts are, by its name's end alone", () => {
  const asked = redactor({ prompts: ["my cat"] });
  const value = { prompt: "your cat", negative_Prompt: "dogs", prompts: "x", prompt_count: "y", enhanced_prompt: 7 };
  expect(asked.json(value, "body")).toEqual({
    prompt: "an image of something",
    negative_Prompt: "an image of something",
    prompts: "x",
    prompt_count: "y",
    enhanced_prompt: 7,
  });
  expect(asked.removed()).toEqual(["prompts"]);
  expect(redactor().json(value, "body")).toEqual(value);
});
