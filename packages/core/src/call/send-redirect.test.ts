import { describe, expect, test } from "vitest";
import { failure } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import {
  contextOf,
  key,
  look,
  make,
  type Play,
  playFetch,
  transmitLook,
  transmitMake,
} from "../testing/fake-provider.ts";
import { withDeadline } from "./deadline.ts";
import type { Operation } from "./operation.ts";
import { send } from "./send.ts";

const home = "https://api.acme.test";
const ok = () => Response.json({ fine: true });
const moved = (location: string | null, status = 302) =>
  new Response(null, { status, headers: location === null ? {} : { location } });

/** Sends one request, and tells where it went. */
async function went(operation: Operation, ...plays: Play[]) {
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(...plays);
  const context = contextOf({ fetch, clock });
  const transmit = operation.method === "GET" ? transmitLook(context) : transmitMake(context);
  const promise = withDeadline(clock, 300_000, undefined, (deadline) => send(context, operation, transmit, deadline));
  const outcome = await clock.finish(promise.catch(() => failure(promise)));
  return { outcome, urls: sent.map(({ url }) => url), keys: sent.map(({ headers }) => headers.get("x-api-key")) };
}

describe("a GET follows a redirect on its own host", () => {
  test.each([301, 302, 303, 307, 308])("of %i, with the key", async (status) => {
    const { outcome, urls, keys } = await went(look, moved("/v2/there", status), ok);
    expect(outcome).toMatchObject({ status: 200 });
    expect(urls).toEqual([`${home}/v1/tasks/t-1`, `${home}/v2/there`]);
    expect(keys).toEqual([key, key]);
  });

  test("beside where it was last, five times at most", async () => {
    const { urls } = await went(look, moved("a/b"), moved("c"), ok);
    expect(urls).toEqual([`${home}/v1/tasks/t-1`, `${home}/v1/tasks/a/b`, `${home}/v1/tasks/a/c`]);
    const endless = await went(look, () => moved("/again"));
    expect(endless.urls).toHaveLength(6);
    expect(endless.outcome).toMatchObject({ status: 302 });
  });
});

describe("no redirect is followed", () => {
  test.each([
    ["to another host", "https://elsewhere.test/v1"],
    ["to another port", `${home}:8443/v1`],
    ["to another protocol", "http://api.acme.test/v1"],
    ["to an address with a user", "https://user@api.acme.test/v1"],
    ["to an address with a password", "https://:secret@api.acme.test/v1"],
    ["to what is not an address", "https://"],
    ["to nowhere", null],
  ])("%s", async (_name, location) => {
    const { outcome, urls } = await went(look, moved(location));
    expect(urls).toHaveLength(1);
    expect(outcome).toMatchObject({ status: 302, billed: "no" });
  });

  test.each([300, 304])("of %i", async (status) => {
    expect((await went(look, moved("/v2", status))).urls).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])("of a POST that is answered %i", async (status) => {
    expect((await went(make, moved("/v2/make", status))).urls).toEqual([`${home}/v1/make`]);
  });
});

test("the body of a redirect that is followed is let go", async () => {
  let cancelled = false;
  const body = new ReadableStream({
    cancel() {
      cancelled = true;
    },
  });
  await went(look, () => new Response(body, { status: 302, headers: { location: "/v2" } }), ok);
  expect(cancelled).toBe(true);
});
