import type { CheckRecord } from "@seedbed/report";
import type { Coverage } from "../coverage/coverage.ts";
import type { SeenExchange } from "../repository/witness.ts";

/** Where the layers of a check write down what they do. */
export interface Recorder {
  /** A check, with the exchanges that it was made on. */
  done(record: CheckRecord, exchanges?: readonly SeenExchange[]): void;
  readonly see: Coverage["see"];
}
