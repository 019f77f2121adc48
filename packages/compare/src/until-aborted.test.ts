import { OutcomeUnknownError } from "@seedbed/core";
import { expect, test } from "vitest";
import { compare } from "./generate.ts";
import { generateFromFamily } from "./generate-from-family.ts";
import { generateMany } from "./generate-many.ts";
import { allModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";
import { untilAborted } from "./until-aborted.ts";

const fails = new OutcomeUnknownError("it may be billed", { provider: "acme", billed: "unknown" });
const [target] = allModels([fakeProvider("acme", { fails })]);
if (!target) throw new Error("it has one");
const request = { prompt: "a koi pond" };

/** A callback that aborts and then never ends. */
function hanging() {
  const stop = new AbortController();
  const hang = () => {
    stop.abort();
    return new Promise<never>(() => {});
  };
  return { hang, signal: stop.signal };
}

test("a callback that hangs does not outlast an abort", async () => {
  const compared = hanging();
  expect(await compare([target], request, { signal: compared.signal, onResult: compared.hang })).toHaveLength(1);
  const many = hanging();
  expect(await generateMany([{ target, request }], { signal: many.signal, onSettled: many.hang })).toHaveLength(1);
  const family = hanging();
  const asked = generateFromFamily([target], request, { signal: family.signal, moveOn: family.hang });
  await expect(asked).rejects.toBe(fails);
});

test("a callback is waited for until it is done, and what it throws is thrown", async () => {
  expect(await untilAborted(7, undefined)).toBe(7);
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(untilAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});
