import { expect, test } from "vitest";
import { withDeadline } from "../call/deadline.ts";
import { BudgetExceededError, ResponseValidationError } from "../call/errors.ts";
import { failure, refused, reset } from "../testing/failing.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { contextOf, key, make, type Play, playFetch, transmitMake } from "../testing/fake-provider.ts";
import type { Accounting, Attempt } from "./accounting.ts";
import { type Payment, pay } from "./pay.ts";

const estimate = { min: 1, max: 3, currency: "USD", basis: "configured" } as const;
const cost = { ...estimate, max: 1 };

function paying(
  play: Play,
  changes: Partial<Accounting> = {},
  read: Payment<string>["read"] = () => ({ result: "read", cost }),
  signal?: AbortSignal,
) {
  const reserved: Attempt[] = [];
  const settled: unknown[] = [];
  const accounting: Accounting = {
    reserve(attempt) {
      reserved.push(attempt);
      return { settle: (outcome) => void settled.push(outcome) };
    },
    admit: async () => {},
    ...changes,
  };
  const clock = createFakeClock();
  const { fetch, sent } = playFetch(play);
  const context = contextOf({ fetch, clock, accounting });
  const promise = clock.finish(
    withDeadline(clock, 60_000, signal, (deadline) =>
      pay(context, { operation: make, estimate, body: {}, transmit: transmitMake(context), read }, deadline),
    ),
  );
  return { promise, reserved, settled, sent };
}

test("reserves the worst case before the POST leaves, and ends it with what it cost", async () => {
  const { promise, reserved, settled } = paying(Response.json({}));
  expect(await promise).toMatchObject({ result: "read", cost });
  expect(reserved).toEqual([{ provider: "acme", model: "acme/seedream", operation: "make", cost: estimate }]);
  expect(settled).toStrictEqual([{ state: "accepted", cost, timing: expect.objectContaining({ waitedMs: 0 }) }]);
});

test("what is kept of an answer has no key in it", async () => {
  const receipt = { problem: `no ${key}`, reply: { id: key } };
  const { promise, settled } = paying(Response.json({}), {}, () => ({ result: "read", cost, receipt }));
  await promise;
  expect(settled).toMatchObject([{ problem: "no [redacted]", reply: { id: "[redacted]" } }]);
});

test.each<[string, Play, string]>([
  ["refused connection", refused(), "not-sent"],
  ["refusal", new Response(null, { status: 400 }), "rejected"],
  ["empty account", new Response(null, { status: 402 }), "rejected"],
  ["reset", reset(), "unknown"],
  ["server error", new Response(null, { status: 500 }), "unknown"],
])("ends it once after a %s: %s", async (_name, play, state) => {
  const { promise, settled } = paying(play);
  await failure(promise);
  expect(settled).toEqual([{ state, cost: estimate, problem: expect.stringContaining("acme make") }]);
});

test("ends it as unknown, once, where the answer cannot be read", async () => {
  const { promise, settled } = paying(Response.json({}), {}, () => {
    throw new ResponseValidationError("unreadable", { billed: "unknown" });
  });
  expect(await failure(promise)).toMatchObject({ name: "ResponseValidationError" });
  expect(settled).toEqual([{ state: "unknown", cost: estimate, problem: "unreadable" }]);
});

test("sends nothing where the budget does not allow it", async () => {
  const reserve = () => {
    throw new BudgetExceededError("0.10 USD are left");
  };
  const { promise, sent } = paying(Response.json({}), { reserve });
  expect(await failure(promise)).toMatchObject({ name: "BudgetExceededError", billed: "no" });
  expect(sent).toHaveLength(0);
});

test("says that the budget does not allow it also where the caller gives up at that moment", async () => {
  const stop = new AbortController();
  const reserve = () => {
    stop.abort();
    throw new BudgetExceededError("0.10 USD are left");
  };
  const { promise } = paying(Response.json({}), { reserve }, undefined, stop.signal);
  expect(await failure(promise)).toMatchObject({ name: "BudgetExceededError" });
});

test("keeps the paid answer, and asks once, where the books cannot be written", async () => {
  let asked = 0;
  const reserve = () => ({
    settle() {
      asked += 1;
      throw new Error("disk full");
    },
  });
  expect(await paying(Response.json({}), { reserve }).promise).toMatchObject({ result: "read" });
  expect(asked).toBe(1);
  expect(await failure(paying(reset(), { reserve }).promise)).toMatchObject({ name: "OutcomeUnknownError" });
});

test("what helps to find out about a failure is kept: the id of the request, and that it was accepted", async () => {
  const refusal = paying(new Response(null, { status: 400, headers: { "x-request-id": "r-1" } }));
  await failure(refusal.promise);
  expect(refusal.settled).toEqual([expect.objectContaining({ state: "rejected", requestId: "r-1" })]);
  const job = { version: 1, provider: "acme" } as never; // it is only handed on
  const billed = paying(Response.json({}), {}, () => {
    throw new ResponseValidationError("unreadable", { billed: "yes", job });
  });
  await failure(billed.promise);
  expect(billed.settled).toEqual([{ state: "accepted", cost: estimate, problem: "unreadable", job }]);
});

test("what throws where nothing should ends it as unknown, with the answer on the error", async () => {
  const { promise, settled } = paying(Response.json({}), {}, () => {
    throw new TypeError("a bug");
  });
  expect(await failure(promise)).toMatchObject({
    name: "UnexpectedError",
    cause: new TypeError("a bug"),
    answer: { sizeBytes: 2 },
  });
  expect(settled).toEqual([{ state: "unknown", cost: estimate, problem: expect.stringContaining("a bug") }]);
});

test.each<[string, Partial<Accounting>]>([
  [
    "reserve throws",
    {
      reserve: () => {
        throw new RangeError("the books are shut");
      },
    },
  ],
  ["reserve rejects", { reserve: () => Promise.reject(new RangeError("the books are shut")) }],
  ["reserve rejects with a text", { reserve: () => Promise.reject("the books are shut") }],
  [
    "admit throws",
    {
      admit: () => {
        throw new RangeError("the books are shut");
      },
    },
  ],
  ["admit rejects", { admit: () => Promise.reject(new RangeError("the books are shut")) }],
])("where %s, nothing is sent, and the error is Seedbed's with that as its cause", async (_name, changes) => {
  const { promise, sent } = paying(Response.json({}), changes);
  expect(await failure(promise)).toMatchObject({
    name: "UnexpectedError",
    billed: "no",
    provider: "acme",
    message: "acme make: the accounting or the clock failed: the books are shut. Nothing was sent",
    cause: expect.anything(),
  });
  expect(sent).toHaveLength(0);
});
