import {
  type Balance,
  type ClientContext,
  exact,
  parseAnswer,
  type RunOptions,
  singleCall,
  type Transmit,
} from "@seedbed/core";
import { operations } from "./gen/operations.gen.ts";
import { zGetUserCreditsResponse } from "./gen/schemas.gen.ts";
import type { components } from "./gen/types.gen.ts";

/** Segmind's balance: what was paid in, and what was given. @interface */
export type UserCredits = components["schemas"]["UserCredits"];

/** Asks what the account holds. */
export async function getUserCredits(
  context: ClientContext,
  transmit: Transmit,
  options?: RunOptions,
): Promise<UserCredits> {
  const answer = await singleCall(context, operations.getUserCredits, transmit, options);
  return parseAnswer<UserCredits>(context, operations.getUserCredits, answer, zGetUserCreditsResponse).value;
}

/** Both together. That a credit is a US dollar is inferred: prices, costs and balances stand in the same figures. */
export function balanceOf({ credits, "free-credits": free = 0 }: UserCredits): Balance {
  return { amount: exact(credits + free), currency: "USD", parts: { credits, "free-credits": free } };
}
