import { expect, test } from "vitest";
import type { Exchange, Fixture } from "../fixture/fixture.ts";
import { secretsInFixtures, secretsInHeaders } from "./shown-secrets.ts";

test("keys and cookies are secrets, and nothing else of the headers is", () => {
  const sent = { authorization: "Bearer nv-key-1", "x-api-key": "sg-key-2", cookie: "session=c-3; theme=d-4" };
  const answered = { "set-cookie": "next=e-5; Path=/; HttpOnly", "content-type": "application/json" };
  expect(secretsInHeaders(sent, answered).sort()).toEqual(["c-3", "d-4", "e-5", "nv-key-1", "sg-key-2"]);
});

test("a fixture's own key is a secret, the one that stands in every fixture is none", () => {
  const exchange = (headers: Record<string, string | null>): Exchange => ({
    request: { method: "GET", path: "/", headers },
    response: { status: 200, headers: { "Set-Cookie": "session=cookie-1" } },
  });
  const exchanges = [exchange({ Authorization: "Bearer their-key" }), exchange({ "X-API-Key": "YOUR_API_KEY" })];
  const fixtures = [{ exchanges: [...exchanges, exchange({ authorization: null })] }] as object as Fixture[];
  expect(secretsInFixtures(fixtures)).toEqual(["cookie-1", "their-key"]);
});
