import type { EmulationContext, GenerationFault, ImageRequest } from "@seedbed/core/emulation";

const DAY_MS = 86_400_000;
/** Invented: the share of its time for which a task waits before it runs. */
const PENDING_SHARE = 0.1;

/** A task as it is remembered: what was ordered and when things happen. Its state follows from the clock. */
export interface Task {
  readonly isEdit: boolean;
  readonly images: readonly ImageRequest[];
  readonly submittedAt: number;
  readonly finishesAt: number;
  readonly fault: GenerationFault | undefined;
  /** Set by the first poll that finds the task finished. */
  results?: readonly Record<string, unknown>[];
}

export type TaskState =
  | { readonly status: "PENDING" | "IN_PROGRESS" | "FINISHED" | "MODERATING"; readonly progress: number }
  | { readonly status: "FAILED"; readonly progress: number; readonly reason: string }
  | { readonly status: "EXPIRED" };

/** When the results of a task go. */
export function expiresAt(task: Task, { switches }: Pick<EmulationContext, "switches">): number {
  return (switches.expiryFrom === "submit" ? task.submittedAt : task.finishesAt) + DAY_MS;
}

/** How a task stands at a moment. */
export function stateOf(task: Task, now: number, context: Pick<EmulationContext, "switches">): TaskState {
  const share = (now - task.submittedAt) / (task.finishesAt - task.submittedAt || 1);
  if (now < task.finishesAt || task.fault === "neverEnding") return running(Math.min(share, 0.99), context);
  if (task.fault === "failed") return { status: "FAILED", progress: 0, reason: "The generation failed." };
  if (task.fault === "moderated")
    return { status: "FAILED", progress: 0, reason: "The content was refused by moderation." };
  if (task.fault === "unknownState") return { status: "MODERATING", progress: 99 };
  if (task.fault === "expired" || now >= expiresAt(task, context)) return { status: "EXPIRED" };
  return { status: "FINISHED", progress: 100 };
}

function running(share: number, { switches }: Pick<EmulationContext, "switches">): TaskState {
  if (share < PENDING_SHARE) return { status: "PENDING", progress: 0 };
  return { status: "IN_PROGRESS", progress: switches.progress === "coarse" ? 50 : Math.floor(share * 100) };
}
