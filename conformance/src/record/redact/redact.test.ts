import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "./create-redactor.ts";
import { replacementsOf } from "./identifiers.ts";
import { redactAddress, redactAddresses } from "./redact-address.ts";
import { showsSecret } from "./shows-secret.ts";

const key = "SG_0123+456/789abc=";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a secret is seen", () => {
  test.each<[string, string]>([
    ["as it is", `the key ${key} is wrong`],
    ["in capitals", key.toUpperCase()],
    ["percent-encoded", encodeURIComponent(key)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(key))],
    ["escaped as in JSON", [...key].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")],
    ["as an HTML entity", key.replace("=", "&#61;")],
    ["in Base64", base64(key)],
    ["in Base64 with something before it", base64(`user:${key}`)],
    ["in Base64 glued to a word", `x${base64(key)}`],
    ["in the URL's Base64", Buffer.from(key).toString("base64url")],
    ["in Base64 twice", base64(base64(key))],
    ["in hex", Buffer.from(key).toString("hex")],
    ["in Base64 within an address", `https://a.test/?t=${encodeURIComponent(base64(key))}`],
  ])("%s", (_name, text) => expect(showsSecret(text, [key])).toBe(true));

  test("and a text without one is not taken for it", () => {
    expect(showsSecret("a koi pond", [key])).toBe(false);
    expect(showsSecret("any text", ["any"])).toBe(false);
  });
});

test.each<[string, string, string]>([
  [
    "an address of S3",
    "https://b.s3.amazonaws.com/a/b.png?X-Amz-Expires=60&X-Amz-Signature=ab",
    "https://b.s3.amazonaws.com/a/b.png?X-Amz-Expires=redacted&X-Amz-Signature=redacted",
  ],
  [
    "one of Google",
    "https://storage.googleapis.com/b/o?GoogleAccessId=a&Expires=1&Signature=b",
    "https://storage.googleapis.com/b/o?GoogleAccessId=redacted&Expires=redacted&Signature=redacted",
  ],
  [
    "one of Azure",
    "https://x.blob.core.windows.net/c/a.png?sv=2020&sig=ab%3D",
    "https://x.blob.core.windows.net/c/a.png?sv=redacted&sig=redacted",
  ],
  [
    "one of CloudFront",
    "https://d.cloudfront.net/a.png?Policy=a&Key-Pair-Id=K",
    "https://d.cloudfront.net/a.png?Policy=redacted&Key-Pair-Id=redacted",
  ],
  [
    "one of Volcengine",
    "https://a.volces.com/i.png?X-Tos-Signature=a&x=1",
    "https://a.volces.com/i.png?X-Tos-Signature=redacted&x=redacted",
  ],
  [
    "a long value of any name",
    "https://a.test/i.png?v=2&t=0123456789abcdef01234",
    "https://a.test/i.png?v=2&t=redacted",
  ],
  ["a user and a password", "https://me:pass@a.test/i.png", "https://a.test/i.png"],
  ["nothing of a plain one", "https://a.test/i.png?v=2", "https://a.test/i.png?v=2"],
])("takes out of %s what opens it, and keeps host and path", (_name, given, want) => {
  expect(redactAddress(given)).toBe(want);
  expect(redactAddresses(`see "${given}".`)).toBe(`see "${want}".`);
});

const plain = () => createRedactor({ secrets: [key], identifiers: new Map(), origins: new Map() });

test("account data becomes a value of the same form", () => {
  const given = {
    balance: "150.00",
    credits: 12,
    "free-credits": 0.01849,
    metrics: { cost: 0.05, remaining_credits: 9.71 },
    user_id: "u-77",
    account: { name: "Ada", email: "ada@example.org" },
    message: "Insufficient credits: balance 3.21, mail ada@example.org",
  };
  expect(plain().json(given, "response.json")).toEqual({
    balance: "1.00",
    credits: 1,
    "free-credits": 1.5,
    metrics: { cost: 0.05, remaining_credits: 1.5 },
    user_id: "redacted",
    account: { name: "redacted", email: "redacted" },
    message: "Insufficient credits: balance 1, mail someone@example.com",
  });
});

