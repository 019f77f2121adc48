import type { CheckRecord } from "@seedbed/report";
import { expect, test } from "vitest";
import { withExchanges } from "./exchange-records.ts";
import type { SeenExchange } from "./witness.ts";

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
  expect(withExchanges(clean, [exchange({})], [])).toBe(clean);
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
  expect(bodyOf(wide)).toMatch(/^\[\d+ characters, too long for a report\]$/);
  expect(withExchanges(record, Array(50).fill(exchange({})), []).exchanges).toHaveLength(6);
});
