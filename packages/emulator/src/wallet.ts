import type { EmulationClock, EmulationWallet } from "@seedbed/core/emulation";

/** Money is counted in millionths, so that 0.1 and 0.2 make 0.3. */
const PARTS = 1_000_000;

/** Far above any price, and as far below where a number becomes Infinity, which no file can hold. */
export const MOST_AMOUNT = 1e100;

/** A wallet, as it is saved. */
export interface SavedWallet {
  /** In the wallet's currency. */
  readonly balance: number;
  /** What comes back later: the amount, and when in the provider's time. */
  readonly refunds: readonly { readonly amount: number; readonly at: number }[];
}

/** A wallet that can be saved and loaded. */
export interface Wallet extends EmulationWallet {
  save(): SavedWallet;
  load(saved: SavedWallet): void;
}

/** The one account of an emulated provider. */
export function createWallet(
  balance: number,
  currency: EmulationWallet["currency"],
  clock: Pick<EmulationClock, "now">,
): Wallet {
  let parts = Math.round(balance * PARTS);
  let refunds: SavedWallet["refunds"] = [];
  const add = (amount: number) => {
    parts += Math.round(amount * PARTS);
  };
  const settle = () => {
    if (refunds.length === 0) return;
    const now = clock.now();
    for (const { amount, at } of refunds) if (at <= now) add(amount);
    refunds = refunds.filter(({ at }) => at > now);
  };
  const current = () => {
    settle();
    return parts / PARTS;
  };
  return {
    currency,
    balance: current,
    charge(amount) {
      settle();
      const price = Math.round(amount * PARTS);
      if (price > parts) return false;
      parts -= price;
      return true;
    },
    refund(amount, at) {
      if (at === undefined) add(amount);
      else refunds = [...refunds, { amount, at }];
    },
    save: () => ({ balance: current(), refunds }),
    load(saved) {
      parts = Math.round(saved.balance * PARTS);
      refunds = saved.refunds;
    },
  };
}
