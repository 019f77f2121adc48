import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { createFaultRules } from "./fault-rules.ts";

const fault: Fault = { kind: "malformed" };
const post = { provider: "segmind", operationId: "make", method: "POST" };

test("meets the first request that matches, once", () => {
  const rules = createFaultRules();
  rules.add({ provider: "segmind", operationId: "make", fault });
  expect(rules.take({ ...post, provider: "novita" })).toBeUndefined();
  expect(rules.take({ ...post, operationId: "paint" })).toBeUndefined();
  expect(rules.take(post)).toBe(fault);
  expect(rules.take(post)).toBeUndefined();
});

test("meets the nth request and so many after it", () => {
  const rules = createFaultRules();
  rules.add({ nth: 2, times: 2, fault });
  expect(Array.from({ length: 5 }, () => rules.take(post) === fault)).toEqual([false, true, true, false, false]);
});

test("plays one rule after the other", () => {
  const rules = createFaultRules();
  rules.add({ fault });
  rules.add({ fault: { kind: "html" } });
  expect([rules.take(post)?.kind, rules.take(post)?.kind, rules.take(post)]).toEqual(["malformed", "html", undefined]);
});

test("meets none after the rule was taken back", () => {
  const rules = createFaultRules();
  expect(rules.remove(rules.add({ times: "always", fault }).id)).toBe(true);
  expect(rules.take(post)).toBeUndefined();
});

test("lets generation faults pass by requests that start none", () => {
  const rules = createFaultRules();
  rules.add({ fault: { kind: "neverEnding" } });
  expect(rules.take({ ...post, method: "GET" })).toBeUndefined();
  expect(rules.take(post)?.kind).toBe("neverEnding");
});

test("meets always from the nth request on, and says how often", () => {
  const rules = createFaultRules();
  rules.add({ nth: 2, times: "always", fault });
  for (let request = 0; request < 5; request++) rules.take(post);
  expect(rules.list()).toEqual([{ id: "1", rule: expect.anything(), matched: 5, met: 4 }]);
});

test("meets by its probability, the same requests for the same seed", () => {
  const meetings = (seed: number, probability = 0.3) => {
    const rules = createFaultRules();
    rules.add({ probability, seed, fault });
    return Array.from({ length: 1000 }, () => (rules.take(post) ? 1 : 0)).join("");
  };
  const met = (text: string) => text.replaceAll("0", "").length;
  expect(meetings(7)).toBe(meetings(7));
  expect(meetings(7)).not.toBe(meetings(8));
  expect(met(meetings(7)) / 1000).toBeCloseTo(0.3, 1);
  expect([met(meetings(1, 0)), met(meetings(1, 1))]).toEqual([0, 1000]);
});

test("meets so many requests by its probability, from the nth on", () => {
  const rules = createFaultRules();
  rules.add({ probability: 0.5, nth: 100, times: 3, fault });
  const met = Array.from({ length: 1000 }, () => rules.take(post) !== undefined);
  expect([met.indexOf(true) >= 99, met.filter(Boolean).length]).toEqual([true, 3]);
});

test("goes on where it was saved", () => {
  const [saved, loaded] = [createFaultRules(), createFaultRules()];
  saved.add({ probability: 0.5, seed: 7, fault });
  saved.add({ nth: 3, fault: { kind: "html" } });
  for (let request = 0; request < 10; request++) saved.take(post);
  loaded.load(JSON.parse(JSON.stringify(saved.save())));
  const next = (rules: typeof saved) => Array.from({ length: 50 }, () => rules.take(post)?.kind);
  expect(next(loaded)).toEqual(next(saved));
  expect(loaded.add({ fault }).id).toBe("2");
});
