/** What paid calls to one provider came to, in one currency. */
export interface SpentRecord {
  /** Provider id, e.g. `segmind`. */
  provider: string;
  /** Whether an emulator was asked: nothing was paid then. */
  emulated: boolean;
  /** "USD" or "credits"; null where no price is known: the amounts are 0 then, and say nothing. */
  currency: string | null;
  /** Calls for which money was set aside. */
  attempts: number;
  /** The worst case of all of them, set aside before each was sent and freed where it was refused. */
  reserved: number;
  /** What is billed for certain. */
  confirmed: number;
  /** The most that may be billed. */
  worstCase: number;
  /** Calls of which no one can tell whether they are billed; they are in the worst case. */
  unknown: number;
}
