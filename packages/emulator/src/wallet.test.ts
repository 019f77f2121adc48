import { expect, test } from "vitest";
import { createWallet } from "./wallet.ts";

test("takes what it can pay and nothing else", () => {
  const wallet = createWallet(0.1, "USD");
  expect(wallet.charge(0.035)).toBe(true);
  expect(wallet.charge(0.066)).toBe(false);
  expect(wallet.balance()).toBe(0.065);
});

test("counts without the drift of floating point", () => {
  const wallet = createWallet(0.3, "USD");
  wallet.charge(0.1);
  wallet.charge(0.2);
  expect(wallet.balance()).toBe(0);
  wallet.refund(0.1);
  wallet.refund(0.2);
  expect(wallet.balance()).toBe(0.3);
});
