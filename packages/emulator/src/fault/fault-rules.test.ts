import { describe, expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { createFaultRules, type FaultRules, type FaultTarget } from "./fault-rules.ts";

const fault: Fault = { kind: "malformed" };
const post = { provider: "segmind", operationId: "make", method: "POST", isJob: true };
/** A request that starts a generation, if it comes to that. */
const take = (rules: FaultRules, target: FaultTarget = post): Fault | undefined => {
  const met = rules.meet(target);
  const kind = met.generationFault?.();
  return met.fault ?? (kind && { kind });
};

test("meets the first request that matches, once", () => {
  const rules = createFaultRules();
  rules.add({ provider: "segmind", operationId: "make", fault });
  expect(take(rules, { ...post, provider: "novita" })).toBeUndefined();
  expect(take(rules, { ...post, operationId: "paint" })).toBeUndefined();
  expect(take(rules)).toBe(fault);
  expect(take(rules)).toBeUndefined();
});

test("meets the nth request and so many after it", () => {
  const rules = createFaultRules();
  rules.add({ nth: 2, times: 2, fault });
  expect(Array.from({ length: 5 }, () => take(rules) === fault)).toEqual([false, true, true, false, false]);
});

test("plays one rule after the other", () => {
  const rules = createFaultRules();
  rules.add({ fault });
  rules.add({ fault: { kind: "html" } });
  expect([take(rules)?.kind, take(rules)?.kind, take(rules)]).toEqual(["malformed", "html", undefined]);
});

test("meets none after the rule was taken back", () => {
  const rules = createFaultRules();
  expect(rules.remove(rules.add({ times: "always", fault }).id)).toBe(true);
  expect(take(rules)).toBeUndefined();
});

describe("a fault of the generation", () => {
  const neverEnding: Fault = { kind: "neverEnding" };
  const failed: Fault = { kind: "failed" };

  test("passes by requests that start none, or no job", () => {
    const rules = createFaultRules();
    rules.add({ fault: neverEnding });
    expect(take(rules, { ...post, method: "GET" })).toBeUndefined();
    expect(take(rules, { ...post, isJob: false })).toBeUndefined();
    expect(take(rules)).toEqual(neverEnding);
    rules.add({ fault: failed });
    expect(take(rules, { ...post, isJob: false })).toEqual(failed);
  });

  test("counts a request only when its generation asks, and once", () => {
    const rules = createFaultRules();
    rules.add({ nth: 2, times: 2, fault: failed });
    const asked = () => rules.meet(post).generationFault?.();
    for (let refused = 0; refused < 5; refused++) expect(rules.meet(post).fault).toBeUndefined();
    expect([asked(), rules.list()[0]?.matched]).toEqual([undefined, 1]);
    rules.meet(post);
    const second = rules.meet(post);
    expect([second.generationFault?.(), second.generationFault?.(), rules.list()[0]?.met]).toEqual([
      "failed",
      "failed",
      1,
    ]);
    expect([asked(), asked(), rules.list()]).toEqual(["failed", undefined, []]);
  });

  test("goes before a younger rule, and after an older one: a request has one fault", () => {
    const rules = createFaultRules();
    rules.add({ fault: failed });
    rules.add({ fault });
    rules.add({ fault: failed });
    expect([take(rules), take(rules), take(rules), take(rules)]).toEqual([failed, fault, failed, undefined]);
    const [older] = [rules.add({ fault })];
    rules.add({ fault: failed });
    const met = rules.meet(post);
    expect([met.fault, met.generationFault?.(), rules.remove(older.id)]).toEqual([fault, undefined, false]);
  });

  test("meets one of two requests that are under way at once", () => {
    const rules = createFaultRules();
    rules.add({ fault: failed });
    const [first, second] = [rules.meet(post), rules.meet(post)];
    expect([second.generationFault?.(), first.generationFault?.()]).toEqual(["failed", undefined]);
  });

  test("meets the same generations for the same seed, whatever else is asked", () => {
    const kinds = (between: number) => {
      const rules = createFaultRules();
      rules.add({ probability: 0.5, seed: 7, fault: failed });
      return Array.from({ length: 50 }, () => {
        for (let request = 0; request < between; request++) rules.meet(post);
        return rules.meet(post).generationFault?.();
      });
    };
    expect(kinds(3)).toEqual(kinds(0));
    expect(new Set(kinds(0))).toEqual(new Set(["failed", undefined]));
  });
});

test.each(["OPTIONS", "HEAD"])("meets no %s, which asks for nothing to be done", (method) => {
  const rules = createFaultRules();
  rules.add({ fault });
  expect([take(rules, { ...post, method }), take(rules)]).toEqual([undefined, fault]);
});

test("meets always from the nth request on, and says how often", () => {
  const rules = createFaultRules();
  rules.add({ nth: 2, times: "always", fault });
  for (let request = 0; request < 5; request++) take(rules);
  expect(rules.list()).toEqual([{ id: "1", rule: expect.anything(), matched: 5, met: 4 }]);
});

test("meets by its probability, the same requests for the same seed", () => {
  const meetings = (seed: number, probability = 0.3) => {
    const rules = createFaultRules();
    rules.add({ probability, seed, fault });
    return Array.from({ length: 1000 }, () => (take(rules) ? 1 : 0)).join("");
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
  const met = Array.from({ length: 1000 }, () => take(rules) !== undefined);
  expect([met.indexOf(true) >= 99, met.filter(Boolean).length]).toEqual([true, 3]);
});

test("goes on where it was saved", () => {
  const [saved, loaded] = [createFaultRules(), createFaultRules()];
  saved.add({ probability: 0.5, seed: 7, fault });
  saved.add({ nth: 3, fault: { kind: "html" } });
  for (let request = 0; request < 10; request++) take(saved);
  loaded.load(JSON.parse(JSON.stringify(saved.save())));
  const next = (rules: typeof saved) => Array.from({ length: 50 }, () => take(rules)?.kind);
  expect(next(loaded)).toEqual(next(saved));
  expect(loaded.add({ fault }).id).toBe("2");
});
