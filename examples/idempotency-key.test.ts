import {
  compare,
  type FamilyOptions,
  generateFromFamily,
  generateMany,
  providersOf,
  type Target,
} from "@seedbed/compare";
import { createClock } from "@seedbed/core";
import { type Emulator, startEmulator } from "@seedbed/emulator";
import { createLedger } from "@seedbed/ledger";
import { provider as novita } from "@seedbed/novita";
import { emulation as novitaEmulation } from "@seedbed/novita/emulation";
import { provider as segmind } from "@seedbed/segmind";
import { emulation as segmindEmulation } from "@seedbed/segmind/emulation";
import { afterAll, beforeAll, expect, test } from "vitest";

const timeScale = 10;
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator([segmindEmulation, novitaEmulation], { timeScale, rateLimits: false });
});
afterAll(() => emulator.close());

const target = (provider: Target["provider"]): Target => {
  const model = provider.models.find(({ family }) => family === "seedream-5.0-lite");
  if (!model) throw new Error("each sells it");
  return { provider, model };
};
const [first, second] = [target(segmind), target(novita)];
const request = { prompt: "a lighthouse at dusk" };

/** Calls that share a ledger, and what they sent. */
function calls() {
  const clock = createClock(timeScale);
  const accounting = createLedger({ clock });
  const client = (id: string) => ({ apiKey: "any", baseUrl: emulator.baseUrls[id] ?? "", clock, accounting });
  const before = emulator.requests.length;
  return {
    accounting,
    client,
    sent: () => emulator.requests.slice(before).flatMap(({ method, provider }) => (method === "POST" ? provider : [])),
    ask: (targets: readonly Target[], options: FamilyOptions = {}) =>
      generateFromFamily(targets, request, { idempotencyKey: "order-1", client, ...options }),
  };
}

test("a key is paid for once among the providers, whoever is asked first the next time", async () => {
  const { ask, sent } = calls();
  await ask([first, second]);
  const again = await ask([second, first]);
  expect(sent()).toEqual(["segmind"]);
  expect(again).toMatchObject({ provider: "segmind", earlier: { id: "1" } });
  expect(again.providers.map(({ model, outcome }) => `${model} ${outcome}`)).toEqual([
    `${second.model.id} passed-over`,
    `${first.model.id} done`,
  ]);
});

test("two calls at once with one key, in different orders, pay once", async () => {
  const { ask, sent } = calls();
  const results = await Promise.all([ask([first, second]), ask([second, first])]);
  expect(new Set(results.map(({ provider }) => provider)).size).toBe(1);
  expect(sent()).toHaveLength(1);
});

test("past an unknown outcome, on the caller's word, the next provider is paid once too", async () => {
  const { ask, sent, accounting } = calls();
  const takeBack = emulator.inject({ provider: "segmind", fault: { kind: "status", status: 500 } });
  const moveOn = () => true;
  const result = await ask([first, second], { moveOn });
  takeBack();
  expect(result).toMatchObject({ provider: "novita", providers: [{ billed: "unknown" }, { outcome: "done" }] });
  expect(await ask([first, second], { moveOn })).toMatchObject({ provider: "novita", earlier: { id: "2" } });
  expect(await ask([second, first], { moveOn })).toMatchObject({ provider: "novita", earlier: { id: "2" } });
  expect(sent()).toEqual(["segmind", "novita"]);
  expect(accounting.attempts().map(({ idempotencyKey, state }) => `${idempotencyKey} ${state}`)).toEqual([
    "order-1 unknown",
    "order-1 (2) accepted",
  ]);
});

test("a job that failed unbilled gives the key back: the next provider is asked, and the money is free", async () => {
  const { ask, accounting } = calls();
  emulator.inject({ provider: "segmind", fault: { kind: "failed" } });
  const asJob = (id: string) => ({ mode: id === "segmind" ? "async" : "sync" }) as const;
  const client: FamilyOptions["client"] = (id) => ({
    apiKey: "any",
    baseUrl: emulator.baseUrls[id] ?? "",
    clock: createClock(timeScale),
    accounting,
    ...asJob(id),
  });
  expect(await ask([first, second], { client })).toMatchObject({
    provider: "novita",
    providers: [{ billed: "no", error: { name: "GenerationFailedError" } }, { outcome: "done" }],
  });
  expect(
    accounting.attempts().map(({ provider, state, idempotencyKey }) => `${provider} ${state} ${idempotencyKey}`),
  ).toEqual(["segmind rejected order-1", "novita accepted order-1"]);
  expect(accounting.spent()).toEqual({});
});

test("what is unknown is not sent again, also where no other provider is left to ask", async () => {
  const { ask, sent } = calls();
  const takeBack = [
    emulator.inject({ provider: "segmind", fault: { kind: "status", status: 500 } }),
    emulator.inject({ provider: "novita", times: 9, fault: { kind: "status", status: 401 } }),
  ];
  const moveOn = () => true;
  for (const order of [
    [first, second],
    [second, first],
    [first, second],
  ]) {
    const error = await ask(order, { moveOn }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NoProviderError", billed: "unknown" });
  }
  for (const take of takeBack) take();
  expect(sent()).toEqual(["segmind", "novita", "novita", "novita"]); // a refusal is not billed, and may be tried again
});

test("without that word an unknown outcome ends it, the next time too", async () => {
  const { ask, sent } = calls();
  const takeBack = emulator.inject({ provider: "segmind", fault: { kind: "status", status: 500 } });
  const errors = [await ask([first, second]).catch((e) => e), await ask([second, first]).catch((e) => e)];
  takeBack();
  expect(errors).toMatchObject([{ name: "OutcomeUnknownError" }, { name: "OutcomeUnknownError", provider: "segmind" }]);
  expect(providersOf(errors[1])).toMatchObject([{ provider: "novita", outcome: "passed-over" }]);
  expect(sent()).toEqual(["segmind"]);
});

test("a key for another request is refused by every provider, and nothing is sent", async () => {
  const { ask, sent, client } = calls();
  await ask([first, second]);
  const other = { prompt: "something else" };
  await expect(generateFromFamily([first, second], other, { idempotencyKey: "order-1", client })).rejects.toMatchObject(
    {
      name: "InvalidRequestError",
      field: "idempotencyKey",
    },
  );
  expect(sent()).toEqual(["segmind"]);
});

test("compare pays a key once of each model", async () => {
  const { client, sent } = calls();
  for (const targets of [[first], [first, second], [second]]) {
    for (const compared of await compare(targets, request, { idempotencyKey: "order-1", client }))
      expect(compared).toHaveProperty("result");
  }
  expect(sent()).toEqual(["segmind", "novita"]);
});

test("many requests with keys are made once, also where some of them were made before", async () => {
  const { client, sent } = calls();
  const many = ["a", "b", "a"].map((idempotencyKey) => ({ target: [first, second], request, idempotencyKey }));
  const settled = await generateMany(many, { client });
  expect(settled.map(({ state }) => state)).toEqual(["accepted", "accepted", "accepted"]);
  expect(settled.map(({ result }) => result?.earlier === undefined).toSorted()).toEqual([false, true, true]);
  await generateMany(many, { client });
  expect(sent()).toEqual(["segmind", "segmind"]);
});
