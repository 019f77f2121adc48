import type { Answer } from "./answer.ts";
import type { ClientContext } from "./client-context.ts";
import { checkRunOptions, type RunOptions } from "./client-options.ts";
import { withDeadline } from "./deadline.ts";
import type { Operation } from "./operation.ts";
import { send } from "./send.ts";
import type { Transmit } from "./transmit.ts";

const timeoutMs = 300_000;

/** One request that costs nothing and gives no image, such as a poll. */
export async function singleCall(
  context: ClientContext,
  operation: Operation,
  transmit: Transmit,
  options: RunOptions = {},
): Promise<Answer> {
  checkRunOptions(operation, options);
  return withDeadline(context.clock, options.timeoutMs ?? context.timeoutMs ?? timeoutMs, options.signal, (deadline) =>
    send(context, operation, transmit, deadline),
  );
}