test("an id is replaced by the same one everywhere, in its own form", () => {
  const id = "2c7f59ea-13f1-402c-9353-915a2b5a2124";
  const value = { request_id: id, status_url: `https://a.test/${id}/status`, task_id: "task-8f2ac" };
  const identifiers = replacementsOf([], [value]);
  const redacted = createRedactor({ secrets: [], identifiers, origins: new Map() }).json(value, "");
  expect(redacted).toEqual({
    request_id: "00000000-0000-4000-8000-000000000001",
    status_url: "https://a.test/00000000-0000-4000-8000-000000000001/status",
    task_id: "0000-00002",
  });
});

test("a UUID is an id wherever it stands, also in an address alone", () => {
  const address = "https://a.test/files/2c7f59ea-13f1-402c-9353-915a2b5a2124.png";
  const redactor = createRedactor({ secrets: [], identifiers: replacementsOf([address], []), origins: new Map() });
  expect(redactor.text(address, "")).toBe("https://a.test/files/00000000-0000-4000-8000-000000000001.png");
});

test("JSON within a text is redacted as JSON", () => {
  expect(plain().json({ param: JSON.stringify({ balance: 7.5, note: key }) }, "")).toEqual({
    param: JSON.stringify({ balance: 1.5, note: "[redacted]" }),
  });
});

test("a prompt is taken out on request, also where the answer repeats it", () => {
  const redactor = createRedactor({ secrets: [], identifiers: new Map(), origins: new Map(), prompts: ["my cat"] });
  expect(redactor.json({ prompt: "my cat", text: "made: my cat", revised_prompt: "a fluffy cat" }, "")).toEqual({
    prompt: "an image of something",
    text: "made: an image of something",
    revised_prompt: "an image of something",
  });
});

const clothes: ((secret: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  base64,
  (text) => Buffer.from(text).toString("base64url"),
  (text) => Buffer.from(text).toString("hex"),
  (text) => JSON.stringify({ inner: text }),
  (text) => JSON.stringify(JSON.stringify({ [text]: 1 })),
  (text) => base64(`user:${text}`),
  (text) => `https://a.test/${encodeURIComponent(text)}?v=${encodeURIComponent(text)}#${encodeURIComponent(text)}`,
];

test("wherever a secret stands in JSON, and however it is written, nothing of it is left", () => {
  const secret = fc
    .string({ minLength: 8, maxLength: 40, unit: "grapheme-ascii" })
    .filter((text) => text.trim().length >= 8);
  const dressed = fc.record({ secret, wear: fc.constantFrom(...clothes), before: fc.string(), after: fc.string() });
  const place = fc.constantFrom<(text: string) => unknown>(
    (text) => text,
    (text) => ({ a: [1, { b: text }] }),
    (text) => ({ [text]: true }),
    (text) => ({ message: `no: ${text}`, request_id: text }),
    (text) => [[text], { url: `https://a.test/i.png?x=${encodeURIComponent(text)}` }],
  );
  fc.assert(
    fc.property(dressed, place, ({ secret: hidden, wear, before, after }, put) => {
      const value = put(`${before} ${wear(hidden)} ${after}`);
      const identifiers = replacementsOf([], [value]);
      const redacted = createRedactor({ secrets: [hidden], identifiers, origins: new Map() }).json(value, "json");
      const written = JSON.stringify(redacted);
      // Looked for in the clothes that it was hidden in, not by what finds it.
      for (const form of [
        hidden,
        JSON.stringify(hidden).slice(1, -1),
        ...clothes.slice(0, 6).map((each) => each(hidden)),
      ]) {
        expect(written.includes(form) && !JSON.stringify(put("")).includes(form)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});
