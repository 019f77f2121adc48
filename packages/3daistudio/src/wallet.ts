import {
  type Balance,
  type ClientContext,
  NotFoundError,
  parseAnswer,
  type RunOptions,
  singleCall,
  type Transmit,
} from "@seedbed/core";
import { operations } from "./gen/operations.gen.ts";
import { zGetWalletResponse } from "./gen/schemas.gen.ts";
import type { components } from "./gen/types.gen.ts";

/** 3D AI Studio's wallet: `balance` is a decimal number in a text, in credits. @interface */
export type Wallet = components["schemas"]["Wallet"];

/** The two operations that give it, newer and older. */
export type WalletOperation = "getWallet" | "getWalletAtOlderPath";

/** Asks what the account holds. */
export async function getWallet(
  context: ClientContext,
  name: WalletOperation,
  transmit: Transmit,
  options?: RunOptions,
): Promise<Wallet> {
  const answer = await singleCall(context, operations[name], transmit, options);
  return parseAnswer<Wallet>(context, operations[name], answer, zGetWalletResponse).value;
}

/** Asks at the newer path, and where there is none at the older one: two of the vendor's pages differ. */
export async function balanceOf(ask: (name: WalletOperation) => Promise<Wallet>): Promise<Balance> {
  const { balance } = await ask("getWallet").catch((error) => {
    if (error instanceof NotFoundError) return ask("getWalletAtOlderPath");
    throw error;
  });
  return { amount: Number(balance), currency: "credits", parts: {} };
}
