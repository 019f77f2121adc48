import type { CheckRecord } from "@seedbed/report";
import type { Coverage } from "../coverage/coverage.ts";

/** Where the layers of a check write down what they do. */
export interface Notes {
  done(record: CheckRecord): void;
  readonly see: Coverage["see"];
}
