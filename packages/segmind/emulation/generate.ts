import type { EmulationContext } from "@seedbed/core/emulation";
import type { Model } from "./models.ts";
import { takeOrder } from "./order.ts";
import { refuse } from "./refusals.ts";
import { respond } from "./respond.ts";

/** A call to one endpoint of v1: its answer is the result. */
export async function generate(request: Request, model: Model, context: EmulationContext): Promise<Response> {
  const order = await takeOrder(request, model, context);
  if (order instanceof Response) return order;
  const { images, costUsd, requestId, generationMs, seed, fault } = order;
  await context.clock.sleep(generationMs);
  if (fault === "failed") {
    context.wallet.refund(costUsd);
    return refuse(500, "Internal server error", { "x-request-id": requestId });
  }
  return respond({ images, costUsd, requestId, generationMs, ...(model.reportsSeed && { seed }) }, context);
}
