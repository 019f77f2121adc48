import type { EmulationWallet } from "@seedbed/core/emulation";

/** Money is counted in millionths, so that 0.1 and 0.2 make 0.3. */
const PARTS = 1_000_000;

/** The one account of an emulated provider. */
export function createWallet(balance: number, currency: EmulationWallet["currency"]): EmulationWallet {
  let parts = Math.round(balance * PARTS);
  return {
    currency,
    balance: () => parts / PARTS,
    charge(amount) {
      const price = Math.round(amount * PARTS);
      if (price > parts) return false;
      parts -= price;
      return true;
    },
    refund(amount) {
      parts += Math.round(amount * PARTS);
    },
  };
}
