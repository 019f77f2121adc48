import type { EmulationWallet } from "@seedbed/core/emulation";
/** The one account of an emulated provider. */
export declare function createWallet(balance: number, currency: EmulationWallet["currency"]): EmulationWallet;
