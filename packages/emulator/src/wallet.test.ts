import { expect, test } from "vitest";
import { createWallet } from "./wallet.ts";

let now = 0;
const clock = { now: () => now };

test("takes what it can pay and nothing else", () => {
  const wallet = createWallet(0.1, "USD", clock);
  expect(wallet.charge(0.035)).toBe(true);
  expect(wallet.charge(0.066)).toBe(false);
  expect(wallet.balance()).toBe(0.065);
});

test("counts without the drift of floating point", () => {
  const wallet = createWallet(0.3, "USD", clock);
  wallet.charge(0.1);
  wallet.charge(0.2);
  expect(wallet.balance()).toBe(0);
  wallet.refund(0.1);
  wallet.refund(0.2);
  expect(wallet.balance()).toBe(0.3);
});

test("gives back later what is due later, also after it was saved", () => {
  const wallet = createWallet(1, "USD", clock);
  wallet.refund(0.5, 1000);
  now = 999;
  const saved = wallet.save();
  expect(saved).toEqual({ balance: 1, refunds: [{ amount: 0.5, at: 1000 }] });
  const loaded = createWallet(0, "USD", clock);
  loaded.load(JSON.parse(JSON.stringify(saved)));
  expect([wallet.charge(1.2), wallet.balance(), loaded.balance()]).toEqual([false, 1, 1]);
  now = 1000;
  expect([wallet.charge(1.2), wallet.balance(), loaded.balance()]).toEqual([true, 0.3, 1.5]);
});
