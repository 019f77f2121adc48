import type { CheckRecord } from "@seedbed/report";
import { expect, test } from "vitest";
import type { SeenExchange } from "../repository/witness.ts";
import { withExchanges } from "./exchange-records.ts";

const record: CheckRecord = {
  id: "acme/paint/extra",
  layer: "smoke",
  provider: "acme",
  title: "an extra field",
  verdict: "drift",
  durationMs: 1,
  findings: [
    { field: "response.body.echo", message: "echo is in no document", actual: "the-secret-key", drift: "field" },
  ],
};
const exchange = (body: unknown, headers: Record<string, string> = {}): SeenExchange => ({
  operation: "paint",
  request: { method: "POST", path: "/paint", body: { prompt: "a koi pond" } },
  response: { status: 200, headers, body },
});
const bodyOf = (body: unknown, secrets: string[] = []) =>
  withExchanges(record, [exchange(body)], secrets).exchanges?.[0]?.response?.body;

test("a check carries the exchanges that its findings are about, and one without findings none", () => {
  expect(withExchanges(record, [exchange({ echo: 1 })], []).exchanges).toEqual([
    {
      request: { method: "POST", path: "/paint", body: { prompt: "a koi pond" } },
      response: { status: 200, headers: {}, body: { echo: 1 } },
    },
  ]);
  const clean = { ...record, findings: [] };
  expect(withExchanges(clean, [exchange({})], [])).toEqual(clean);
});

test("no secret stands in it, whether sent back in a body, a header or a finding", () => {
  const seen = exchange({ echo: "Bearer the-secret-key" }, { "x-echo": "the-secret-key", "set-cookie": "session=1" });
  const shown = JSON.stringify(withExchanges(record, [seen], ["the-secret-key"]));
  expect(shown).toContain("Bearer [redacted]");
  expect(shown).not.toMatch(/the-secret-key|session/);
});

test("a secret that is a number, a name or a common word leaves the record whole", () => {
  const secrets = ["12345678", "drifty", "acme/paint", "smoke-", "violation", "secret-name", "acme/p"];
  const found = { ...record, verdict: "violation" as const, title: "GET /a?key=secret-name" };
  const shown = withExchanges(found, [exchange({ count: 12345678, "secret-name": true, other: 7 })], secrets);
  expect(shown).toMatchObject({ id: record.id, provider: "acme", layer: "smoke", verdict: "violation" });
  expect(shown.findings[0]?.drift).toBe("field");
  expect(shown.title).toBe("GET /a?key=[redacted]");
  expect(shown.exchanges?.[0]?.response?.body).toEqual({ count: "[redacted]", "[redacted]": true, other: 7 });
});

test("no part of a secret is left where a text is cut short", () => {
  const text = JSON.stringify(bodyOf({ echo: `${"x".repeat(390)}the-secret-key` }, ["the-secret-key"]));
  expect(text).not.toContain("the-s");
});

test("a record without findings shows no secret in its title", () => {
  const clean = { ...record, findings: [], title: "GET /a?key=the-secret-key" };
  expect(withExchanges(clean, [], ["the-secret-key"]).title).toBe("GET /a?key=[redacted]");
});

test("what signs an address is cut", () => {
  expect(bodyOf({ images: ["https://files.example.com/a.png?X-Signature=abc"] })).toEqual({
    images: ["https://files.example.com/a.png?[cut]"],
  });
});

test("what is long is cut short, and says so", () => {
  expect(bodyOf({ image: "x".repeat(5000) })).toEqual({ image: `${"x".repeat(400)}… (5000 characters)` });
  expect(bodyOf(Array(30).fill(1))).toEqual([...Array(20).fill(1), "[10 more]"]);
  const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`field${index}`, index]));
  expect(bodyOf(wide)).toMatchObject({ field99: 99, "…": "[1900 more]" });
  expect(bodyOf({ ...Array(90).fill("x".repeat(300)) })).toMatch(/^\[\d+ characters, too long for a report\]$/);
  expect(withExchanges(record, Array(50).fill(exchange({})), []).exchanges).toHaveLength(6);
});

const secretNames = [
  "client_secret",
  "token",
  "access_token",
  "accessToken",
  "signature",
  "sig",
  "key",
  "X-Amz-Signature",
];

test.each(secretNames)(
  "a credential is known by the name %s, in a body, an address, a header and where it is repeated",
  (name) => {
    const value = "Zq9-short-lived";
    const seen: SeenExchange = {
      request: { method: "POST", path: `/paint?v=1&${name}=${value}-1`, body: { deep: [{ [name]: `${value}-2` }] } },
      response: {
        status: 302,
        headers: { location: `/back?${name}=${value}-3`, [`x-${name}`.toLowerCase()]: `${value}-4` },
        body: { [name]: [`${value}-5`], words: `see https://a.test/?${name}=${value}-6 and ${value}-2` },
      },
    };
    const finding = { field: `response.body.${name}`, message: `body.${name} is "${value}-5"`, actual: `${value}-5` };
    const title = `POST /paint?${name}=${value}-1 as it was recorded`;
    const text = JSON.stringify(withExchanges({ ...record, title, findings: [finding] }, [seen], []));
    expect(text).not.toContain(value);
    expect(text).toContain("/paint?v=");
  },
);

test("the code of an error stays, and the code of an authorization goes", () => {
  expect(bodyOf({ code: "InvalidParameter.Size" })).toEqual({ code: "InvalidParameter.Size" });
  expect(bodyOf({ code: 406 })).toEqual({ code: 406 });
  expect(bodyOf({ code: "4/0AeaYSHBdUuM8pQ2k" })).toEqual({ code: "[redacted]" });
});

const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`);

test("of what is very large, deep or long in a name, so much is shown as can be read", () => {
  const huge = { text: "v".repeat(2_000_000), deep: nested(5000), ["n".repeat(1_000_000)]: 1 };
  const field = `response.body.${"n".repeat(1_000_000)}`;
  const overlay = { target: "$", update: { ["n".repeat(1_000_000)]: {} } };
  const finding = { field, message: `${field} is in no document`, actual: huge, overlay };
  const shown = withExchanges({ ...record, title: "t".repeat(2_000_000), findings: [finding] }, [exchange(huge)], []);
  const text = JSON.stringify(shown);
  expect(text.length).toBeLessThan(5000);
  for (const words of ["(2000000 characters)", "(1000000 characters)", "[nested more than 12 deep]"])
    expect(text).toContain(words);
  expect(shown.findings[0]?.overlay).toBeUndefined(); // cut, it would say another thing
});

test("a foreign text is one line that steers no terminal", () => {
  const finding = { field: "a\u001b[2J", message: "b\r\n\u0000\u202e", actual: 1 };
  const shown = withExchanges({ ...record, title: "t\u009b", findings: [finding] }, [], []);
  expect(shown).toMatchObject({ title: "t ", findings: [{ field: "a [2J", message: "b    " }] });
});
