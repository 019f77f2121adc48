import type { EmulationTasks } from "@seedbed/core/emulation";
import { forgetOldest } from "./forget-oldest.ts";

/** Older tasks are forgotten, so that a server that runs for days does not grow. */
const KEPT = 10_000;

/** Tasks that can be saved and loaded. */
export interface TaskStore extends EmulationTasks {
  /** Id and task, oldest first. */
  save(): [string, unknown][];
  load(saved: Iterable<readonly [string, unknown]>): void;
}

/** The latest tasks of a provider. */
export function createTaskStore(kept = KEPT): TaskStore {
  const tasks = new Map<string, unknown>();
  return {
    get size() {
      return tasks.size;
    },
    get: (taskId) => tasks.get(taskId),
    set(taskId, task) {
      tasks.set(taskId, task);
      forgetOldest(tasks, kept);
    },
    save: () => [...tasks],
    load(saved) {
      tasks.clear();
      for (const [taskId, task] of saved) tasks.set(taskId, task);
    },
  };
}
