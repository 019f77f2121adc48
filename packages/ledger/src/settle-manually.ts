import { checkOptions, InvalidRequestError, isCost, type OptionNames } from "@seedbed/core";
import type { AttemptRecord, ManualSettlement } from "./attempt-record.ts";
import { ended } from "./ended.ts";
import type { Store } from "./store.ts";

/**
 * Ends an attempt whose outcome is not known, by a person's word.
 *
 * @throws InvalidRequestError where there is no such attempt, or its outcome is known
 */
export function settleManually(store: Store, id: string, word: ManualSettlement, settledAt: string): AttemptRecord {
  const changes = endByWord(id, store.get(id), word, settledAt);
  store.end(id, changes);
  return ended(store.get(id) as AttemptRecord, changes); // it was there just now
}

/**
 * What a person's word changes of an attempt.
 *
 * @throws InvalidRequestError where there is no such attempt, or its outcome is known
 */
export function endByWord(
  id: string,
  found: AttemptRecord | undefined,
  word: ManualSettlement,
  settledAt: string,
): Partial<AttemptRecord> {
  checkOptions("settle", word, { as: true, cost: true } satisfies OptionNames<ManualSettlement>);
  const refuse = (text: string, field = "id") => new InvalidRequestError(text, { field });
  if (word.as !== "accepted" && word.as !== "rejected") {
    throw refuse(`An attempt is settled as accepted or rejected; "${word.as}" is neither.`, "as");
  }
  if (word.as === "rejected" && word.cost) {
    throw refuse("An attempt that was rejected costs nothing: leave its cost out.", "cost");
  }
  const { cost } = word;
  if (cost && !isCost(cost)) throw refuse("The cost of an attempt must be an amount of at least 0.", "cost");
  if (!found) throw refuse(`There is no attempt ${id} in the ledger.`);
  if (found.state !== "unknown") {
    const why = found.state === "reserved" ? "it is still on its way" : "its outcome is known";
    throw refuse(`Attempt ${id} is ${found.state}: ${why}, and only an unknown one can be settled.`);
  }
  if (cost && found.cost && cost.currency !== found.cost.currency) {
    const { currency } = found.cost;
    throw refuse(
      `Attempt ${id} was reserved in ${currency}: its cost is given in ${currency} too, so that no sum has it twice or not at all.`,
      "cost",
    );
  }
  return { state: word.as, settledAt, ...(cost ? { cost } : {}) };
}
