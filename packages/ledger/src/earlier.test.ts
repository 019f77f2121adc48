import { type Attempt, type Job, OutcomeUnknownError } from "@seedbed/core";
import { expect, test } from "vitest";
import { createLedger } from "./ledger.ts";
import { attempt, usd } from "./testing/acme.ts";

const clock = { now: () => 0, delay: async () => {} };
const keyed = (more: Partial<Attempt> = {}) =>
  attempt(usd(0.1), { idempotencyKey: "order-1", requestHash: "a", ...more });
const job: Job = {
  version: 1,
  provider: "acme",
  model: "acme/m",
  operation: "make",
  taskId: "t-1",
  submittedAt: "2026-11-21T00:00:00.000Z",
  request: {},
};

/** What is thrown where the key is asked for once more. */
async function refusal(more: Partial<Attempt>, outcome: object): Promise<unknown> {
  const ledger = createLedger({ clock });
  await (await ledger.reserve(keyed())).settle({ state: "unknown", cost: null, ...outcome });
  try {
    return await ledger.reserve(keyed(more));
  } catch (error) {
    return error;
  }
}

test("a key whose outcome is unknown is refused with all that helps to find out what became of it", async () => {
  const images = [{ url: "https://a.test/1" }];
  const error = await refusal({}, { requestId: "r-9", job, images });
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({
    provider: "acme",
    operation: "make",
    billed: "unknown",
    requestId: "r-9",
    job,
    images,
  });
  expect((error as Error).message).toBe(
    'The idempotency key "order-1" was sent before, and what became of it is not known: acme make of 1970-01-01T00:00:00.000Z (attempt 1). It was not sent again; look at the provider\'s usage page and settle the attempt in the ledger.',
  );
});

test("it is refused for another request too, as no one may think that the first one failed", async () => {
  expect(await refusal({ requestHash: "b", operation: "edit" }, {})).toBeInstanceOf(OutcomeUnknownError);
});

test("a key that stands for another request is refused in the name of the request that was made", async () => {
  const ledger = createLedger({ clock });
  await (await ledger.reserve(keyed())).settle({ state: "accepted", cost: null });
  expect(() => ledger.reserve(keyed({ provider: "other", operation: "edit" }))).toThrow(
    expect.objectContaining({
      name: "InvalidRequestError",
      provider: "other",
      operation: "edit",
      field: "idempotencyKey",
      message:
        'The idempotency key "order-1" stands for another request: acme make of 1970-01-01T00:00:00.000Z (attempt 1). Each request needs a key of its own. Nothing was sent.',
    }),
  );
});

test("a key on its way that stands for another request is refused, and not waited for", () => {
  const ledger = createLedger({ clock });
  ledger.reserve(keyed());
  expect(() => ledger.reserve(keyed({ requestHash: "b" }))).toThrow("stands for another request");
});

test.each([
  ["before", undefined, "a"],
  ["now", "a", undefined],
])(
  "where no hash was made %s, provider and operation tell whether it is the same request",
  async (_name, ...hashes) => {
    const [before, now] = hashes.map((requestHash) => (requestHash ? { requestHash } : {}));
    const plain = (more = {}) => attempt(usd(0.1), { idempotencyKey: "order-1", ...more });
    const ledger = createLedger({ clock });
    await (await ledger.reserve(plain(before))).settle({ state: "accepted", cost: null });
    expect((await ledger.reserve(plain(now))).earlier).toMatchObject({ id: "1" });
    expect(() => ledger.reserve(plain({ ...now, operation: "edit" }))).toThrow("stands for another request");
  },
);

test("an earlier attempt tells what is known of it, and names nothing that is not", async () => {
  const ledger = createLedger({ clock });
  const timing = { startedAt: "1970-01-01T00:00:00.000Z", latencyMs: 80, waitedMs: 0 };
  await (await ledger.reserve(keyed())).settle({ state: "accepted", cost: null, job, reply: { id: 7 }, timing });
  const { earlier } = await ledger.reserve(keyed());
  expect(earlier).toStrictEqual({
    id: "1",
    reservedAt: "1970-01-01T00:00:00.000Z",
    cost: usd(0.1),
    job,
    reply: { id: 7 },
    timing,
  });
});

test("an earlier attempt is there to be read: ending it changes nothing", async () => {
  const ledger = createLedger({ clock });
  await (await ledger.reserve(keyed())).settle({ state: "accepted", cost: null });
  await (await ledger.reserve(keyed())).settle({ state: "rejected", cost: null });
  expect(ledger.attempts()).toMatchObject([{ state: "accepted" }]);
});
