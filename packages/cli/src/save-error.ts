import { type ErrorDetails, SeedbedError } from "@seedbed/core";

/** Pictures that were paid for could not be saved where they belong. `images` says where they are instead. */
export class SaveError extends SeedbedError {
  override readonly name = "SaveError";
  constructor(message: string, details: ErrorDetails) {
    super(message, { billed: "yes", ...details });
  }
}
